import type { ShellCommand } from './command';
import type { LinedText } from './source';

/** A stream that `exec` opened under a number, or one end of a coprocess. */
export interface OpenedStream extends Pick<ShellCommand, 'inputs' | 'outputs' | 'documents' | 'hereStrings' | 'printsInto'> {
  /** The command that prints into the stream. */
  readonly printedBy?: ShellCommand;
}

/** `<&3`, `>&$out`, `<&"${COPROC[0]}"` */
const NAMED = /^(?:(\d+)|\$(\w+)|\$\{(\w+(?:\[[01]\])?)\})-?$/;
const PATH = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/;
/** The streams of the whole script: `exec <<EOF`, `exec > file`, `exec 2> file`. */
const STANDARD = ['0', '1', '2'] as const;
/** The number of characters of one stream, summed over its readers: each reader receives all. Errs towards reporting a problem. */
const MOST_CHARACTERS = 100_000;
/** Destinations of messages. */
export const IS_LOG = /^\/(?:dev|var\/log)\/|\.log$/;

/** The streams that a script opens by number or name: `exec 3<<EOF`, `exec {out}> file`, `coproc NAME { ...; }`. */
export class Descriptors {
  private readonly opened = new Map<string, OpenedStream>();
  private readonly given = new Map<OpenedStream, number>();

  /** True if a command did not receive its input. */
  public isCut = false;

  public open(key: string | number | undefined, stream: OpenedStream): void {
    if (key !== undefined) this.opened.set(key.toString(), stream);
  }

  /** Returns the default input of commands. */
  public get input(): OpenedStream | undefined {
    return this.opened.get('0');
  }

  /** Returns the default output of commands; undefined for a log. */
  public get output(): OpenedStream | undefined {
    const stream = this.opened.get('1');
    const [file] = stream?.outputs ?? [];
    return file === undefined || IS_LOG.test(file.text) ? undefined : stream;
  }

  /** Reads the commands of a subshell. The streams that it opens end with it. */
  public inSubshell<T>(read: () => T): T {
    const before = STANDARD.map((key) => [key, this.opened.get(key)] as const);
    const result = read();
    for (const [key, stream] of before) {
      if (stream === undefined) this.opened.delete(key);
      else this.opened.set(key, stream);
    }
    return result;
  }

  /** Passes the stream with a number or name to a command. Returns false if the stream is unknown. */
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

  /** Passes the streams that a command's words name: `bash /dev/fd/3`, `read -u 3`. */
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

  /** Passes the content of a stream to a command, unless too many other commands received it. */
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

/** Returns the file with the arguments of `xargs -a` or `parallel --arg-file`. */
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
