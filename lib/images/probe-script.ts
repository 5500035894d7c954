import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The probes of this package, each one file in the folder `probe` at its root. */
export type ProbeFile = 'nitro-probe.sh' | 'nitro-probe.ps1';

/**
 * Reads a probe: for Linux a script of POSIX sh, for Windows one of PowerShell.
 *
 * @throws Error if a copy of this package has left it out
 */
export function readProbeScript(name: ProbeFile = 'nitro-probe.sh'): string {
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const file = join(folder, 'probe', name);
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  throw new Error(`probe/${name} is missing: install cdk-nitro again`);
}
