import { loadPolicy, extendPolicy } from '../../lib/policy/load-policy';
import { describeSettingOrigin } from '../../lib/policy/policy';
import { PolicyError } from '../../lib/policy/policy-error';
import { join } from 'node:path';
import { rules } from '../../lib/rules';
import { PolicyFolder } from './policy-folder';

let folder: PolicyFolder;
beforeEach(() => (folder = new PolicyFolder()));
afterEach(() => {
  folder.remove();
});

const RULES = { 'instance-type': 'locked', 'user-data-devices': 'off' };

describe('finding the file', () => {
  test('the nearest in the working folder or around it', () => {
    folder.write('nitro.json', { rules: { 'node-pool': 'info' } });
    folder.write('apps/nitro.json', { rules: { 'node-pool': 'warning' } });
    folder.write('apps/web/index.ts', '');
    const { file, severities } = loadPolicy({ cwd: join(folder.path, 'apps/web'), today: '2026-11-01', rules });
    expect(file).toBe(`${folder.path}/apps/nitro.json`);
    expect([...severities]).toEqual([['node-pool', 'warning']]);
    expect(folder.load().file).toBe('nitro.json');
  });

  test('without one, there are no settings', () => {
    const policy = folder.load();
    expect(policy.file).toBeUndefined();
    expect([...policy.severities]).toEqual([]);
    expect(policy.demands).toEqual({});
    expect(policy.folder).toBe(folder.path);
  });

  test('a folder of that name is not one', () => {
    folder.write('nitro.json/readme.md', '');
    expect(folder.load().file).toBeUndefined();
  });

  test('one that is named must be there', () => {
    expect(() => folder.load('standards/nitro.json')).toThrow(new PolicyError('standards/nitro.json: no such file: check the path'));
    folder.write('folder/x', '');
    expect(() => folder.load('folder')).toThrow(new PolicyError('folder: not a file: write the path of a file'));
  });
});

test('reads every key', () => {
  const policy = folder.loadText({
    $schema: './node_modules/cdk-nitro/nitro.schema.json',
    rules: RULES,
    unknown: 'error',
    unresolved: 'warning',
    allowedInstanceTypes: ['m7i.*', 'c7i.*'],
    deniedInstanceTypes: ['*.metal*'],
    architectures: ['x86_64'],
    features: ['enclaves'],
    imageStatements: [{ owner: '123456789012', name: 'golden-*', reason: 'built by us' }],
    imageLookups: true,
    recordedImages: 'images/prod.json',
    catalog: 'catalog.json',
    baseline: 'nitro-baseline.json',
    exemptions: [{ rule: 'instance-type-known', where: 'Prod/**', reason: 'agreed', expires: '2028-02-29' }],
  });
  expect([...policy.severities]).toEqual(Object.entries(RULES));
  expect(policy.demands).toEqual({
    allowedInstanceTypes: [['m7i.*', 'c7i.*']],
    deniedInstanceTypes: ['*.metal*'],
    architectures: ['x86_64'],
    features: ['enclaves'],
  });
  expect(policy.settings).toMatchObject({ unknown: { value: 'error' }, unresolved: { value: 'warning' } });
  expect(policy.settings.recordedImages?.value).toBe(join(folder.path, 'images/prod.json'));
  expect(policy.settings.baseline?.value).toBe(join(folder.path, 'nitro-baseline.json'));
  expect(policy.settings.catalog?.value).toBe(join(folder.path, 'catalog.json'));
  expect(policy.imageLookups).toBe(true);
  expect(policy.imageStatements).toEqual([
    expect.objectContaining({
      owner: '123456789012',
      name: 'golden-*',
      reason: 'built by us',
      at: expect.stringMatching(/^nitro\.json:\d+$/),
    }),
  ]);
  expect(policy.exemptions).toEqual([
    expect.objectContaining({ rule: 'instance-type-known', where: 'Prod/**', expires: '2028-02-29', isInherited: false }),
  ]);
});

test('a byte order mark does not matter', () => {
  expect([...folder.loadText('\uFEFF{ "rules": { "node-pool": "off" } }').severities]).toEqual([['node-pool', 'off']]);
});

