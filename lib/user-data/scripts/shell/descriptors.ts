import type { ShellCommand } from './command';
import type { LinedText } from './source';

/** What a number that `exec` opened, or one end of a coprocess, stands for. */
export interface OpenedStream extends Pick<ShellCommand, 'inputs' | 'outputs' | 'documents' | 'hereStrings' | 'printsInto'> {
  /** What prints into it. */
  readonly printedBy?: ShellCommand;
}

/** `<&3`, `>&$out`, `<&"${COPROC[0]}"` */
const NAMED = /^(?:(\d+)|\$(\w+)|\$\{(\w+(?:\[[01]\])?)\})-?$/;
const PATH = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/;
/** The first three are those of the whole script: messages go there. */
const FIRST_OF_SCRIPT = 3;
/** Commands that are given one stream. Each of them is given all of it: errs on the side of fewer values of variables. */
const MOST_TAKERS = 4;

/** The streams that a script opens by number or name: `exec 3<<EOF`, `exec {out}> file`, `coproc NAME { ...; }`. */
export class Descriptors {
  private readonly opened = new Map<string, OpenedStream>();
  private readonly takers = new Map<OpenedStream, number>();

  public open(key: string | number | undefined, stream: OpenedStream): void {
    if (key !== undefined && !(typeof key === 'number' && key < FIRST_OF_SCRIPT)) this.opened.set(key.toString(), stream);
  }

  /** Passes the content behind a number or name to a command. Returns false if it is unknown. */
  public connect(target: string, isInput: boolean, command: ShellCommand): boolean {
    const [, number, name, braced] = NAMED.exec(target) ?? [];
    const stream = this.opened.get(number ?? name ?? braced ?? '');
    if (stream === undefined) return false;
    if (isInput) this.give(stream, command);
    else {
      command.outputs.push(...stream.outputs);
      if (stream.printsInto !== undefined) command.printsInto = stream.printsInto;
    }
    return true;
  }

  /** Gives a command what its words name: `bash /dev/fd/3`, `read -u 3`. */
  public connectWords(command: ShellCommand): void {
    if (this.opened.size === 0) return;
    const { words } = command;
    for (const [index, { text }] of [...words.entries()].reverse()) {
      const isOption = /^(?:read|mapfile|readarray)$/.test(words[0]?.text ?? '') && /^-\w*u$/.test(words[index - 1]?.text ?? '');
      const stream = this.opened.get(isOption ? text.replace(/^\$\{?(\w+)\}?$/, '$1') : (PATH.exec(text)?.[1] ?? ''));
      if (stream === undefined) continue;
      this.give(stream, command);
      if (!isOption) words.splice(index, 1);
    }
  }

  private give(stream: OpenedStream, command: ShellCommand): void {
    const takers = this.takers.get(stream) ?? 0;
    this.takers.set(stream, takers + 1);
    if (takers >= MOST_TAKERS) return;
    const { inputs, documents, hereStrings, printedBy } = stream;
    command.inputs.push(...inputs);
    command.documents.push(...documents);
    command.hereStrings.push(...hereStrings);
    if (printedBy !== undefined) printedBy.pipesInto ??= command;
  }
}

/** Returns the file that `xargs -a` and `parallel --arg-file` read their arguments from. */
export function argumentFile(words: readonly LinedText[]): LinedText | undefined {
  const at = words.findIndex(({ text }) => /^(?:\S*\/)?(?:xargs|parallel)$/.test(text));
  if (at < 0) return undefined;
  for (let index = at + 1; words[index]?.text.startsWith('-') === true; index++) {
    const word = words[index];
    const next = words[index + 1];
    if (word === undefined) break;
    if (/^(?:-a|--arg-file)$/.test(word.text)) return next;
    const [, attached] = /^(?:-a|--arg-file=|::::)(.+)$/.exec(word.text) ?? [];
    if (attached !== undefined) return { ...word, text: attached };
    if (/^-[nIPLdEsjN]$/.test(word.text)) index++;
  }
  return undefined;
}
