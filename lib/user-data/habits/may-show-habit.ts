/** Every habit shows one of these, however its words are quoted; what only looks like one is told apart by reading the script. */
const TRACES = /xen|xvd|sd[a-z$*?[{"'\\\uFFFC]|eth["'\\]?\d|hypervisor|bios|hvm|pv/i;

/** Whether a script may follow a habit: false for most scripts, which then need not be taken apart. */
export function mayShowHabit(script: string): boolean {
  return TRACES.test(script);
}
