import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine, instance, template } from './command-line';

const KNOWN = 'known.json';

const cli = CommandLine.forEachTest();
beforeEach(() => {
  write('a.json', { Web: instance('t2.micro') });
  write('b.json', { Db: instance('m4.large') });
  write('sub/c.json', { Cache: instance('r4.large') });
  cli.write('nitro.json', { rules: { 'image-ready': 'off' } });
  expect(update('templates')).toMatchObject({ code: 0, err: 'known.json: 3 known, 0 dropped\n' });
});

function write(name: string, resources: object): void {
  cli.write(`templates/${name}`, { Resources: resources });
}

const remove = (name: string): void => {
  rmSync(join(cli.folder, name), { recursive: true });
};
const text = (): string => readFileSync(join(cli.folder, KNOWN), 'utf8');
const update = (...args: readonly string[]) => cli.run(['check', '--baseline', KNOWN, '--update-baseline', ...args]);

/** The remarks on the baseline itself, and the findings: `rule/message of resource`. */
function check(args: readonly string[], options: Parameters<CommandLine['run']>[1] = {}) {
  const { code, findings } = cli.check(['--baseline', KNOWN, ...args], options);
  return {
    code,
    gone: findings.filter(({ rule }) => rule === 'policy').map(({ message }) => / of (\w+)/.exec(message)?.[1]),
    open: findings.filter(({ rule, exempted }) => rule !== 'policy' && exempted === undefined).map(({ logicalId }) => logicalId),
  };
}

const recorded = (): (string | undefined)[] =>
  (JSON.parse(text()) as { findings: { logicalId?: string }[] }).findings.map(({ logicalId }) => logicalId).sort();

describe('entries of files that are not looked at are left alone', () => {
  const CHECKS: [string, readonly string[]][] = [
    ['a file', ['templates/a.json']],
    ['a file, with a dot before it', ['./templates/a.json']],
    ['a file, by way of another folder', ['templates/sub/../a.json']],
    ['another folder', ['templates/sub']],
    ['another folder, with a slash at its end', ['templates/sub/']],
    ['two of three files', ['templates/a.json', 'templates/sub/c.json']],
  ];

  test.each(CHECKS)('by a check of %s', (_, paths) => {
    expect(check(paths)).toEqual({ code: 0, gone: [], open: [] });
  });

  test.each(CHECKS)('by an update from %s, which says so', (_, paths) => {
    const before = text();
    const stay = 3 - paths.length;
    expect(update(...paths)).toMatchObject({
      code: 0,
      err: `known.json: 3 known, 0 dropped; kept ${String(stay)} that this check did not cover\n`,
    });
    expect(text()).toBe(before);
  });

  test('by a check of standard input', () => {
    const stdin = JSON.stringify({ Resources: { Web: instance('t2.micro') } });
    expect(check(['-'], { stdin })).toEqual({ code: 0, gone: [], open: [] });
    expect(check(['-'], { stdin: JSON.stringify(template('m7i.large')) })).toEqual({ code: 0, gone: [], open: [] });
    const before = text();
    cli.run(['check', '-', '--baseline', KNOWN, '--update-baseline'], { stdin });
    expect(text()).toBe(before);
  });

  test('when the file that is looked at has been mended, which alone is gone', () => {
    write('a.json', { Web: instance('t3.micro') });
    expect(check(['templates/a.json']).gone).toEqual(['Web']);
    expect(check(['templates/b.json']).gone).toEqual([]);
    expect(update('templates/b.json').err).toContain('3 known, 0 dropped');
    expect(update('templates/a.json').err).toBe('known.json: 2 known, 1 dropped; kept 2 that this check did not cover\n');
    expect(recorded()).toEqual(['Cache', 'Db']);
  });

  test('when a file that is not looked at does not exist any more', () => {
    remove('templates/b.json');
    expect(check(['templates/a.json']).gone).toEqual([]);
    expect(check(['templates/sub']).gone).toEqual([]);
  });

  test('in a folder that a search passes by', () => {
    cli.write('templates/node_modules/x/d.json', { Resources: { Dep: instance('c4.large') } });
    cli.write('templates/e.txt', JSON.stringify({ Resources: { Text: instance('c4.large') } }));
    remove(KNOWN);
    update('templates', 'templates/node_modules/x/d.json', 'templates/e.txt');
    expect(recorded()).toEqual(['Cache', 'Db', 'Dep', 'Text', 'Web']);
    expect(check(['templates'])).toEqual({ code: 0, gone: [], open: [] });
    expect(update('templates').err).toContain('5 known, 0 dropped; kept 2 that');
  });

  test('of a rule that is off', () => {
    const before = text();
    expect(check(['templates', '--rule', 'instance-type=off'])).toEqual({ code: 0, gone: [], open: [] });
    update('templates', '--rule', 'instance-type=off');
    cli.write('nitro.json', { rules: { 'image-ready': 'off', 'instance-type': 'off' } });
    update('templates');
    expect(text()).toBe(before);
  });
});

