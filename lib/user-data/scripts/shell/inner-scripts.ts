import { commandLanguage } from '../../file-language';
import type { FragmentKind } from '../../fragment';
import type { CommandWords } from './command-words';
import { handedScript } from './handed-scripts';
import type { LinedText } from './source';

/** A text that an interpreter runs, with its other arguments. */
export interface InnerScript extends LinedText {
  readonly kind: FragmentKind;
  readonly others: readonly LinedText[];
  /** The name and the arguments of the call. */
  readonly parameters?: readonly string[];
  /** The text is encoded for PowerShell's `-EncodedCommand`. */
  readonly isEncoded?: boolean;
}

/** The options before a text, by the language of the interpreter. */
const OPTIONS: Readonly<Partial<Record<FragmentKind, RegExp>>> = {
  shell: /^-\w*c$/,
  script: /^-\w*[ceEr]$|^--eval$/,
  powershell: /^[-/](c|command|encodedcommand|e|ec|enc)$/i,
  batch: /^[/-][ckr]$/i,
};

/** Returns the text that an interpreter runs: `bash -c '...'`, `su - app -c '...'`, `eval ...`. */
export function innerScript({ program, rest }: CommandWords): InnerScript | undefined {
  switch (program) {
    case 'eval': {
      const [first] = rest;
      return first && { kind: 'shell', text: rest.map(({ text }) => text).join(' '), line: first.line, others: [] };
    }
    case 'trap':
      return scriptAt(rest, 'shell', rest[0]?.text === '--' ? 1 : 0);
    case 'alias': {
      const values = rest.filter(({ text }) => text.includes('='));
      const [first] = values;
      return (
        first && {
          kind: 'shell',
          text: values.map(({ text }) => text.slice(text.indexOf('=') + 1)).join('\n'),
          line: first.line,
          others: [],
        }
      );
    }
    case 'su':
    case 'runuser':
    case 'script': {
      const attached = rest.find(({ text }) => text.startsWith('--command='));
      if (attached !== undefined)
        return { kind: 'shell', text: attached.text.slice('--command='.length), line: attached.line, others: rest };
      const option = rest.findIndex(({ text }) => /^(-\w*c|--command|--session-command)$/.test(text));
      return option < 0 ? handed(program, rest) : behindOption(rest, 'shell', option);
    }
    case 'expect':
      return behindOption(
        rest,
        'shell',
        rest.findIndex(({ text }) => text === '-c'),
      );
    default: {
      const kind = commandLanguage(program);
      const option = kind === undefined ? undefined : OPTIONS[kind];
      return kind === undefined || option === undefined
        ? handed(program, rest)
        : behindOption(
            rest,
            kind,
            rest.findIndex(({ text }) => option.test(text)),
          );
    }
  }
}

/** Returns the text that a program passes to a shell. Its words stay arguments of the program: they may name devices. */
function handed(program: string, rest: readonly LinedText[]): InnerScript | undefined {
  const script = handedScript(program, rest);
  return script && { kind: 'shell', ...script, others: program === 'ssh' ? [] : rest };
}

function behindOption(rest: readonly LinedText[], kind: FragmentKind, option: number): InnerScript | undefined {
  if (option < 0) return undefined;
  if (kind !== 'powershell' && kind !== 'batch') return scriptAt(rest, kind, option + 1);
  const [first, ...others] = rest.slice(option + 1);
  if (first === undefined) return undefined;
  const isEncoded = kind === 'powershell' && /^[-/]e/i.test(rest[option]?.text ?? '');
  return { kind, text: [first, ...others].map(({ text }) => text).join(' '), line: first.line, others: [], isEncoded };
}

function scriptAt(rest: readonly LinedText[], kind: FragmentKind, at: number): InnerScript | undefined {
  const script = rest[at];
  const parameters = rest.slice(at + 1).map(({ text }) => text);
  return script && { kind, text: script.text, line: script.line, parameters, others: rest.filter((word) => word !== script) };
}
