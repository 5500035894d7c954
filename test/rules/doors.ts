import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../lib/check';
import { main } from '../../lib/cli/main';
import { cdkDoors } from './cdk-doors';
import type { Door, ObservedFinding, TemplateObject } from './door';
import { writeStandard } from './standard-files';

/** Images are deprecated before and after. */
const TODAY = new Date().toISOString().slice(0, 10);

/** A nested stack with this TemplateURL nests the template itself, which a construct tree cannot. */
export const OWN_FILE = 'template.json';

/** Whether a template can come in by that door. */
export function admits(door: Door, template: TemplateObject): boolean {
  return door.tells === 'everything' || selfNested(template).size === 0;
}

const engine: Door = {
  name: 'engine',
  tells: 'everything',
  findings: (template, severities, { images, demands }) =>
    check([{ id: OWN_FILE, template: template as never, nested: selfNested(template) }], {
      severities,
      demands,
      images: { recorded: images, today: TODAY },
    }).findings,
};

function selfNested({ Resources }: TemplateObject): ReadonlyMap<string, string> {
  const resources = Object.entries(Resources as Record<string, { readonly Properties?: { readonly TemplateURL?: unknown } }>);
  return new Map(
    resources.filter(([, { Properties }]) => Properties?.TemplateURL === OWN_FILE).map(([logicalId]) => [logicalId, OWN_FILE]),
  );
}

const commandLine: Door = {
  name: 'command line',
  tells: 'everything',
  findings: (template, severities, told) => {
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

/** Every case of every rule goes through each of them. */
export const doors: readonly Door[] = [engine, commandLine, ...cdkDoors];
