import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, type RuleSeverity } from '../../lib/check';
import { main } from '../../lib/cli/main';

export type TemplateObject = Readonly<Record<string, unknown>>;

/** A finding as every door tells of it. */
export interface ObservedFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly severity: string;
  readonly logicalId?: string;
  readonly path: string;
  readonly value?: string;
  readonly values: readonly string[];
  readonly origin?: string;
  readonly message: string;
  readonly fix?: string;
}

/** One way in: the findings it has for a template. */
export interface Door {
  readonly name: string;
  readonly findings: (template: TemplateObject, severities: ReadonlyMap<string, RuleSeverity>) => readonly ObservedFinding[];
}

/** A nested stack with this TemplateURL nests the template itself. */
export const OWN_FILE = 'template.json';

const engine: Door = {
  name: 'engine',
  findings: (template, severities) =>
    check([{ id: OWN_FILE, template: template as never, nested: selfNested(template) }], { severities }).findings,
};

function selfNested({ Resources }: TemplateObject): ReadonlyMap<string, string> {
  const resources = Object.entries(Resources as Record<string, { readonly Properties?: { readonly TemplateURL?: unknown } }>);
  return new Map(
    resources.filter(([, { Properties }]) => Properties?.TemplateURL === OWN_FILE).map(([logicalId]) => [logicalId, OWN_FILE]),
  );
}

const commandLine: Door = {
  name: 'command line',
  findings: (template, severities) => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-rules-'));
    try {
      writeFileSync(join(folder, OWN_FILE), JSON.stringify(template));
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
      if (exitCode !== (hasErrors ? 1 : 0)) throw new Error(`exit code ${exitCode} with ${hasErrors ? 'errors' : 'no errors'}`);
      return findings;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Every case of every rule goes through each of them. */
export const doors: readonly Door[] = [engine, commandLine];