const CONFLICT = '{\n  "rules": {\n<<<<<<< HEAD\n    "node-pool": "off"\n=======\n    "node-pool": "info"\n>>>>>>> main\n  }\n}\n';

describe('a policy that cannot be followed names the place', () => {
  test.each<[string, string, string]>([
    ['an unknown key', '{\n  "rulez": {}\n}', "nitro.json:2:3: rulez: there is no key 'rulez': did you mean 'rules'"],
    [
      'an unknown rule',
      '{ "rules": {\n  "instance-typ": "off" } }',
      "nitro.json:2:3: rules/instance-typ: there is no rule 'instance-typ': did you mean 'instance-type'",
    ],
    [
      'a rule named __proto__',
      '{ "rules": { "__proto__": "off" } }',
      "nitro.json:1:14: rules/__proto__: there is no rule '__proto__': use instance-type,",
    ],
    ['a key named __proto__', '{\n "__proto__": { "rules": {} } }', "nitro.json:2:2: __proto__: there is no key '__proto__': use"],
    ['a key named constructor', '{ "constructor": 1 }', "nitro.json:1:3: constructor: there is no key 'constructor': use"],
    [
      'a severity that is none',
      '{ "rules": { "node-pool": "warn" } }',
      "nitro.json:1:14: rules/node-pool: 'warn' is not a severity: use off, info",
    ],
    ['a severity named __proto__', '{ "rules": { "node-pool": "__proto__" } }', "rules/node-pool: '__proto__' is not a severity"],
    [
      'a misspelled profile',
      '{ "profile": "confidental" }',
      "nitro.json:1:3: profile: 'confidental' is not a profile: did you mean 'confidential'",
    ],
    ['rules in a list', '{ "rules": [] }', 'nitro.json:1:3: rules: expected an object, got a list'],
    ['a text for a list', '{ "deniedInstanceTypes": "m7i.*" }', "deniedInstanceTypes: expected a list of types or patterns, got 'm7i.*'"],
    ['an empty list that would forbid everything', '{ "allowedInstanceTypes": [] }', 'allowedInstanceTypes: an empty list'],
    [
      'a family without its sizes',
      '{ "deniedInstanceTypes": [\n"*.metal", "m7i"] }',
      "nitro.json:2:12: deniedInstanceTypes/1: expected a type or pattern like 'm7i.large'",
    ],
    [
      'a launch site without what it holds',
      '{ "launchSites": [{ "resourceType": "Acme::Compute::Server", "property": "Size" }] }',
      "launchSites/0: 'holds' is missing: add it",
    ],
    [
      'a launch site that holds a misspelled kind',
      '{ "launchSites": [{ "resourceType": "Acme::Compute::Server", "property": "Size", "holds": "instance-types" }] }',
      "launchSites/0/holds: 'instance-types' is not what a property holds: did you mean 'instance-type'",
    ],
    [
      'a launch site with a path from the resource down',
      '{ "launchSites": [{ "resourceType": "Acme::Compute::Server", "property": "Properties.Size", "holds": "instance-type" }] }',
      'launchSites/0/property: expected the path of a property below Properties',
    ],
    [
      'a launch site of no resource type',
      '{ "launchSites": [{ "resourceType": "Server", "property": "Size", "holds": "instance-type" }] }',
      "launchSites/0/resourceType: expected a resource type like 'Acme::Compute::Server'",
    ],
    [
      'a misspelled key of a launch site',
      '{ "launchSites": [{ "resourceTyp": "Acme::Compute::Server", "property": "Size", "holds": "instance-type" }] }',
      "launchSites/0/resourceTyp: there is no key 'resourceTyp': did you mean 'resourceType'",
    ],
    ['a text for a flag', '{ "imageLookups": "yes" }', "imageLookups: expected true or false, got 'yes'"],
    ['an architecture that is none', '{ "architectures": ["x86"] }', "architectures/0: 'x86' is not an architecture"],
    [
      'an exemption without a reason',
      '{ "exemptions": [\n{ "rule": "node-pool", "where": "**" }] }',
      "nitro.json:2:1: exemptions/0: 'reason' is missing: add it",
    ],
    [
      'an empty reason',
      '{ "exemptions": [{ "rule": "node-pool", "where": "**", "reason": " " }] }',
      'exemptions/0/reason: expected a text with the reason',
    ],
    [
      'an exemption from a rule that is none',
      '{ "exemptions": [{ "rule": "node-pol", "where": "**", "reason": "x" }] }',
      "exemptions/0/rule: 'node-pol' is not a rule: did you mean 'node-pool'",
    ],
    [
      'an expiry that is no date',
      '{ "exemptions": [{ "rule": "node-pool", "where": "**", "reason": "x", "expires": "soon" }] }',
      "exemptions/0/expires: expected a day like '2027-03-31', got 'soon'",
    ],
    [
      'an expiry that the calendar lacks',
      '{ "exemptions": [{ "rule": "node-pool", "where": "**", "reason": "x", "expires": "2027-02-29" }] }',
      "exemptions/0/expires: '2027-02-29' is not in the calendar",
    ],
    [
      'a statement about anybody',
      '{ "imageStatements": [{ "name": "golden-*", "reason": "x" }] }',
      "imageStatements/0/name: without 'owner' it would vouch for the images of every account",
    ],
    [
      'a statement of two kinds',
      '{ "imageStatements": [{ "owner": "123456789012", "parameter": "/a", "reason": "x" }] }',
      "imageStatements/0/parameter: excludes 'owner'",
    ],
    [
      'a statement of two kinds, one of them for a template',
      '{ "imageStatements": [{ "owner": "123456789012", "templateParameter": "AMI", "reason": "x" }] }',
      "imageStatements/0/templateParameter: excludes 'owner', 'parameter', 'name' and 'tag': write two statements",
    ],
    [
      'a statement for a parameter of a template under the wrong key',
      '{ "imageStatements": [{ "parameter": "AMIService", "reason": "x" }] }',
      "imageStatements/0/parameter: expected the path of a parameter in Parameter Store, like '/acme/ami/*' ('templateParameter' is for one of a template), got 'AMIService'",
    ],
    [
      'a statement for a path in Parameter Store under the wrong key',
      '{ "imageStatements": [{ "templateParameter": "/acme/ami", "reason": "x" }] }',
      "imageStatements/0/templateParameter: expected the name of a template's parameter",
    ],
    [
      'a misspelled key of a statement',
      '{ "imageStatements": [{ "templateParamater": "AMIService", "reason": "x" }] }',
      "imageStatements/0/templateParamater: there is no key 'templateParamater': did you mean 'templateParameter'",
    ],
    [
      'a statement without a reason',
      '{ "imageStatements": [{ "templateParameter": "AMIService" }] }',
      "imageStatements/0: 'reason' is missing: add it",
    ],
    [
      'a statement until no day',
      '{ "imageStatements": [{ "templateParameter": "AMIService", "reason": "x", "expires": "2027-02-29" }] }',
      "imageStatements/0/expires: '2027-02-29' is not in the calendar",
    ],
    ['a list instead of an object', '[]', 'nitro.json:1:1: expected an object, got a list'],
    ['a comment', '{\n  // no\n}', 'nitro.json:2:3: JSON has no comments: remove it'],
    ['a comma too many', '{ "rules": {}, }', "nitro.json:1:14: ',' before '}': remove it"],
    ['a key written twice', '{\n "rules": {},\n "rules": {} }', "nitro.json:3:2: the key 'rules' is written twice"],
    ['something after the end', '{} x', "nitro.json:1:4: 'x' after the end of the file: remove it"],
    [
      'a truncated file',
      '{\n  "rules": {\n    "node-pool',
      'nitro.json:3:15: the file ends inside a string that begins at line 3, column 5',
    ],
    ['an empty file', ' \n', 'nitro.json:1:1: the file is empty: write {} for nothing but defaults'],
    ['merge conflict markers', CONFLICT, 'nitro.json:3:1: a merge conflict is not resolved'],
  ])('%s', (_, text, message) => {
    expect(() => folder.loadText(text)).toThrow(PolicyError);
    expect(() => folder.load()).toThrow(message);
  });

  test('a file that is not UTF-8', () => {
    expect(() => folder.loadText(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow(
      new PolicyError('nitro.json: not encoded in UTF-8: save the file as UTF-8'),
    );
  });

  test('nothing of it reaches other objects', () => {
    expect(() => folder.loadText('{ "__proto__": { "polluted": true } }')).toThrow(PolicyError);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('profiles', () => {
  test('lie below the other keys of their file, the later on top', () => {
    const { severities, settings } = folder.loadText({ profile: ['observe', 'encrypted-in-transit'], rules: { 'instance-type': 'error' } });
    expect(severities.get('instance-type')).toBe('error');
    expect(severities.get('encryption-in-transit')).toBe('error');
    expect(severities.get('user-data-xen')).toBe('info');
    expect(describeSettingOrigin(settings.rules.get('user-data-xen')!.from)).toBe("profile 'observe', nitro.json:2");
  });

  test.each([
    ['enclaves', ['enclaves']],
    ['confidential', ['amd-sev-snp', 'nitro-tpm']],
  ])('%s demands features', (profile, features) => {
    expect(folder.loadText({ profile }).demands).toEqual({ features });
  });

  test('eks: what may end on Xen is an error', () => {
    expect([...folder.loadText({ profile: 'eks' }).severities]).toEqual([
      ['instance-type-resolvable', 'error'],
      ['instance-type-indirect', 'error'],
    ]);
  });

  test('observe: nothing that is on by default fails', () => {
    const { severities, settings } = folder.loadText({ profile: 'observe' });
    for (const { name, meta } of rules) expect(severities.get(name)).toBe(meta.severity === 'off' ? undefined : 'info');
    expect(settings).toMatchObject({ unknown: { value: 'info' }, unresolved: { value: 'info' } });
  });

  test('nitro is the default', () => {
    expect(folder.loadText({ profile: 'nitro' }).settings).toEqual({ ...folder.loadText({}).settings });
  });
});

describe('settings made in code', () => {
  test('go on top of the file, and say so', () => {
    const file = folder.loadText({ rules: { 'node-pool': 'info', 'instance-type': 'warning' } });
    const policy = extendPolicy(
      file,
      { rules: { 'node-pool': 'error', x: undefined }, profile: undefined },
      'NitroStandard.enforce',
      folder.context,
    );
    expect([...policy.severities]).toEqual([
      ['node-pool', 'error'],
      ['instance-type', 'warning'],
    ]);
    expect(describeSettingOrigin(policy.settings.rules.get('node-pool')!.from)).toBe('NitroStandard.enforce');
    expect(policy.file).toBe('nitro.json');
  });

  test.each([
    [
      { rules: { 'instance-typ': 'off' } },
      "NitroStandard.enforce: rules/instance-typ: there is no rule 'instance-typ': did you mean 'instance-type'",
    ],
    [{ rules: { 'node-pool': 'OFF' } }, "NitroStandard.enforce: rules/node-pool: 'OFF' is not a severity: did you mean 'off'"],
    [{ exemptions: [{ rule: 'node-pool', where: '**' }] }, "NitroStandard.enforce: exemptions/0: 'reason' is missing: add it"],
    [JSON.parse('{ "__proto__": {} }') as object, "NitroStandard.enforce: __proto__: there is no key '__proto__'"],
  ])('%j is refused as in a file', (values, message) => {
    expect(() => extendPolicy(folder.load(), values, 'NitroStandard.enforce', folder.context)).toThrow(message);
  });

  test('cannot loosen what the file locks', () => {
    const file = folder.loadText('{ "rules": {\n "instance-type": "locked" } }');
    expect(() => extendPolicy(file, { rules: { 'instance-type': 'off' } }, '--rule', folder.context)).toThrow(
      "--rule: rule 'instance-type' cannot be set to 'off', since it is locked at nitro.json:2: leave it out",
    );
  });
});
