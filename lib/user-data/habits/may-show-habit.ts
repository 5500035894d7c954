import { UNKNOWN_CHARACTERS } from '../../base/hole';

/** Every habit shows one of these traces; the reading of the script decides. A new habit may need a new trace. */
const TRACES = new RegExp(
  String.raw`xen|vbd|vif|xvd|sd[a-z$*?[{${UNKNOWN_CHARACTERS}]|dev\/(?:sd\b|(?:x|xv|s)?[$\{])|eth\d|hypervisor|bios|dmidecode|dmi\/id|hvm|pv`,
  'i',
);

/** Quotes and backslashes within a word, and a line that is continued within one. */
const QUOTING = /["'\\]+(?:\r?\n)?/g;
const IS_QUOTED_WITHIN = new RegExp(String.raw`[\w/]["'\\]+(?:\r?\n)?[\w$*?[{${UNKNOWN_CHARACTERS}]`);

/** Tells whether a script may show a habit: false for most scripts, which then need not be parsed. Errs on the side of true. */
export function mayShowHabit(script: string): boolean {
  return TRACES.test(script) || (IS_QUOTED_WITHIN.test(script) && TRACES.test(script.replace(QUOTING, '')));
}
