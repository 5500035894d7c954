import { Derived } from '../../base/kept';
import type { Slot } from './slots';

/** What a slot's values are like that are not empty, whatever place it has. */
export const writtenValues = new Derived((slot: Slot) => {
  const values = slot.values.map(({ text }) => text).filter((text) => text !== '');
  return {
    values,
    isLong: values.some((text) => text.includes('\n')),
    isUnbalanced: values.some(isUnbalanced),
    hasOperators: values.some((text) => OPERATORS.test(text)),
  };
});

/** What ends a command, or gives it a file: a shell reads the words beside it in another way. */
const OPERATORS = /[|&;<>]/;

/** Tells whether a text may leave a shell in the middle of a quotation, a document or a line. */
function isUnbalanced(text: string): boolean {
  const plain = text.replace(/\\[^]/g, '');
  const isOdd = (char: string): boolean => (plain.split(char).length - 1) % 2 === 1;
  return (
    isOdd('"') ||
    isOdd("'") ||
    isOdd('`') ||
    /\\\n?$/.test(text) ||
    hasOpenDocument(text) ||
    hasOpenFork(text) ||
    plain.split('$(').length > plain.split(')').length
  );
}

/** Tells whether a text begins or ends in the middle of `if`, `case` or a loop: which command is in which arm depends on it. */
function hasOpenFork(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const opened = count(/(?:^|[;&|({]|\b(?:then|do|else))[ \t]*(?:if|for|while|until|case|select)\b/gm);
  const closed = count(/(?:^|[;&|)}]|\b(?:fi|done|esac))[ \t]*(?:fi|done|esac)\b/gm);
  return opened !== closed || (opened === 0 && count(/(?:^|[;&|)}])[ \t]*(?:else|elif)\b|;;/gm) > 0);
}

function hasOpenDocument(text: string): boolean {
  const lines = text.split('\n');
  return [...text.matchAll(/<<-?[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([\w.-]+))/g)].some(([, single, double, plain]) => {
    const delimiter = single ?? double ?? plain ?? '';
    return !lines.some((line) => line.trim() === delimiter);
  });
}
