import { join } from 'node:path';
import { describeSettingOrigin } from '../../lib/policy/policy';
import { PolicyFolder } from './policy-folder';

let folder: PolicyFolder;
beforeEach(() => (folder = new PolicyFolder()));
afterEach(() => {
  folder.remove();
});

const EXEMPTION = { rule: 'node-pool', where: '**', reason: 'agreed' };

test('the extending policy is on top: single values replace, lists add up, choices narrow', () => {
  folder.write('standards/base.json', {
    rules: { 'node-pool': 'warning', 'user-data-xen': 'locked' },
    unresolved: 'warning',
    allowedInstanceTypes: ['m7i.*', 'c7i.*'],
    deniedInstanceTypes: ['*.metal'],
    architectures: ['x86_64', 'arm64'],
    features: ['nitro-tpm'],
    recordedImages: 'images.json',
    exemptions: [EXEMPTION],
  });
  const policy = folder.loadText({
    extends: './standards/base.json',
    rules: { 'node-pool': 'error', 'user-data-xen': 'locked' },
    unresolved: 'error',
    allowedInstanceTypes: ['*.large'],
    deniedInstanceTypes: ['m7i.large'],
    architectures: ['arm64'],
    features: ['nitro-tpm', 'enclaves'],
    exemptions: [EXEMPTION],
  });
  expect([...policy.severities]).toEqual([
    ['node-pool', 'error'],
    ['user-data-xen', 'locked'],
  ]);
  expect(policy.demands).toEqual({
    allowedInstanceTypes: [['m7i.*', 'c7i.*'], ['*.large']],
    deniedInstanceTypes: ['*.metal', 'm7i.large'],
    architectures: ['arm64'],
    features: ['nitro-tpm', 'enclaves'],
  });
  expect(policy.settings.unresolved?.value).toBe('error');
  expect(policy.settings.sources).toEqual(['standards/base.json', 'nitro.json']);
  expect(policy.settings.recordedImages?.value).toBe(join(folder.path, 'standards/images.json'));
  expect(policy.exemptions.map(({ place: { source }, isInherited }) => [source, isInherited])).toEqual([
    ['standards/base.json', true],
    ['nitro.json', false],
  ]);
});

test('of several, the later is on top', () => {
  folder.write('a.json', { rules: { 'node-pool': 'info', 'instance-type': 'info' } });
  folder.write('b.json', { rules: { 'node-pool': 'warning' } });
  const { severities, settings } = folder.loadText({ extends: ['./a.json', './b.json'] });
  expect([...severities]).toEqual([
    ['node-pool', 'warning'],
    ['instance-type', 'info'],
  ]);
  expect(describeSettingOrigin(settings.rules.get('node-pool')!.from)).toMatch(/^b\.json:\d$/);
});

describe('a package', () => {
  const LOCKED = { rules: { 'instance-type': 'locked' } };

  test.each<[string, string, object, string]>([
    ['by its nitro.json', '@acme/nitro-standard', { name: '@acme/nitro-standard' }, 'nitro.json'],
    ['by what it exports', 'acme-standard', { name: 'acme-standard', exports: { '.': './policy/standard.json' } }, 'policy/standard.json'],
    ['by its main', 'acme-standard', { name: 'acme-standard', main: 'standard.json' }, 'standard.json'],
    ['beside code', 'acme-standard', { name: 'acme-standard', main: 'index.js' }, 'nitro.json'],
  ])('is found %s', (_, name, manifest, file) => {
    folder.write(`node_modules/${name}/package.json`, manifest);
    folder.write(`node_modules/${name}/index.js`, '');
    folder.write(`node_modules/${name}/${file}`, LOCKED);
    const { severities, settings } = folder.loadText({ extends: name });
    expect(severities.get('instance-type')).toBe('locked');
    expect(settings.sources).toEqual([`node_modules/${name}/${file}`, 'nitro.json']);
  });

  test('a file within it can be named', () => {
    folder.write('node_modules/acme-standard/package.json', { name: 'acme-standard' });
    folder.write('node_modules/acme-standard/strict.json', LOCKED);
    expect(folder.loadText({ extends: 'acme-standard/strict.json' }).severities.get('instance-type')).toBe('locked');
  });

  test.each<[string, object | undefined, string]>([
    ['is not installed', undefined, "nitro.json:2:3: extends: package '@acme/none' cannot be found from"],
    [
      'has no policy',
      { name: '@acme/none' },
      "nitro.json:2:3: extends: package '@acme/none' has no policy to extend: it has to export a 'nitro.json'",
    ],
    ['does not export it', { name: '@acme/none', exports: { './other': './other.json' } }, "package '@acme/none' has no policy to extend"],
  ])('that %s is an error', (_, manifest, message) => {
    if (manifest !== undefined) folder.write('node_modules/@acme/none/package.json', manifest);
    expect(() => folder.loadText({ extends: '@acme/none' })).toThrow(message);
  });

  test('a file that is written like one', () => {
    folder.write('base.json', {});
    expect(() => folder.loadText({ extends: 'base.json' })).toThrow("package 'base.json' cannot be found from");
    expect(() => folder.load()).toThrow("write './base.json' for the file");
  });
});

