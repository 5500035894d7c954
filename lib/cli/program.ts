import { readFileSync } from 'node:fs';
import { today } from '../base/calendar-day';
import { main } from './main';

/** Runs the command line in this process, which ends with its exit code. */
export function runProgram(): void {
  const code = main(process.argv.slice(2), {
    cwd: process.cwd(),
    today: today(),
    env: process.env,
    readStdin: () => readFileSync(0),
    isTty: process.stdout.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : 80,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
  void Promise.resolve(code).then((exitCode) => (process.exitCode = exitCode));
}
