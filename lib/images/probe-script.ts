import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILE = join('probe', 'nitro-probe.sh');

/** Reads the probe for Linux, a script of POSIX sh, which the package has at its root. */
export function readProbeScript(): string {
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const file = join(folder, FILE);
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  throw new Error(`${FILE} is missing: install cdk-nitro again`);
}
