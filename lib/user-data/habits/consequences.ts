import type { Use } from '../scripts/statement';
import { assignmentIn } from './assignments';
import type { Command, ScriptView, Spot, StatementContext } from './script-view';

/** The number of answers in the arms of one fork that are compared. */
export const MOST_ANSWERS = 40;

/** The number of calls of one function that are read. Further calls excuse nothing. */
export const MOST_CALLS = 50;
export const ENDS = /^(?:return|exit|exec)\b/;

/** The consequences of a positive answer to a question, and the calls of functions. */
export class Consequences {
  public constructor(private readonly view: ScriptView) {}

  /** Returns the variables that a positive answer to a question sets. */
  public settings(spot: Spot): readonly string[] {
    const around = this.view.surroundingsOf(spot);
    return this.of(around, spot.command.order)
      .flatMap(({ use }) => (use.role === 'assignment' || use.role === 'line' ? [assignmentText(use)] : []))
      .filter((text) => text !== '');
  }

  /** The words in arm 1 of each fork, and those in its further arms. */
  private byFork: { readonly first: Map<string, Spot[]>; readonly others: Map<string, Spot[]> } | undefined;

  private calls: ReadonlyMap<string, readonly Spot[]> | undefined;

  /** Returns the calls of a function of the script. */
  public callsOf(name: string): readonly Spot[] {
    this.calls ??= callsIn(this.view.commands);
    return this.calls.get(name) ?? [];
  }

  /** Returns the words in arm 1 of the forks with the question; for `[ a ] && [ b ] && c`, the words after it. */
  public of({ branches, isNegated }: StatementContext, order: number): readonly Spot[] {
    if (isNegated) return [];
    const { first } = this.wordsByFork;
    return branches.flatMap(({ fork, arm, isOfList }) => {
      const words = arm === 0 || (arm === 1 && isOfList === true) ? (first.get(fork) ?? []) : [];
      return arm === 0 ? words : words.filter(({ command }) => command.order > order);
    });
  }

  /** Returns the words in the further arms of the forks with the question: what follows from a negative answer. */
  public otherwise({ branches }: StatementContext): readonly Spot[] {
    const { others } = this.wordsByFork;
    return branches.flatMap(({ fork, arm }) => (arm <= 1 ? (others.get(fork) ?? []) : []));
  }

  private get wordsByFork(): { readonly first: Map<string, Spot[]>; readonly others: Map<string, Spot[]> } {
    if (this.byFork !== undefined) return this.byFork;
    const byFork = { first: new Map<string, Spot[]>(), others: new Map<string, Spot[]>() };
    for (const command of this.view.commands) {
      for (const use of command.uses) {
        if (use.role !== 'assignment' && use.role !== 'line' && use.role !== 'program') continue;
        for (const { fork, arm } of this.view.surroundingsOf({ use, command }).branches) {
          if (arm === 0) continue;
          const words = arm === 1 ? byFork.first : byFork.others;
          words.set(fork, [...(words.get(fork) ?? []), { use, command }].slice(0, MOST_ANSWERS));
        }
      }
    }
    this.byFork = byFork;
    return byFork;
  }

  public isEnding(around: StatementContext, order: number): boolean {
    return this.of(around, order).some(({ use }) => ENDS.test(use.role === 'line' ? use.word.trim() : use.word));
  }
}

/** Returns the function of a scope; undefined outside functions. */
export function functionOf(scope: string): string | undefined {
  return /^\S+ (.+)$/.exec(scope)?.[1];
}

function callsIn(commands: readonly Command[]): ReadonlyMap<string, readonly Spot[]> {
  const calls = new Map<string, Spot[]>();
  for (const command of commands) {
    const use = command.uses.find(({ role }) => role === 'program');
    if (use === undefined) continue;
    const ofName = calls.get(use.word) ?? [];
    calls.set(use.word, ofName);
    if (ofName.length <= MOST_CALLS) ofName.push({ use, command });
  }
  return calls;
}

/** Tells whether a place is in a function. */
export function isInFunction({ scope }: StatementContext): boolean {
  return !scope.endsWith(' ');
}

function assignmentText(use: Use): string {
  const { name, value } = assignmentIn(use);
  return name === undefined ? '' : `${name}=${value.trim()}`;
}
