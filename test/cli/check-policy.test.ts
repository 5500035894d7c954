import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRecordedImages } from '../../lib/images/recorded-images';
import { record } from '../images/records';
import { CommandLine, instance, type ToldFinding, type ToldReport } from './command-line';
import { described } from './described-types';

const AMI = 'ami-0123456789abcdef0';

const cli = CommandLine.forEachTest();

function check(...args: readonly string[]): ToldReport {
  return cli.check(['templates', ...args]);
}

function write(name: string, resources: Readonly<Record<string, unknown>>): void {
  cli.write(`templates/${name}`, { Resources: resources });
}

function booting(imageId: string): object {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ImageId: imageId } };
}

/** The findings that are not accepted: `rule/messageId logicalId`. */
function open(findings: readonly ToldFinding[]): readonly string[] {
  return findings
    .filter(({ exempted }) => exempted === undefined)
    .map(({ rule, messageId, logicalId = '' }) => `${rule}/${messageId} ${logicalId}`.trim());
}

describe('the policy', () => {
  beforeEach(() => {
    write('web.json', { Web: instance('t2.micro') });
  });

  test('is the nearest nitro.json, and named in the report', () => {
    cli.write('nitro.json', { rules: { 'instance-type': 'warning' } });
    const { code, out } = cli.run(['check', 'templates']);
    expect([code, out.split('\n').slice(-3, -2)]).toEqual([0, ['policy nitro.json']]);
    expect(cli.run(['check', 'templates', '--fail-on', 'warning']).code).toBe(1);
  });

  test('is the file that is named, instead', () => {
    cli.write('nitro.json', { rules: { 'instance-type': 'off' } });
    cli.write('strict/standard.json', {});
    expect(check('--policy', 'strict/standard.json')).toMatchObject({ code: 1, policy: 'strict/standard.json' });
  });

  test('can be changed by --rule, save for what it locks', () => {
    cli.write('nitro.json', {});
    expect(check('--rule', 'instance-type=warning').code).toBe(0);
    cli.write('nitro.json', { rules: { 'instance-type': 'locked' } });
    expect(cli.run(['check', 'templates', '--rule', 'instance-type=warning'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^cdk-nitro: the command line: rule 'instance-type' cannot be set to 'warning', since it is locked at nitro\.json:3/,
      ),
    });
  });

  test.each([
    [
      'a key that does not exist',
      '{\n  "rule": {}\n}\n',
      /^cdk-nitro: nitro\.json:2:3: rule: there is no key 'rule': did you mean 'rules'\n$/,
    ],
    ['what breaks off', '{\n  "rules": {', /^cdk-nitro: nitro\.json:2:\d+: [^\n]+\n$/],
    [
      'a day that is none',
      '{ "exemptions": [{ "rule": "instance-type", "where": "**", "reason": "r", "expires": "soon" }] }',
      /^cdk-nitro: nitro\.json:1:\d+: exemptions\/0\/expires: [^\n]+\n$/,
    ],
    [
      'an exemption without a reason',
      '{ "exemptions": [{ "rule": "instance-type", "where": "**" }] }',
      /^cdk-nitro: nitro\.json:1:\d+: exemptions\/0[^\n]*reason[^\n]+\n$/,
    ],
    [
      'a demand that no rule looks at',
      '{ "deniedInstanceTypes": ["p*.*"], "rules": { "instance-requirements": "off" } }',
      /^cdk-nitro: nitro\.json:1:\d+: rule 'instance-requirements' is off, so 'deniedInstanceTypes' of nitro\.json:1 would not be checked: [^\n]+\n$/,
    ],
    ['itself', '{ "extends": "./nitro.json" }', /^cdk-nitro: nitro\.json:1:\d+: extends: the policy extends itself [^\n]+\n$/],
    [
      'a baseline that is not there',
      '{ "baseline": "known.json" }',
      /^cdk-nitro: nitro\.json:1:\d+: baseline: there is no file known\.json: [^\n]+\n$/,
    ],
    [
      'recorded images that are not there',
      '{ "recordedImages": "images.json" }',
      /^cdk-nitro: nitro\.json:1:\d+: recordedImages: there is no file images\.json: [^\n]+\n$/,
    ],
  ])('with %s is one clear line, and no pass', (_, text, message) => {
    cli.write('nitro.json', text);
    expect(cli.run(['check', 'templates'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
  });

  test('finds what it demands of types', () => {
    write('web.json', { Web: instance('m7i.large'), Gpu: instance('p5.48xlarge'), Arm: instance('m7g.large') });
    cli.write('nitro.json', { deniedInstanceTypes: ['p*.*'], architectures: ['x86_64'] });
    expect(open(check().findings)).toEqual(['instance-type/denied Gpu', 'instance-type/architecture Arm']);
  });

  test('judges types by a recorded catalog beside it', async () => {
    write('web.json', { Web: instance('m99i.large'), Old: instance('x99.large') });
    expect(open(check().findings)).toEqual(['instance-type/assumed Web', 'instance-type/assumed Old']);
    cli.write('saved.json', { InstanceTypes: [described('m99i.large'), described('x99.large', { Hypervisor: 'xen' })] });
    expect(await cli.runSlow(['catalog', 'record', '--from', 'saved.json'])).toMatchObject({ code: 0 });
    expect(open(check().findings)).toEqual(['instance-type/xen Old']);
    cli.write('nitro-catalog.json', 'not a catalog');
    expect(cli.run(['check', 'templates'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^cdk-nitro: nitro-catalog\.json:1:1: [^\n]+\n$/),
    });
  });
});

describe('exemptions', () => {
  beforeEach(() => {
    write('web.json', { Web: { ...instance('t2.micro'), Metadata: { 'aws:cdk:path': 'Shop/Web/Resource' } }, Db: instance('m4.large') });
  });

  test.each(['web.json#Web', 'templates/*.json#W*', 'Shop/Web', 'Shop/**'])('by %s are listed and fail nothing', (where) => {
    cli.write('nitro.json', { exemptions: [{ rule: 'instance-type', where, reason: 'moves in March', expires: '2999-12-31' }] });
    const { code, findings, summary } = check();
    expect([code, open(findings), summary]).toMatchObject([1, ['instance-type/xen Db'], { errors: 1, exempted: 1 }]);
    expect(findings.find(({ logicalId }) => logicalId === 'Web')?.exempted).toEqual({
      by: 'exemption',
      reason: 'moves in March',
      at: 'nitro.json:3',
      expires: '2999-12-31',
    });
  });

  test('that have expired are errors again, and say since when', () => {
    cli.write('nitro.json', { exemptions: [{ rule: 'instance-type', where: '*#*', reason: 'r', expires: '2026-01-31' }] });
    const { code, findings } = check();
    expect(code).toBe(1);
    expect(findings.map(({ message }) => message)).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining('expired on 2026-01-31')),
    );
  });

  test('that match nothing are a warning at their line', () => {
    cli.write('nitro.json', { exemptions: [{ rule: 'instance-type', where: 'web.json#Gone', reason: 'r' }] });
    expect(check().findings).toContainEqual(
      expect.objectContaining({ rule: 'policy', messageId: 'unmatchedExemption', severity: 'warning', file: 'nitro.json', line: 3 }),
    );
  });

  test('of a locked rule do not count, and the finding says so', () => {
    cli.write('nitro.json', {
      rules: { 'instance-type': 'locked' },
      exemptions: [{ rule: 'instance-type', where: '*#*', reason: 'r' }],
    });
    const { code, findings, summary } = check();
    expect([code, summary['exempted']]).toEqual([1, 0]);
    expect(findings[0]?.message).toContain('the rule is locked');
  });
});

describe('the baseline', () => {
  const update = (): ReturnType<CommandLine['run']> => cli.run(['check', 'templates', '--baseline', 'known.json', '--update-baseline']);

  beforeEach(() => {
    write('web.json', { Web: instance('t2.micro'), Db: instance('m4.large') });
    expect(update()).toMatchObject({ code: 0, err: 'known.json: 2 known, 0 dropped\n' });
  });

  test('lists what is known, which fails nothing', () => {
    const { code, findings, summary } = check('--baseline', 'known.json');
    expect([code, open(findings), summary]).toMatchObject([0, [], { errors: 0, exempted: 2 }]);
    expect(findings[0]?.exempted).toMatchObject({ by: 'baseline', at: expect.stringMatching(/^known\.json:\d+$/) });
  });

  test('is found in the policy as well', () => {
    cli.write('nitro.json', { baseline: 'known.json' });
    expect(check().code).toBe(0);
  });

  test('knows a resource that moved to another file, and not another value', () => {
    write('web.json', { Db: instance('m4.xlarge') });
    write('other.json', { Web: instance('t2.micro') });
    expect(open(check('--baseline', 'known.json').findings)).toEqual(['instance-type/xen Db', 'policy/fixed']);
  });

  test('does not take in what is new', () => {
    write('web.json', { Web: instance('t2.micro'), Db: instance('m4.large'), New: instance('c4.large') });
    expect(open(check('--baseline', 'known.json').findings)).toEqual(['instance-type/xen New']);
    expect(update()).toMatchObject({ code: 1, err: 'known.json: 2 known, 0 dropped\n' });
    expect(open(check('--baseline', 'known.json').findings)).toEqual(['instance-type/xen New']);
  });

  test('loses what is fixed, which cannot come back', () => {
    write('web.json', { Web: instance('t3.micro'), Db: instance('m4.large') });
    expect(open(check('--baseline', 'known.json').findings)).toEqual(['policy/fixed']);
    expect(update()).toMatchObject({ code: 0, err: 'known.json: 1 known, 1 dropped\n' });
    write('web.json', { Web: instance('t2.micro'), Db: instance('m4.large') });
    expect(open(check('--baseline', 'known.json').findings)).toEqual(['instance-type/xen Web']);
  });

  test('stays as it is where something could not be read', () => {
    const before = readFileSync(join(cli.folder, 'known.json'), 'utf8');
    cli.write('templates/web.json', '{ "Resources": ');
    expect(update().code).toBe(2);
    expect(readFileSync(join(cli.folder, 'known.json'), 'utf8')).toBe(before);
  });

  test.each([
    ['a later version', '{ "version": 2 }', /^cdk-nitro: known\.json:1:\d+: version: 2 is newer than 1[^\n]+\n$/],
    ['merge-conflict markers', '<<<<<<< HEAD\n{}\n', /^cdk-nitro: known\.json:1:\d+: [^\n]+\n$/],
    ['half a file', '{ "version": 1, "findings": [', /^cdk-nitro: known\.json:1:\d+: [^\n]+\n$/],
  ])('with %s is one clear line, and no pass', (_, text, message) => {
    cli.write('known.json', text);
    expect(cli.run(['check', 'templates', '--baseline', 'known.json'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(message),
    });
  });

  test('has to be named to be updated', () => {
    expect(cli.run(['check', 'templates', '--update-baseline'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--update-baseline needs --baseline FILE'),
    });
  });
});

describe('statements about images', () => {
  const vouch = (statement: object): void => {
    cli.write('nitro.json', { imageStatements: [{ ...statement, reason: 'built and tested by us' }] });
  };

  test('vouch for a parameter', () => {
    write('web.json', { Web: booting('{{resolve:ssm:/golden/web}}'), Other: booting('{{resolve:ssm:/silver/web}}') });
    vouch({ parameter: '/golden/*' });
    expect(open(check().findings)).toEqual(['image-ready/unproven Other']);
  });

  test.each([
    ['its owner', { owner: '123456789012' }, true],
    ['its owner and name', { owner: '123456789012', name: 'golden-*' }, true],
    ['its owner and a tag', { owner: '123456789012', tag: 'nitro=ver*' }, true],
    ['another owner', { owner: '210987654321' }, false],
    ['another name', { owner: '123456789012', name: 'silver-*' }, false],
    ['another tag', { owner: '123456789012', tag: 'team=web' }, false],
  ])('vouch for a recorded image by %s: %#', (_, statement, isReady) => {
    write('web.json', { Web: booting(AMI) });
    const images = new Map([['eu-west-1', new Map([[AMI, record({ tags: new Map([['nitro', 'verified']]) })]])]]);
    cli.write('nitro-images.json', formatRecordedImages(images));
    vouch(statement);
    expect(open(check().findings)).toEqual(isReady ? [] : ['image-ready/unproven Web']);
  });

  test('vouch for nothing that EC2 itself refuses', () => {
    write('web.json', { Web: booting(AMI) });
    const images = new Map([['eu-west-1', new Map([[AMI, record({ enaSupport: false })]])]]);
    cli.write('nitro-images.json', formatRecordedImages(images));
    vouch({ owner: '123456789012' });
    expect(open(check().findings)).toEqual(['image-ready/enaDisabled Web']);
  });

  test('of the policy that locks the rule do not count either', () => {
    write('web.json', { Web: booting(AMI) });
    cli.write('nitro-images.json', formatRecordedImages(new Map([['eu-west-1', new Map([[AMI, record()]])]])));
    const imageStatements = [{ owner: '123456789012', reason: 'booted by Jo' }];
    cli.write('nitro.json', { imageStatements });
    expect(open(check().findings)).toEqual([]);
    cli.write('nitro.json', { imageStatements, rules: { 'image-ready': 'locked' } });
    const { findings } = check();
    expect(open(findings)).toEqual(['image-ready/unproven Web']);
    expect(findings[0]?.message).toMatch(/the statement at nitro\.json.* does not count, since 'image-ready' is locked \(nitro\.json/);
  });

  test('written into the recorded images count, save where the policy locks the rule', () => {
    write('web.json', { Web: booting(AMI) });
    const nvme = { statement: 'booted by Jo', date: '2026-01-01' };
    cli.write('nitro-images.json', formatRecordedImages(new Map([['eu-west-1', new Map([[AMI, record({ nvme })]])]])));
    cli.write('nitro.json', {});
    expect(open(check().findings)).toEqual([]);
    cli.write('base.json', { rules: { 'image-ready': 'locked' } });
    cli.write('nitro.json', { extends: './base.json' });
    const { code, findings } = check();
    expect(code).toBe(1);
    expect(open(findings)).toEqual(['image-ready/unproven Web']);
    expect(findings[0]?.message).toContain(
      "the statement in the recorded images does not count, since 'image-ready' is locked (base.json:3)",
    );
    expect(findings[0]?.message).toMatch(/: use a public image, or the recorded image of a publisher$/);
  });
});

describe('a pattern of the policy that matches no type', () => {
  beforeEach(() => {
    write('web.json', { Web: booting(AMI) });
  });
  const notes = (...args: readonly string[]) => check(...args).findings.filter(({ messageId }) => messageId === 'unmatchedPattern');

  test('is a note at its line, allowed or denied', () => {
    cli.write('nitro.json', { allowedInstanceTypes: ['m7i.*', 'm7l.*'], deniedInstanceTypes: ['zz.*'] });
    expect(notes()).toEqual([
      expect.objectContaining({
        rule: 'policy',
        severity: 'info',
        file: 'nitro.json',
        line: 2,
        message: expect.stringContaining("'m7l.*'"),
      }),
      expect.objectContaining({
        rule: 'policy',
        severity: 'info',
        file: 'nitro.json',
        line: 7,
        message: expect.stringContaining("'zz.*'"),
      }),
    ]);
  });

  test('is none where it matches retired types only, or a type', () => {
    cli.write('nitro.json', { allowedInstanceTypes: ['m7i.*', '*.metal'], deniedInstanceTypes: ['p2.*', 'i3.metal'] });
    expect(notes()).toEqual([]);
  });
});
