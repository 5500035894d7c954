/** A measured ratio and its goal. */
export interface Row {
  readonly what: string;
  /** Milliseconds of cdk-nitro, and of the floor. */
  readonly ours: number;
  readonly floor: number;
  readonly floorIs: string;
  /** The highest ratio, or the most additional milliseconds; absent where the figure is for comparison only. */
  readonly goal?: { readonly ratio: number } | { readonly extraMilliseconds: number };
}

/** Measures the medians of several runs in milliseconds. The two take turns, so that both see the same load on the machine. */
export function inTurns(rounds: number, ours: () => void, floor: () => void): { readonly ours: number; readonly floor: number } {
  const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
  ours();
  floor();
  for (let round = 0; round < rounds; round++) {
    times.ours.push(timed(ours));
    times.floor.push(timed(floor));
  }
  return { ours: median(times.ours), floor: median(times.floor) };
}

export function timed(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function describeRow({ what, ours, floor, floorIs, goal }: Row): string {
  const ratio = ours / floor;
  const times = `${ours.toFixed(1)} ms against ${floor.toFixed(1)} ms for ${floorIs}`;
  if (goal === undefined) return `-       ${what}: ${ratio.toFixed(2)}x (${times})`;
  if ('ratio' in goal)
    return `${verdict(ratio <= goal.ratio)}  ${what}: ${ratio.toFixed(2)}x (${times}; goal: at most ${String(goal.ratio)}x)`;
  const { extraMilliseconds } = goal;
  return `${verdict(ours <= extraMilliseconds)}  ${what}: ${ours.toFixed(1)} ms (${times}; goal: at most ${String(extraMilliseconds)} ms)`;
}

function verdict(met: boolean): string {
  return met ? 'met   ' : 'MISSED';
}
