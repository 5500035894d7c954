import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import type { ShellCommand, ShellStatement } from './command';
import type { Descriptors } from './descriptors';
import { readsInput } from './reads-input';
import type { TakenWords } from './taken-words';

/** Reads the inputs and outputs of commands. */
export class Redirections {
  public constructor(
    private readonly words: TakenWords,
    private readonly descriptors: Descriptors,
  ) {}

  public redirection(redirection: Unbash.Redirection, command: ShellCommand, statement: ShellStatement): void {
    if (redirection.type === 'HereDoc') {
      command.documents.push(this.words.document(redirection.body, redirection.operator === '<<-', command, statement));
      return;
    }
    if (redirection.target === undefined) return;
    const word = this.words.word(redirection.target, command, statement);
    const isInput = redirection.operator === '<&';
    const isConnected = (isInput || redirection.operator === '>&') && this.descriptors.connect(word.text, isInput, command);
    this.takeCut(command, statement);
    if (isConnected) return;
    if (redirection.type === 'HereString') command.hereStrings.push(word);
    else if (redirection.operator === '<' || redirection.operator === '<&') {
      if (!/^[\d-]+$/.test(word.text)) command.inputs.push(word);
    } else if (!/^([\d-]+|\/dev\/(null|stdout|stderr|tty))$/.test(word.text)) command.outputs.push(word);
  }

  /** Gives a command the streams that `exec` opened for the whole script, if it has no others. */
  public standardStreams(command: ShellCommand, statement: ShellStatement, isFed: boolean): void {
    const { input, output } = this.descriptors;
    if (output !== undefined && !command.isCaptured) command.scriptOutput = output;
    if (input === undefined || isFed || !readsInput(command)) return;
    this.descriptors.give(input, command);
    this.takeCut(command, statement);
  }

  public takeCut({ words }: ShellCommand, statement: ShellStatement): void {
    if (this.descriptors.isCut) statement.cutLine ??= words[0]?.line ?? 1;
    this.descriptors.isCut = false;
  }

  /** Opens a stream: `exec 3<<EOF`, `exec > file`. */
  public opening(redirection: Unbash.Redirection, command: ShellCommand, statement: ShellStatement): void {
    const stream: ShellCommand = { ...command, words: [], members: [], inputs: [], outputs: [], documents: [], hereStrings: [] };
    this.redirection(redirection, stream, statement);
    command.inputs.push(...stream.inputs);
    command.outputs.push(...stream.outputs);
    const isPrinted = stream.inputs.some(({ text }) => text === '$()');
    const opened = isPrinted ? { ...stream, printedBy: stream } : stream;
    for (const key of openedBy(redirection)) this.descriptors.open(key, opened);
  }
}

/** Returns the numbers, or the name, under which `exec` opens a stream. */
function openedBy({ descriptor, operator }: Unbash.Redirection): readonly (string | number)[] {
  if (descriptor !== undefined) return [descriptor.type === 'FileDescriptor' ? descriptor.value : descriptor.name];
  if (operator.startsWith('<')) return [0];
  return operator.startsWith('&') ? [1, 2] : [1];
}
