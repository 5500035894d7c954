#!/usr/bin/env node
import './compile-cache';
import { readFileSync } from 'node:fs';
import { today } from '../lib/base/calendar-day';
import { main } from '../lib/cli/main';

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
