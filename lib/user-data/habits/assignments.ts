import type { Use } from '../scripts/statement';

/** `$name`, `${name`, `${!name`. A number is an argument of a function or script. */
const REFERENCE = /\$\{?[!#]?(\w+)/g;
const ASSIGNMENT = /^(\w+)(?:\[[^\]]*\])?\+?=([^]*)$/;
/** `$bios = ...`, `bios = ...` in languages other than shell. */
const LINE_ASSIGNMENT = /^\s*(?:(?:my|const|let|var|local)\s+)?[$@]?(?:(?:script|global):)?(\w+)\s*=(?![=~])/;

/** Returns the assignment in a word. */
export function assignmentIn({ role, word }: Use): { readonly name?: string; readonly value: string } {
  const [, assigned, text = ''] = (role === 'assignment' ? ASSIGNMENT : role === 'line' ? LINE_ASSIGNMENT : undefined)?.exec(word) ?? [];
  if (assigned !== undefined) return { name: assigned, value: role === 'line' ? word.slice(word.indexOf('=') + 1) : text };
  const [, defaulted, value = ''] = (role === 'line' ? undefined : /\$\{(\w+):?=([^}]*)\}/.exec(word)) ?? [];
  return defaulted === undefined ? { value: '' } : { name: defaulted, value };
}

/** Lists the variables in a word of a shell, once for each mention. */
export function variablesIn(word: string): readonly string[] {
  return [...word.matchAll(REFERENCE)].map(([, name = '']) => name);
}

/** Lists the names in a word: variables, and in other languages every word that may be one. */
export function namesIn({ role, word }: Use): readonly string[] {
  if (role !== 'line') return word.includes('$') ? [...new Set(variablesIn(word))] : [];
  const [start = ''] = LINE_ASSIGNMENT.exec(word) ?? [];
  return [...new Set(word.slice(start.length).match(/\b[A-Za-z_]\w*/g))];
}
