import { commandLanguage } from '../../file-language';
import type { ShellCommand } from './command';
import { commandWords } from './command-words';
import { PASSES_ON, takesArguments } from './text-flow';

/** Tells whether a command reads the input of the surrounding script: it has no input of its own, and names no file. */
export function readsInput(command: ShellCommand): boolean {
  for (let each: ShellCommand | undefined = command; each !== undefined; each = each.groupEnd) {
    if (each.inputs.length + each.documents.length + each.hereStrings.length > 0) return false;
  }
  if (takesArguments(command)) return true;
  const { program, rest } = commandWords(command.words);
  if (/^(?:read|mapfile|readarray)$/.test(program)) return true;
  if (program !== 'cat' && PASSES_ON.test(program)) return true;
  const isOfInput = rest.every(({ text }) => /^-(?!\w*[cemp]$)/.test(text) || text === '/dev/stdin');
  return isOfInput && (program === 'cat' || /^(?:\.|source)$/.test(program) || commandLanguage(program) !== undefined);
}
