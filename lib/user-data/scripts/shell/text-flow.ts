import { commandLanguage } from '../../file-language';
import type { FragmentKind } from '../../fragment';
import type { ShellCommand, ShellFunction } from './command';
import { commandWords, type CommandWords } from './command-words';
import { IS_LOG } from './descriptors';
import { isLocal } from './handed-scripts';
import { innerScript } from './inner-scripts';
import type { LinedText } from './source';
import type { FilterWords } from './text-filters';

/** The destination of a text. */
export type TextEnd =
  | { readonly to: 'file'; readonly file: string }
  | { readonly to: 'interpreter'; readonly kind: FragmentKind }
  /** `read a b`, `mapfile -t a` */
  | { readonly to: 'variables'; readonly reader: ShellCommand }
  /** `xargs`, `parallel` */
  | { readonly to: 'arguments'; readonly of: ShellCommand }
  | { readonly to: 'output'; readonly of: ShellFunction }
  /** The variables of an assignment from `$(...)`. */
  | { readonly to: 'assigned'; readonly names: readonly string[] }
  /** A word of a command. */
  | { readonly to: 'word' }
  | { readonly to: 'too far' };

export interface TextFlow {
  /** Programs that filter the text. */
  readonly filters: readonly FilterWords[];
  readonly end: TextEnd;
}

/** The number of pipes and groups between a command and the destination of its output. Above it, the flow ends as `too far`. */
const LONGEST_WAY = 100;
/** The levels of groups and functions in a flow, and the number of commands read in each. Errs towards a text that is not run. */
const DEEPEST = 8;
const MOST_MEMBERS = 300;

/** Follows the text that a command prints. */
export function flowsFrom(command: ShellCommand, functions: ReadonlyMap<string, ShellFunction>): readonly TextFlow[] {
  return new FlowReader(functions).after(command, []);
}

/** Follows the text that a command reads. */
export function flowsInto(command: ShellCommand, functions: ReadonlyMap<string, ShellFunction>): readonly TextFlow[] {
  return new FlowReader(functions).into(command, [], 0);
}

class FlowReader {
  private stepsLeft = LONGEST_WAY;

  public constructor(private readonly functions: ReadonlyMap<string, ShellFunction>) {}

  /** Follows a command's input, to the command itself or through it. */
  public into(command: ShellCommand, filters: readonly FilterWords[], depth: number): readonly TextFlow[] {
    if (this.stepsLeft-- < 0) return [{ filters, end: { to: 'too far' } }];
    const words = commandWords(command.words);
    const members = command.words.length === 0 ? command.members : this.functions.get(words.program)?.members;
    if (members !== undefined && members.length > 0) {
      const inside = depth < DEEPEST ? this.intoMembers(members, filters, depth + 1) : [];
      return inside.length > 0 || command.words.length > 0 ? inside : this.after(command, filters);
    }
    const end = ownEnd(command, words);
    if (end !== undefined) return [{ filters, end }];
    const { program, rest } = words;
    const passed = program === '' ? filters : [...filters, [program, ...rest.map(({ text }) => text)] as const];
    const file = copyOf(words);
    const copied = file === undefined ? [] : this.copied(command, file, filters);
    return [...copied, ...this.after(command, passed)];
  }

  private copied({ printsInto }: ShellCommand, file: string, filters: readonly FilterWords[]): readonly TextFlow[] {
    if (file === '$()' && printsInto !== undefined) return this.into(printsInto, filters, 0);
    return [{ filters, end: { to: 'file', file } }];
  }

  private intoMembers(members: readonly ShellCommand[], filters: readonly FilterWords[], depth: number): readonly TextFlow[] {
    const flows: TextFlow[] = [];
    for (const member of members.slice(0, MOST_MEMBERS)) {
      if (member.isFed || member.isCaptured || member.documents.length + member.hereStrings.length + member.inputs.length > 0) continue;
      const words = commandWords(member.words);
      const takes =
        member.words.length === 0 ||
        this.functions.has(words.program) ||
        PASSES_ON.test(words.program) ||
        ownEnd(member, words) !== undefined;
      if (takes) flows.push(...this.into(member, filters, depth));
    }
    return flows;
  }