describe('policies that cannot be extended', () => {
  test('a file that is not there', () => {
    expect(() => folder.loadText({ extends: ['./a.json'] })).toThrow("nitro.json:2:3: extends: './a.json': no such file: check the path");
  });

  test('a mistake in an extended file is named there', () => {
    folder.write('a.json', '{\n "rulez": {} }');
    expect(() => folder.loadText({ extends: './a.json' })).toThrow("a.json:2:2: rulez: there is no key 'rulez'");
  });

  test('a circle', () => {
    folder.write('a.json', { extends: './b.json' });
    folder.write('b.json', '{ "extends":\n ["./nitro.json"] }');
    expect(() => folder.loadText({ extends: './a.json' })).toThrow(
      'b.json:1:3: extends: the policy extends itself (nitro.json -> a.json -> b.json -> nitro.json): remove one of the steps',
    );
    expect(() => folder.loadText({ extends: './nitro.json' })).toThrow('(nitro.json -> nitro.json)');
  });

  test('a base twice, which is no circle', () => {
    folder.write('base.json', { rules: { 'node-pool': 'locked' } });
    folder.write('a.json', { extends: './base.json' });
    folder.write('b.json', { extends: './base.json' });
    expect(folder.loadText({ extends: ['./a.json', './b.json'] }).severities.get('node-pool')).toBe('locked');
  });
});

describe('a locked setting stays locked', () => {
  const BASE = '{ "rules": {\n  "instance-type": "locked",\n  "image-ready": "locked" } }';

  test.each<[string, unknown, string]>([
    [
      'its own severity',
      '{ "extends": "./base.json",\n "rules": {\n  "instance-type": "error" } }',
      "nitro.json:3:3: rule 'instance-type' cannot be set to 'error', since it is locked at base.json:2: leave it out",
    ],
    [
      'a profile',
      '{ "extends": "./base.json",\n "profile": "observe" }',
      "nitro.json:2:2: profile 'observe': rule 'instance-type' cannot be set to 'info', since it is locked at base.json:2",
    ],
    [
      'images that it vouches for',
      '{ "extends": "./base.json",\n "imageStatements": [{ "owner": "123456789012", "reason": "x" }] }',
      "nitro.json:2:2: imageStatements: rule 'image-ready' is locked (base.json:3), so statements do not count",
    ],
  ])('against %s', (_, content, message) => {
    folder.write('base.json', BASE);
    expect(() => folder.loadText(content)).toThrow(message);
  });
});

test('architectures of which none is left', () => {
  folder.write('base.json', '{\n "architectures": ["x86_64"] }');
  expect(() => folder.loadText({ extends: './base.json', architectures: ['arm64'] })).toThrow(
    'architectures: none of arm64 is among x86_64 (base.json:2): choose from these',
  );
});
