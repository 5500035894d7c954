import { HOLE } from '../../base/hole';

/** What stands before a command: a line's end, another command, or a word that runs one. */
const BEFORE_COMMAND = /(?:[\n\r\u2028\u2029;&|({`!]|\b(?:then|do|else|sudo|exec|eval|nohup|time|env))$/;
/** Characters of the longest of these words, and the one before it. */
const LONGEST = 'nohup'.length + 1;

/** Whether only the deployment knows a command of a script, at the beginning of a line or behind another command. */
export function hasUnknownCommand(script: string): boolean {
  for (let at = script.indexOf(HOLE); at >= 0; at = script.indexOf(HOLE, at + 1)) {
    let end = at;
    if (end > 0 && `"'`.includes(script.charAt(end - 1))) end--;
    while (end > 0 && ' \t'.includes(script.charAt(end - 1))) end--;
    if (end === 0 || BEFORE_COMMAND.test(script.slice(Math.max(0, end - LONGEST), end))) return true;
  }
  return false;
}