describe('a finding of a checked file that is not found any more is gone', () => {
  test.each([
    ['mended', () => write('a.json', { Web: instance('t3.micro') })],
    ['no template any more', () => cli.write('templates/a.json', { name: 'x' })],
    ['deleted', () => remove('templates/a.json')],
  ])('of a file in the folder that is %s', (_, change) => {
    change();
    for (const folder of ['templates', './templates/', '.', join(cli.folder, 'templates')]) {
      const path = folder === '.' ? ['templates', '.'] : [folder];
      expect(check(path)).toEqual({ code: 0, gone: ['Web'], open: [] });
    }
    expect(update('templates').err).toBe('known.json: 2 known, 1 dropped\n');
    expect(recorded()).toEqual(['Cache', 'Db']);
  });

  test('of a folder in the folder that is deleted', () => {
    remove('templates/sub');
    expect(check(['templates']).gone).toEqual(['Cache']);
    expect(check(['templates/a.json']).gone).toEqual([]);
  });

  test('for every working folder and spelling of the paths', () => {
    write('b.json', { Db: instance('m7i.large') });
    const absolute = join(cli.folder, 'templates/b.json');
    const below = { below: 'templates/sub' };
    const there = ['--baseline', `../../${KNOWN}`];
    const run = (...paths: string[]) => {
      return cli
        .check([...there, ...paths], below)
        .findings.flatMap(({ rule, message }) => (rule === 'policy' ? [/ of (\w+)/.exec(message)?.[1]] : []));
    };
    for (const path of ['../b.json', '..', absolute, join(cli.folder, 'templates')]) expect(run(path)).toEqual(['Db']);
    for (const path of ['c.json', '.', '../a.json', join(cli.folder, 'templates/a.json')]) expect(run(path)).toEqual([]);
    symlinkSync(join(cli.folder, 'templates'), join(cli.folder, 'link'));
    expect(check(['link/b.json']).gone).toEqual(['Db']);
    expect(check(['link/a.json']).gone).toEqual([]);
  });

  test('once of two that are alike, in the file that has lost it', () => {
    write('copy.json', { Web: instance('t2.micro') });
    remove(KNOWN);
    update('templates');
    write('copy.json', { Web: instance('t3.micro') });
    expect(check(['templates/a.json']).gone).toEqual([]);
    expect(check(['templates/copy.json']).gone).toEqual(['Web']);
    expect(check(['templates']).gone).toEqual(['Web']);
    update('templates/copy.json');
    expect(recorded()).toEqual(['Cache', 'Db', 'Web']);
    expect(check(['templates'])).toEqual({ code: 0, gone: [], open: [] });
  });
});

describe('an entry knows nothing of another file while its own is there', () => {
  test.each([[['templates/new.json']], [['stacks']]])('by a check of %s', (paths) => {
    cli.write('templates/new.json', { Resources: { Web: instance('t2.micro') } });
    cli.write('stacks/b.json', { Resources: { Web: instance('t2.micro') } });
    expect(check(paths)).toMatchObject({ code: 1, open: ['Web'] });
    rmSync(join(cli.folder, 'templates/a.json'));
    expect(check(paths)).toEqual({ code: 0, gone: [], open: [] });
  });

  test('but of the same stack, synthesized to another folder', () => {
    const TEMPLATE = 'Web.template.json';
    cli.write(`out/${TEMPLATE}`, { Resources: { Web: instance('t2.micro') } });
    remove(KNOWN);
    update('out');
    cli.write(`other/${TEMPLATE}`, { Resources: { Web: instance('t2.micro') } });
    cli.write('other/New.template.json', { Resources: { Web: instance('t2.micro') } });
    expect(check([`other/${TEMPLATE}`])).toEqual({ code: 0, gone: [], open: [] });
    expect(check(['other/New.template.json'])).toMatchObject({ code: 1, open: ['Web'] });
  });
});

describe('a moved finding stays known', () => {
  test('to another file, which the next update names', () => {
    renameSync(join(cli.folder, 'templates/a.json'), join(cli.folder, 'templates/z.json'));
    expect(check(['templates'])).toEqual({ code: 0, gone: [], open: [] });
    expect(check(['templates/z.json'])).toEqual({ code: 0, gone: [], open: [] });
    expect(update('templates').err).toBe('known.json: 3 known, 0 dropped\n');
    expect(text()).toContain('templates/z.json');
    expect(text()).not.toContain('templates/a.json');
  });

  test('with its whole folder', () => {
    renameSync(join(cli.folder, 'templates'), join(cli.folder, 'stacks'));
    expect(check(['stacks'])).toEqual({ code: 0, gone: [], open: [] });
    expect(update('stacks').err).toBe('known.json: 3 known, 0 dropped\n');
    cli.write('stacks/a.json', { Resources: { Web: instance('t3.micro') } });
    expect(check(['stacks']).gone).toEqual(['Web']);
  });
});

