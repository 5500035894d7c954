import type { Use } from '../scripts/statement';

/** `$name`, `${name`, `${!name`. Numbers are what a function or script is given. */
const REFERENCE = /\$\{?[!#]?(\w+)/g;
const ASSIGNMENT = /^(\w+)(?:\[[^\]]*\])?\+?=([^]*)$/;
/** `$bios = ...`, `bios = ...` in other languages than shell. */
const LINE_ASSIGNMENT = /^\s*(?:(?:my|const|let|var|local)\s+)?[$@]?(?:(?:script|global):)?(\w+)\s*=(?![=~])/;

/** What a word assigns. */
export function assignmentIn({ role, word }: Use): { readonly name?: string; readonly value: string } {
  const [, assigned, text = ''] = (role === 'assignment' ? ASSIGNMENT : role === 'line' ? LINE_ASSIGNMENT : undefined)?.exec(word) ?? [];
  if (assigned !== undefined) return { name: assigned, value: role === 'line' ? word.slice(word.indexOf('=') + 1) : text };
  const [, defaulted, value = ''] = (role === 'line' ? undefined : /\$\{(\w+):?=([^}]*)\}/.exec(word)) ?? [];
  return defaulted === undefined ? { value: '' } : { name: defaulted, value };
}

/** Lists the variables that a word of a shell mentions, each time it does. */
export function variablesIn(word: string): readonly string[] {
  return [...word.matchAll(REFERENCE)].map(([, name = '']) => name);
}

/** Lists the names that a word mentions: variables, and in other languages anything that may be one. */
export function namesIn({ role, word }: Use): readonly string[] {
  if (role !== 'line') return word.includes('$') ? [...new Set(variablesIn(word))] : [];
  const [start = ''] = LINE_ASSIGNMENT.exec(word) ?? [];
  return [...new Set(word.slice(start.length).match(/\b[A-Za-z_]\w*/g))];
}
