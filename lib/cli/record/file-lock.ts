import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { realPath } from '../../base/real-path';
import { messageOf, UnusableError } from '../terminal';

/** How long a run waits for others, in milliseconds. Each holds the lock for one reading and one writing. */
const PATIENCE = 20_000;
const PAUSE = 25;
/** The age from which a lock is stale, in milliseconds: thousands of times as long as it is held. */
const LONGEST = 60_000;

/**
 * Runs an action while no other run of this command has the lock of a file, a file beside it. A lock whose process has ended is removed.
 *
 * @throws UnusableError if the lock cannot be written, or another process keeps it
 */
export function whileLocked(cwd: string, file: string, action: () => void): void {
  const lock = `${realPath(resolve(cwd, file))}.lock`;
  const deadline = Date.now() + PATIENCE;
  while (!takes(lock, file)) {
    if (Date.now() > deadline) throw new UnusableError(`${file} is locked by another run: try again, or remove ${file}.lock`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  try {
    action();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes a free lock; removes a stale one, for the next attempt. */
function takes(lock: string, file: string): boolean {
  try {
    writeFileSync(lock, `${String(process.pid)} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new UnusableError(`${file} cannot be written: ${messageOf(error)}`);
  }
  const content = contentOf(lock);
  if (content !== undefined && isStale(lock, content)) removeStale(lock, content);
  return false;
}

/** Reads a lock; undefined for one that is gone. */
function contentOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** Tells whether the process that wrote a lock has ended. Of a process on another machine, or in another container, only the age tells. */
function isStale(lock: string, content: string): boolean {
  const { pid, host } = /^(?<pid>\d+) (?<host>.*)$/.exec(content)?.groups ?? {};
  if (pid !== undefined && host === hostname() && !isRunning(Number(pid))) return true;
  try {
    return Date.now() - statSync(lock).mtimeMs > LONGEST;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists too.
    return codeOf(error) !== 'ESRCH';
  }
}

/** Moves a stale lock away before it is removed: another run may have replaced it by its own since it was read. */
function removeStale(lock: string, content: string): void {
  const aside = `${lock}.${String(process.pid)}`;
  try {
    renameSync(lock, aside);
    if (contentOf(aside) === content) rmSync(aside, { force: true });
    else renameSync(aside, lock);
  } catch {
    // Another run was faster.
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
