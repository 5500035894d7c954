import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CommandLine, template } from '../cli/command-line';
import { main } from '../../lib/cli/main';
import { VERSION } from '../../lib/version';

const root = join(__dirname, '../..');

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string }[] };
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;
const [step = { env: {}, run: '' }] = action.runs.steps;

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
  cli.write('templates/xen.json', template('t2.micro'));
  cli.write('templates/my good.json', template('t3.micro'));
  // Prints its words, one a line.
  cli.write('bin/npx', '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  chmodSync(join(cli.folder, 'bin/npx'), 0o755);
});
afterEach(() => {
  cli.remove();
});

/** Runs the step of the action as GitHub does, and returns the words that `npx` is given. */
function words(inputs: Readonly<Record<string, string>>): string[] {
  const valueOf = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? '';
  const env = Object.entries(step.env).map(([name, value]) => [
    name,
    value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input: string) => valueOf(input)),
  ]);
  const path = `${join(cli.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const { stdout, status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step.run], {
    cwd: cli.folder,
    encoding: 'utf8',
    env: { PATH: path, ...(Object.fromEntries(env) as Record<string, string>) },
  });
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n');
}

function run(inputs: Readonly<Record<string, string>>) {
  const [yes, name, ...args] = words(inputs);
  expect([yes, name]).toEqual(['--yes', expect.stringMatching(/^cdk-nitro@\^\d/)]);
  let out = '';
  const code = main(args, {
    cwd: cli.folder,
    env: {},
    isTty: false,
    columns: 80,
    today: '2026-11-01',
    readStdin: () => Buffer.of(),
    out: (text) => (out += text),
    err: (text) => (out += text),
  });
  return { code, out };
}

test('every input reaches the step', () => {
  const used = Object.values(step.env).map((value) => /inputs\.([\w-]+)/.exec(value)?.[1]);
  expect(used.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
});

test('the default version is the one that the page was written for', () => {
  expect(action.inputs['version']?.default).toBe(`^${VERSION}`);
});

test('a template with a Xen type fails, with an annotation', () => {
  expect(run({ paths: 'templates' })).toEqual({ code: 1, out: expect.stringContaining('::error file=templates/xen.json') as string });
});

test('paths are lines, also with blanks in them', () => {
  expect(run({ paths: 'templates/my good.json\n' }).out).toContain('1 template,');
});

test('the other inputs are options', () => {
  cli.write('own.json', { rules: { 'image-ready': 'off' } });
  const { code, out } = run({ paths: 'templates', 'fail-on': 'none', policy: 'own.json', sarif: 'nitro.sarif' });
  expect([code, out]).toEqual([0, expect.stringContaining('2 templates')]);
  expect(existsSync(join(cli.folder, 'nitro.sarif'))).toBe(true);
});

test('a hostile path is a path', () => {
  expect(words({ paths: '$(touch owned)\n--output=x' }).slice(-3)).toEqual(['--', '$(touch owned)', '--output=x']);
  expect(existsSync(join(cli.folder, 'owned'))).toBe(false);
});

test('the hook for pre-commit runs the command on templates', () => {
  const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { readonly entry: string; readonly files: string }[];
  expect(hook?.entry).toBe('cdk-nitro check');
  const files = new RegExp(hook?.files ?? '');
  for (const file of ['templates/web.yaml', 'a/template/b.json', 'web.template', 'cdk.out/Web.template.json']) expect(file).toMatch(files);
  for (const file of ['package.json', 'nitro.json', '.github/workflows/ci.yml']) expect(file).not.toMatch(files);
});
