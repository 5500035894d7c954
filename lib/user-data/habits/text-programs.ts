import type { Statement, Use } from '../scripts/statement';
import { assignmentIn, variablesIn } from './assignments';

/** Programs that only make a text of another one. */
const MAKES_TEXT = /^(?:echo|printf|basename|dirname|tr|cut|sed|[gm]?awk|rev|head|tail)$/;

const passedKept = new WeakMap<Statement, ReadonlySet<string>>();

/** Tells whether a program only makes the value of another variable, which is followed by itself: `SHORT=$(basename "$DEVICE")`. */
export function isHandedOn({ role, program }: Use, statement: Statement, name: string): boolean {
  return role === 'argument' && MAKES_TEXT.test(program) && passedOn(statement).has(name);
}

/** The variables that a statement puts into others. */
function passedOn(statement: Statement): ReadonlySet<string> {
  let names = passedKept.get(statement);
  if (names === undefined) {
    names = new Set(
      statement.uses.flatMap((use) => {
        const { name: made, value } = use.role === 'assignment' ? assignmentIn(use) : { value: '' };
        return variablesIn(value).filter((name) => name !== made);
      }),
    );
    passedKept.set(statement, names);
  }
  return names;
}
