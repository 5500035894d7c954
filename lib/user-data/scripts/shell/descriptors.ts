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
/** Those of the whole script: `exec <<EOF`, `exec > file`, `exec 2> file`. */
const STANDARD = ['0', '1', '2'] as const;
/** Characters of one stream that commands are given: each of them is given all of it. Errs on the side of a problem. */
const MOST_CHARACTERS = 100_000;
/** Where messages go. */
export const IS_LOG = /^\/(?:dev|var\/log)\/|\.log$/;

/** The streams that a script opens by number or name: `exec 3<<EOF`, `exec {out}> file`, `coproc NAME { ...; }`. */
export class Descriptors {
  private readonly opened = new Map<string, OpenedStream>();
  private readonly given = new Map<OpenedStream, number>();

  /** Whether a command has not been given what it reads. */
  public isCut = false;

  public open(key: string | number | undefined, stream: OpenedStream): void {
    if (key !== undefined) this.opened.set(key.toString(), stream);
  }

  /** What commands read that are given nothing else. */
  public get input(): OpenedStream | undefined {
    return this.opened.get('0');
  }

  /** Where commands print to that print nowhere else; undefined for messages. */
  public get output(): OpenedStream | undefined {
    const stream = this.opened.get('1');
    const [file] = stream?.outputs ?? [];
    return file === undefined || IS_LOG.test(file.text) ? undefined : stream;
  }

  /** Reads what a shell of its own does, which opens streams for itself only. */
  public inSubshell<T>(read: () => T): T {
    const before = STANDARD.map((key) => [key, this.opened.get(key)] as const);
    const result = read();
    for (const [key, stream] of before) {
      if (stream === undefined) this.opened.delete(key);
      else this.opened.set(key, stream);
    }
    return result;
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
      const isReading = /^(?:read|mapfile|readarray)$/.test(words[0]?.text ?? '');
      const [, attached] = isReading ? (/^-\w*u(\d+|\$\{?\w+\}?)$/.exec(text) ?? []) : [];
      const isOption = isReading && /^-\w*u$/.test(words[index - 1]?.text ?? '');
      const number = attached ?? (isOption ? text : undefined);
      const stream = this.opened.get(number?.replace(/^\$\{?(\w+)\}?$/, '$1') ?? PATH.exec(text)?.[1] ?? '');
      if (stream === undefined) continue;
      this.give(stream, command);
      if (number === undefined) words.splice(index, 1);
    }
  }

  /** Gives a command what a stream holds, unless too many others have been given it. */
  public give(stream: OpenedStream, command: ShellCommand): void {
    const { inputs, documents, hereStrings, printedBy } = stream;
    const length = [...documents, ...hereStrings].reduce((sum, { text }) => sum + text.length, 1);
    const given = (this.given.get(stream) ?? 0) + length;
    this.given.set(stream, given);
    if (given > MOST_CHARACTERS && given > length) {
      this.isCut = true;
      return;
    }
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