describe('unreadable files', () => {
  test('its entries are left alone, and nothing is written, and why is said', () => {
    cli.write('templates/b.json', '{ "Resources": ');
    write('a.json', { Web: instance('t3.micro') });
    const before = text();
    expect(check(['templates'])).toMatchObject({ code: 2, gone: ['Web'] });
    const { code, err } = update('templates');
    expect(code).toBe(2);
    expect(err).toContain('known.json: not updated, because templates/b.json cannot be read: fix that first\n');
    expect(text()).toBe(before);
  });

  test.each([['gone.json'], ['templates/b.json', 'gone.json']])('a file that is named and is not there: %s %s', (...paths) => {
    remove('templates/a.json');
    const before = text();
    const { code, err } = update('templates/a.json', ...paths);
    expect([code, text()]).toEqual([2, before]);
    expect(err).toContain('known.json: not updated, because templates/a.json and 1 more cannot be read');
    expect(check(['templates/a.json', ...paths]).gone).toEqual([]);
  });

  test('a folder that has no template left', () => {
    for (const name of ['a.json', 'b.json', 'sub']) remove(`templates/${name}`);
    expect(check(['templates'])).toMatchObject({ code: 2, gone: [] });
    expect(update('templates').err).toContain('known.json: not updated, because templates cannot be read');
  });

  test('a first baseline is not recorded, and why is said', () => {
    remove(KNOWN);
    cli.write('templates/b.json', '{ "Resources": ');
    expect(update('templates').err).toContain('known.json: not recorded, because templates/b.json cannot be read: fix that first\n');
    expect(() => text()).toThrow('ENOENT');
  });
});

describe('of a cloud assembly', () => {
  const assembly = (stacks: Record<string, object>): void => {
    mkdirSync(join(cli.folder, 'cdk.out'), { recursive: true });
    const artifacts = Object.keys(stacks).map((name) => [
      name,
      {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: `${name}.template.json` },
      },
    ]);
    cli.write('cdk.out/manifest.json', { version: '48.0.0', artifacts: Object.fromEntries(artifacts) });
    for (const [name, resources] of Object.entries(stacks)) cli.write(`cdk.out/${name}.template.json`, { Resources: resources });
  };
  beforeEach(() => {
    assembly({ One: { Web: instance('t2.micro') }, Two: { Db: instance('m4.large') } });
    remove(KNOWN);
    update();
    expect(recorded()).toEqual(['Db', 'Web']);
  });

  test('a stack that the app has no more is gone, though its template still lies there', () => {
    assembly({ One: { Web: instance('t2.micro') } });
    expect(check([]).gone).toEqual(['Db']);
    expect(update().err).toBe('known.json: 1 known, 1 dropped\n');
  });

  test('a check of one template leaves the other alone', () => {
    expect(check(['cdk.out/One.template.json'])).toEqual({ code: 0, gone: [], open: [] });
    expect(check(['templates/a.json']).gone).toEqual([]);
  });

  test('if a manifest cannot be read, nothing in it is gone', () => {
    cli.write('cdk.out/cdk.out', '{}');
    cli.write('cdk.out/manifest.json', '{');
    expect(check([])).toMatchObject({ code: 2, gone: [] });
  });
});

describe('a baseline that does not say in which files', () => {
  beforeEach(() => {
    const { version, findings } = JSON.parse(text()) as { version: number; findings: { template?: string }[] };
    cli.write(KNOWN, { version, findings: findings.map(({ template: _, ...entry }) => entry) });
  });

  test('knows what it knew', () => {
    expect(check(['templates'])).toEqual({ code: 0, gone: [], open: [] });
    expect(check(['templates/a.json'])).toEqual({ code: 0, gone: [], open: [] });
  });

  test('is left alone by a check of a file', () => {
    const entries = recorded();
    expect(update('templates/a.json').err).toContain('3 known, 0 dropped');
    expect(recorded()).toEqual(entries);
  });

  test('learns the files, and loses what is gone, by an update from a folder', () => {
    write('a.json', { Web: instance('t3.micro') });
    expect(check(['templates']).gone).toEqual(['Web']);
    expect(update('templates').err).toBe('known.json: 2 known, 1 dropped\n');
    expect(
      text()
        .match(/"template":"[^"]+"/g)
        ?.sort(),
    ).toEqual(['"template":"templates/b.json"', '"template":"templates/sub/c.json"']);
  });
});
