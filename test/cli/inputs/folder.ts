import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findTemplates } from '../../../lib/cli/inputs/find-templates';

/** Texts and data of files by their paths. */
export type Files = Readonly<Record<string, string | Uint8Array | object>>;

/** A folder of its own for one test, gone after it. */
export function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-inputs-'));
  afterThis.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(
      join(folder, name),
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 1),
    );
  }
  return folder;
}

const afterThis: string[] = [];
afterEach(() => {
  for (const folder of afterThis.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export interface Summary {
  /** `web.yaml`, with ` aws://account/region` where one is known, and ` Child=child.yaml` for each nested stack. */
  readonly templates: readonly string[];
  /** `web.yaml:3:5: why`. */
  readonly unreadable: readonly string[];
}

export function find(cwd: string, paths: readonly string[], stdin = ''): Summary {
  const { templates, unreadable } = findTemplates(paths, { cwd, readStdin: () => Buffer.from(stdin) });
  for (const { file, input } of templates) expect(input.id).toBe(file);
  return {
    templates: templates.map(({ file, input: { account, region, nested } }) => {
      const environment = account === undefined && region === undefined ? '' : ` aws://${account ?? '?'}/${region ?? '?'}`;
      return [`${file}${environment}`, ...[...(nested ?? [])].map(([logicalId, child]) => `${logicalId}=${child}`)].join(' ');
    }),
    unreadable: unreadable.map(({ file, line, column, message }) => `${file}${line === undefined ? '' : `:${line}:${column}`}: ${message}`),
  };
}

export const TEMPLATE = 'Resources:\n  Web:\n    Type: AWS::EC2::Instance\n';

export function stackWith(properties: object, metadata?: object): object {
  return {
    Resources: {
      Child: { Type: 'AWS::CloudFormation::Stack', Properties: properties, ...(metadata === undefined ? {} : { Metadata: metadata }) },
    },
  };
}
