/** Every habit shows one of these; what only looks like one is told apart by reading the script. A new habit may need a new trace. */
const TRACES = /xen|vbd|vif|xvd|sd[a-z$*?[{"'\\\uFFFC]|eth["'\\]?\d|hypervisor|bios|hvm|pv/i;

/** Whether a script may follow a habit: false for most scripts, which then need not be taken apart. */
export function mayShowHabit(script: string): boolean {
  return TRACES.test(script);
}
