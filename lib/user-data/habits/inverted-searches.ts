import type { Command } from './script-view';

/** `sed -i`: it searches a file of its own. */
export function editsFile({ uses }: Command): boolean {
  return uses.some(({ role, program, word }) => role === 'argument' && program === 'sed' && /^(?:-\w*i|--in-place)/.test(word));
}

/** `grep -v` */
export function isInverted({ uses }: Command): boolean {
  return uses.some(
    ({ role, program, word }) => role === 'argument' && program.endsWith('grep') && /^(?:-[A-Za-z]*v[A-Za-z]*|--invert-match)$/.test(word),
  );
}
