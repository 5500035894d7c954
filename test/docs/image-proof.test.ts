import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NitroImageTest } from '../../lib';
import { matchesGlob } from '../../lib/base/glob';
import { blocksOf } from './markdown-blocks';
import { isDenied, type PolicyDocument } from './policy-evaluation';

const blocks = blocksOf('docs/image-proof.md');
const codeOf = (is: (block: (typeof blocks)[number]) => boolean): string => blocks.find(is)?.code ?? '';

const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-image-proof-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes an executable, or another script, and returns its path. */
function script(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text, { mode: 0o755 });
  return file;
}

describe('the recipe for Systems Manager', () => {
  const command = codeOf(({ language, code }) => language === 'shell' && code.startsWith('aws ssm'));

  test('sends the whole script, which runs on the instance', () => {
    const arguments_ = join(folder, 'arguments');
    script('nitro-probe.sh', 'echo "ran $*"\n');
    script('aws', `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word"; done > ${arguments_}\n`);
    execFileSync('sh', ['-c', command], { cwd: folder, env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` } });
    const words = execFileSync('cat', [arguments_], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(words).toEqual(expect.arrayContaining(['ssm', 'send-command', 'AWS-RunShellScript']));
    const { commands } = JSON.parse(words.at(-1) ?? '') as { readonly commands: readonly string[] };
    const onInstance = commands.join('\n').replaceAll('/run/', `${folder}/run-`);
    expect(execFileSync('sh', ['-c', onInstance], { encoding: 'utf8' })).toBe('ran --booted\n');
  });
});

describe('the recipe for Packer', () => {
  const recipe = codeOf(({ language }) => language === 'hcl');

  test('runs the script that `images probe` prints, as root, last, and fails where it does', () => {
    expect(recipe).toMatch(/^ {4}script +?= "nitro-probe\.sh"$/m);
    const [, command = ''] = /^ {4}execute_command = "(.+)"$/m.exec(recipe) ?? [];
    expect(command).toBe('sudo sh {{ .Path }}');
    const run = command.replace('sudo ', '').replace('{{ .Path }}', script('failing.sh', 'exit 1\n'));
    expect(() => execFileSync('sh', ['-c', run])).toThrow();
    expect(recipe).not.toContain('valid_exit_codes');
    expect(recipe.match(/provisioner "/g)).toHaveLength(1);
  });
});

test('the statement of the page trusts the tags that the page and the construct name, and no other', () => {
  const { imageStatements } = JSON.parse(codeOf(({ mark }) => mark === 'apps/tags/nitro.json')) as {
    readonly imageStatements: readonly { readonly tag: string }[];
  };
  const [key, value = ''] = (imageStatements[0]?.tag ?? '').split('=');
  expect(Object.keys(NitroImageTest.amiTags())).toEqual([key]);
  for (const tag of [...Object.values(NitroImageTest.amiTags()), '1 2026-11-28 6.1.0-50-amd64']) expect(matchesGlob(value, tag)).toBe(true);
  for (const tag of ['0 2026-11-28', 'no', '', '10 2026-11-28']) expect(matchesGlob(value, tag)).toBe(false);
});

describe('the service control policy', () => {
  const policy = JSON.parse(codeOf(({ mark }) => mark === 'scp.json')) as PolicyDocument;
  const OWN = '123456789012';
  const OTHER = '210987654321';
  const PIPELINE = `arn:aws:iam::${OWN}:role/image-pipeline`;
  const DEVELOPER = `arn:aws:iam::${OWN}:role/developer`;

  const launch = (owner: string, tag?: string, resource = 'arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0'): boolean =>
    isDenied(policy, {
      action: 'ec2:RunInstances',
      resource,
      context: {
        'aws:PrincipalAccount': OWN,
        'aws:PrincipalArn': DEVELOPER,
        'aws:ResourceAccount': owner,
        ...(tag === undefined ? {} : { 'aws:ResourceTag/nitro-ready': tag }),
      },
    });
  const tagging = (principal: string, keys: readonly string[], action = 'ec2:CreateTags', resource = 'image/ami-1'): boolean =>
    isDenied(policy, {
      action,
      resource: `arn:aws:ec2:eu-west-1::${resource}`,
      context: { 'aws:PrincipalAccount': OWN, 'aws:PrincipalArn': principal, 'aws:ResourceAccount': OWN, 'aws:TagKeys': keys },
    });

  test('only proven images of the own account launch', () => {
    for (const tag of ['1 2026-11-28 6.1.0-50-amd64', ...Object.values(NitroImageTest.amiTags())]) expect(launch(OWN, tag)).toBe(false);
    for (const tag of [undefined, '', '0', '0 2026-11-28', 'not-ready', '11 x']) expect(launch(OWN, tag)).toBe(true);
    expect(launch(OWN, undefined, 'arn:aws-cn:ec2:cn-north-1::image/ami-1')).toBe(true);
  });

  test('images of Amazon and of other accounts, and the other resources of the call, are left alone', () => {
    expect([launch('137112412989'), launch(OTHER)]).toEqual([false, false]);
    for (const each of ['instance/*', 'subnet/subnet-1', 'volume/*', 'launch-template/lt-1']) {
      expect(launch(OWN, undefined, `arn:aws:ec2:eu-west-1:${OWN}:${each}`)).toBe(false);
    }
  });

  test('only the pipeline sets or removes the tag; other tags are free', () => {
    expect(tagging(PIPELINE, ['nitro-ready'])).toBe(false);
    for (const action of ['ec2:CreateTags', 'ec2:DeleteTags']) {
      expect(tagging(DEVELOPER, ['nitro-ready'], action)).toBe(true);
      expect(tagging(DEVELOPER, ['team', 'nitro-ready'], action)).toBe(true);
      expect(tagging(DEVELOPER, ['team'], action)).toBe(false);
    }
    expect(tagging(`${DEVELOPER}/image-pipeline`, ['nitro-ready'])).toBe(true);
    expect(tagging(DEVELOPER, ['nitro-ready'], 'ec2:CreateTags', 'instance/i-1')).toBe(false);
  });

  test('it fits, and what it does not stop stands beside it', () => {
    expect(JSON.stringify(policy).length).toBeLessThan(5_120);
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual(['ProvenImages', 'WhoMayProve']);
  });
});
