/** Every habit shows one of these; what only looks like one is told apart by reading the script. A new habit may need a new trace. */
const TRACES = /xen|vbd|vif|xvd|sd[a-z$*?[{\uFFFC]|dev\/(?:sd\b|(?:x|xv|s)?[${])|eth\d|hypervisor|bios|dmidecode|dmi\/id|hvm|pv/i;

/** Quotes and backslashes within a word, and a line that is continued within one. */
const QUOTING = /["'\\]+(?:\r?\n)?/g;
const IS_QUOTED_WITHIN = /[\w/]["'\\]+(?:\r?\n)?[\w$*?[{\uFFFC]/;

/** Whether a script may follow a habit: false for most scripts, which then need not be taken apart. */
export function mayShowHabit(script: string): boolean {
  return TRACES.test(script) || (IS_QUOTED_WITHIN.test(script) && TRACES.test(script.replace(QUOTING, '')));
}
