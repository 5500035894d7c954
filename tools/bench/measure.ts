import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A measured ratio and its goal. Times are CPU times, user and system, so that a busy machine distorts them little. */
export interface Row {
  readonly what: string;
  /** Milliseconds of cdk-nitro, and of the floor. */
  readonly ours: number;
  readonly floor: number;
  readonly floorIs: string;
  /** The highest ratio; absent where the figure is for comparison only. */
  readonly goal?: number;
  /** The unit of the two figures. @default 'ms' */
  readonly unit?: 'ms' | 'µs' | 'kB';
}

/** Measures the medians of several runs. The two take turns, so that both see the same load on the machine. */
export function inTurns(rounds: number, ours: () => void, floor: () => void): { readonly ours: number; readonly floor: number } {
  return mediansInTurns(rounds, timed(ours), timed(floor));
}

/** Measures the median CPU time of whole processes, as `inTurns` does. */
export function processesInTurns(
  rounds: number,
  ours: readonly string[],
  floor: readonly string[],
): { readonly ours: number; readonly floor: number } {
  return mediansInTurns(rounds, processTime(ours), processTime(floor));
}

function mediansInTurns(rounds: number, ours: () => number, floor: () => number): { readonly ours: number; readonly floor: number } {
  const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
  ours();
  floor();
  for (let round = 0; round < rounds; round++) {
    times.ours.push(ours());
    times.floor.push(floor());
  }
  return { ours: median(times.ours), floor: median(times.floor) };
}

function timed(run: () => void): () => number {
  return () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}

/** Returns a function that runs `node` with the arguments to its end, and returns the CPU time it has taken. */
function processTime(args: readonly string[]): () => number {
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-bench-'));
    try {
      const file = join(folder, 'cpu');
      spawnSync(process.execPath, ['--require', join(__dirname, 'cpu-at-exit.cjs'), ...args], {
        stdio: 'ignore',
        env: { ...process.env, CPU_FILE: file },
      });
      return Number(readFileSync(file, 'utf8'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function describeRow({ what, ours, floor, floorIs, goal, unit = 'ms' }: Row): string {
  const ratio = ours / floor;
  const figures = `${ours.toFixed(1)} ${unit} against ${floor.toFixed(1)} ${unit} for ${floorIs}`;
  if (goal === undefined) return `-       ${what}: ${ratio.toFixed(2)}x (${figures})`;
  return `${ratio <= goal ? 'met   ' : 'MISSED'}  ${what}: ${ratio.toFixed(2)}x (${figures}; goal: at most ${String(goal)}x)`;
}
