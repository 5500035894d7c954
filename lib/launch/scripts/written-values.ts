import { Derived } from '../../base/kept';
import type { Slot } from './slots';

/** Properties of a slot's non-empty values that hold in any place. */
export const writtenValues = new Derived((slot: Slot) => {
  const values = slot.values.map(({ text }) => text).filter((text) => text !== '');
  return {
    values,
    isLong: values.some((text) => text.includes('\n')),
    isUnbalanced: values.some(isUnbalanced),
    hasOperators: values.some((text) => OPERATORS.test(text)),
  };
});

/** Signs that end a command or redirect it. A shell reads the words beside them differently. */
const OPERATORS = /[|&;<>]/;

/** Tells whether a text may leave a shell within a quotation, a document or a line. */
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

/** Tells whether a text begins or ends within `if`, `case` or a loop. It then decides which command is in which arm. */
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
