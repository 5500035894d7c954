import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import { cdkDoors } from './cdk-doors';
import { type Door, type ObservedFinding, type TemplateObject, TODAY } from './door';
import { OWN_FILE, selfNested } from './engine-door';
import { writeStandard } from './standard-files';

/** Whether a template can come in by that door. */
export function admits(door: Door, template: TemplateObject): boolean {
  return door.tells === 'everything' || selfNested(template).size === 0;
}

const commandLine: Door = {
  name: 'command line',
  tells: 'everything',
  findings: (template, { severities, ...told }) => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-rules-'));
    try {
      writeFileSync(join(folder, OWN_FILE), JSON.stringify(template));
      writeStandard(folder, told);
      const out: string[] = [];
      const err: string[] = [];
      const rules = [...severities].flatMap(([name, severity]) => ['--rule', `${name}=${severity}`]);
      const exitCode = main(['check', OWN_FILE, '--format', 'json', ...rules], {
        cwd: folder,
        env: {},
        isTty: false,
        columns: 80,
        today: TODAY,
        out: (text) => out.push(text),
        err: (text) => err.push(text),
        readStdin: () => new Uint8Array(),
      });
      if (err.length > 0) throw new Error(err.join(''));
      const { findings } = JSON.parse(out.join('')) as { findings: readonly ObservedFinding[] };
      const hasErrors = findings.some(({ severity }) => severity === 'error');
      if (typeof exitCode !== 'number') throw new Error('a check takes no time');
      if (exitCode !== (hasErrors ? 1 : 0)) throw new Error(`exit code ${exitCode} with ${hasErrors ? 'errors' : 'no errors'}`);
      return findings;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** The front doors around the engine. */
export const doors: readonly Door[] = [commandLine, ...cdkDoors];