  /** Follows a command's output. */
  public after(command: ShellCommand, filters: readonly FilterWords[]): readonly TextFlow[] {
    let last = command;
    for (;;) {
      if (this.stepsLeft-- < 0) return [{ filters, end: { to: 'too far' } }];
      const [output] = last.outputs;
      if (output?.text === '$()' && last.printsInto !== undefined) return this.into(last.printsInto, filters, 0);
      if (output !== undefined) return [{ filters, end: { to: 'file', file: output.text } }];
      if (last.pipesInto !== undefined) return this.into(last.pipesInto, filters, 0);
      if (last.groupEnd === undefined) break;
      const isSubstituted = last.isCaptured;
      last = last.groupEnd;
      // The output of `<(...)` is a file of the command.
      if (last.words.length > 0) return this.into(last, filters, 0);
      if (isSubstituted && last.inputs.some(({ text }) => text === '$()')) {
        const inside = this.intoMembers(last.members, filters, 0);
        if (inside.length > 0) return inside;
      }
    }
    if (last.isCaptured) return this.captured(last.takenBy, filters);
    const ofFunction: readonly TextFlow[] = last.inFunction === undefined ? [] : [{ filters, end: { to: 'output', of: last.inFunction } }];
    return [...ofFunction, ...this.ofScript(command.scriptOutput ?? last.scriptOutput, filters)];
  }

  /** Follows the output of a whole script: `exec > file`, `exec > >(bash)`. */
  private ofScript(output: ShellCommand['scriptOutput'], filters: readonly FilterWords[]): readonly TextFlow[] {
    const [file] = output?.outputs ?? [];
    if (file === undefined) return [];
    if (file.text !== '$()') return [{ filters, end: { to: 'file', file: file.text } }];
    const flows = output?.printsInto === undefined ? [] : this.into(output.printsInto, filters, 0);
    return flows.filter(({ end }) => end.to === 'interpreter' || (end.to === 'file' && !IS_LOG.test(end.file)));
  }

  /** Follows the output of a substitution: `bash -c "$(...)"`, `X=$(...)`, `echo "$(...)" | bash`. */
  private captured(taker: ShellCommand | undefined, filters: readonly FilterWords[]): readonly TextFlow[] {
    if (taker === undefined) return [];
    const words = commandWords(taker.words);
    const script = innerScript(words);
    if (script !== undefined && IS_CAPTURED.test(script.text)) return [{ filters, end: { to: 'interpreter', kind: script.kind } }];
    const names = [...taker.words, ...taker.assignments].flatMap(({ text }) => /^(\w+)(?:\[[^\]]*\])?\+?=\$\(\s*\)$/.exec(text)?.[1] ?? []);
    if (names.length > 0) return [{ filters, end: { to: 'assigned', names } }];
    if (/^(echo|printf|print)$/.test(words.program)) return this.after(taker, filters);
    const given = [...taker.documents, ...taker.hereStrings].some(({ text }) => IS_CAPTURED.test(text));
    return given ? this.into(taker, filters, 0) : [{ filters, end: { to: 'word' } }];
  }
}

const IS_CAPTURED = /\$\(\s*\)/;

/** Programs that pass on the input of their group. */
export const PASSES_ON = /^(?:cat|tee|sed|[gm]?awk|envsubst|tr|base64|gunzip|zcat|gzip|xxd|rev|cut|head|tail|sort|openssl)$/;

function ownEnd(command: ShellCommand, words: CommandWords): TextEnd | undefined {
  const { program, rest } = words;
  if (takesArguments(command)) return { to: 'arguments', of: command };
  if (/^(?:read|mapfile|readarray)$/.test(program)) return { to: 'variables', reader: command };
  const isHere = program === 'ssh' && isLocal(rest);
  const kind = isHere
    ? 'shell'
    : program === 'crontab'
      ? 'cron'
      : /^(?:su|runuser|at|batch|\.|source)$/.test(program)
        ? 'shell'
        : commandLanguage(program);
  if (kind !== undefined) return { to: 'interpreter', kind };
  if (/^(?:install|cp)$/.test(program) && rest.some(({ text }) => text === '/dev/stdin')) {
    const copy = rest.at(-1);
    return copy && { to: 'file', file: copy.text };
  }
  if (program === 'sponge') {
    const file = rest.findLast(({ text }) => !text.startsWith('-'));
    return file && { to: 'file', file: file.text };
  }
  return program === 'dd' ? ddOutput(rest) : undefined;
}

/** Tells whether a command builds commands from its input: `sudo xargs` does, `grep xargs` does not. */
export function takesArguments({ words }: ShellCommand): boolean {
  const at = words.findIndex(({ text }) => /^(?:\S*\/)?(?:xargs|parallel)$/.test(text));
  return at >= 0 && words.slice(0, at).every(({ text }) => /^(?:sudo|env|nice|ionice|time|-.*|\w+=.*)$/.test(text));
}

function copyOf({ program, rest }: CommandWords): string | undefined {
  return program === 'tee' ? rest.find(({ text }) => !text.startsWith('-'))?.text : undefined;
}

function ddOutput(rest: readonly LinedText[]): TextEnd | undefined {
  const output = rest.find(({ text }) => text.startsWith('of='));
  return output && { to: 'file', file: output.text.slice('of='.length) };
}
