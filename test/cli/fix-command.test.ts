import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine, instance, type Run } from './command-line';

const READY = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';

/** An instance of a type with an image that is ready. */
function ready(instanceType: unknown, more: object = {}): Record<string, unknown> {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: instanceType, ImageId: READY, ...more } };
}

function type(values: readonly string[], more: object = {}): Record<string, unknown> {
  return { Type: 'String', Default: values[0], AllowedValues: values, ...more };
}

let line: CommandLine;
beforeEach(() => (line = new CommandLine()));
afterEach(() => line.remove());

const read = (file: string): string => readFileSync(join(line.folder, file), 'utf8');

/** Runs `fix` on one template. Returns what was printed and what is left in the file, parsed. */
function fix(template: object, ...options: string[]): Run & { readonly now: unknown } {
  line.write('a.json', template);
  const run = line.run(['fix', 'a.json', '--write', ...options]);
  return { ...run, now: JSON.parse(read('a.json')) };
}

describe('the diff', () => {
  test('is printed, with what deploying it does, and exits with 1', () => {
    line.write('web.yaml', 'Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      InstanceType: m4.large # why\n');
    const { code, out, err } = line.run(['fix', 'web.yaml']);
    expect(out).toBe(
      [
        "# web.yaml: 'm7i.large' for 'm4.large' (instance-type)",
        '#   Web: deploying it stops and starts the instance',
        '--- a/web.yaml',
        '+++ b/web.yaml',
        '@@ -2,4 +2,4 @@',
        '   Web:',
        '     Type: AWS::EC2::Instance',
        '     Properties:',
        '-      InstanceType: m4.large # why',
        '+      InstanceType: m7i.large # why',
        '',
      ].join('\n'),
    );
    expect([code, err]).toEqual([1, '1 fix in 1 file, 0 need --unsafe, 0 without a fix\n']);
    expect(read('web.yaml')).toContain('m4.large');
  });

  test('says that instance store data is lost, of types that have it', () => {
    line.write('old.json', { Resources: { Web: ready('m3.large') } });
    expect(line.run(['fix', 'old.json']).out).toContain('deploying it stops and starts the instance; instance store data is lost\n');
  });

  test('is written with --write, which exits with 0; then there is nothing to fix', () => {
    line.write('web.yaml', '\uFEFFResources:\r\n  Web:\r\n    Type: AWS::EC2::Instance\r\n    Properties: { InstanceType: m4.large }');
    expect(line.run(['fix', '--write'])).toMatchObject({ code: 0, err: expect.stringContaining('web.yaml: written\n') as unknown });
    expect(read('web.yaml')).toBe(
      '\uFEFFResources:\r\n  Web:\r\n    Type: AWS::EC2::Instance\r\n    Properties: { InstanceType: m7i.large }',
    );
    expect(line.run(['fix'])).toMatchObject({ code: 0, out: '' });
    expect(line.run(['check', 'web.yaml']).code).toBe(0);
  });

  test('covers standard input, which cannot be written', () => {
    const stdin = 'Resources: { Web: { Type: AWS::EC2::Instance, Properties: { InstanceType: m4.large } } }\n';
    expect(line.run(['fix', '-'], { stdin })).toMatchObject({ code: 1, out: expect.stringContaining('+++ b/-\n') as unknown });
    expect(line.run(['fix', '-', '--write'], { stdin })).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be written') as unknown,
    });
  });
});

describe('the rules', () => {
  test('instance-type: literal, Default and AllowedValues together, a leaf of a mapping, a branch', () => {
    const { now, code } = fix({
      Parameters: { Type: type(['m4.large', 'm5.large', 't2.micro']), Big: { Type: 'String' } },
      Conditions: { IsBig: { 'Fn::Equals': [{ Ref: 'Big' }, 'yes'] } },
      Mappings: { M: { prod: { web: 'c4.large' } } },
      Resources: {
        A: ready({ Ref: 'Type' }),
        B: ready({ 'Fn::FindInMap': ['M', 'prod', 'web'] }),
        C: ready({ 'Fn::If': ['IsBig', 'r4.large', 'm5.large'] }),
      },
    });
    expect(code).toBe(0);
    expect(now).toMatchObject({
      Parameters: { Type: { Default: 'm7i.large', AllowedValues: ['m7i.large', 'm5.large', 't3.micro'] } },
      Mappings: { M: { prod: { web: 'c7i.large' } } },
      Resources: { C: { Properties: { InstanceType: { 'Fn::If': ['IsBig', 'r7i.large', 'm5.large'] } } } },
    });
  });

  test('instance-type: a pattern, whose replacement leaves nothing to fix', () => {
    const functions = (allowed: string) => ({
      Resources: {
        Functions: { Type: 'AWS::Lambda::CapacityProvider', Properties: { InstanceRequirements: { AllowedInstanceTypes: [allowed] } } },
      },
    });
    const { code, now } = fix(functions('m4.*'));
    expect([code, now]).toEqual([0, functions('m7i.*')]);
    expect(line.run(['fix', 'a.json'])).toMatchObject({ code: 0, out: '' });
    line.write(
      'a.yaml',
      'Resources:\n  F:\n    Type: AWS::Lambda::CapacityProvider\n    Properties: { InstanceRequirements: { AllowedInstanceTypes: [m4.*] } }\n',
    );
    expect(line.run(['fix', 'a.yaml', '--write']).code).toBe(0);
    expect(read('a.yaml')).toContain('AllowedInstanceTypes: [m7i.*]');
  });

  test('instance-type-known, at distance one, not further', () => {
    const { now } = fix({ Resources: { A: ready('m5.larg'), B: ready('m5.3xlarge'), C: ready('nonsense') } });
    expect(now).toMatchObject({ Resources: { A: ready('m5.large'), C: ready('nonsense') } });
  });

  test('instance-type-indirect, of which a check has a note', () => {
    const batch = (types: string[]) => ({
      Type: 'AWS::Batch::ComputeEnvironment',
      Properties: { Type: 'managed', ComputeResources: { Type: 'EC2', InstanceTypes: types, MaxvCpus: 4, Subnets: [] } },
    });
    expect(fix({ Resources: { Env: batch(['optimal']) } }).now).toMatchObject({ Resources: { Env: batch(['default_x86_64']) } });
  });

  test('instance-requirements: the exclusion', () => {
    const fleet = (more: object) => ({
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: {
        LaunchTemplateData: { ImageId: READY, InstanceRequirements: { ...more, VCpuCount: { Min: 2 }, MemoryMiB: { Min: 1 } } },
      },
    });
    const { now } = fix({ Resources: { LT: fleet({}) } });
    expect(now).toMatchObject({
      Resources: {
        LT: {
          Properties: {
            LaunchTemplateData: { InstanceRequirements: { ExcludedInstanceTypes: expect.arrayContaining(['m4.*']) as unknown } },
          },
        },
      },
    });
    expect(line.run(['check', 'a.json']).code).toBe(0);
  });

  const selection = (attributes: object) => ({
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateData: { ImageId: READY, InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4 }, ...attributes } },
    },
  });

  test('instance-requirements: Xen types and families among those that are allowed', () => {
    const { now, err } = fix({ Resources: { LT: selection({ AllowedInstanceTypes: ['m4.*', 't2.micro', 'm5.large'] }) } });
    expect(now).toEqual({ Resources: { LT: selection({ AllowedInstanceTypes: ['m7i.*', 't3.micro', 'm5.large'] }) } });
    expect(err).toContain('0 without a fix');
    expect(line.run(['fix', 'a.json'])).toMatchObject({ code: 0, out: '' });
  });

  test('instance-requirements: neither a pattern for other types too, nor an entry that would be there twice', () => {
    const { now, err } = fix({ Resources: { LT: selection({ AllowedInstanceTypes: ['m4.*', 'm3.*', 'x*', 'm5.*'] }) } });
    expect(now).toEqual({ Resources: { LT: selection({ AllowedInstanceTypes: ['m7i.*', 'm3.*', 'x*', 'm5.*'] }) } });
    expect(err).toContain('is already listed: change it by hand');
    expect(err).toContain('1 fix in 1 file, 0 need --unsafe, 1 without a fix');
  });

  test('instance-requirements: what the policy denies is excluded, together with Xen types', () => {
    line.write('nitro.json', { deniedInstanceTypes: ['m5.*'] });
    const excluded = (template: unknown): unknown => JSON.stringify(template);
    const { now } = fix({ Resources: { LT: selection({ ExcludedInstanceTypes: ['m4.*'] }), Other: selection({}) } });
    expect(excluded(now)).toMatch(/("ExcludedInstanceTypes":\[[^\]]*"m5\.\*"[^\]]*\].*){2}/);
    expect(line.run(['check', 'a.json'])).toMatchObject({ code: 0 });
    // EC2 takes one of the two lists.
    fix({ Resources: { LT: selection({ AllowedInstanceTypes: ['m5.*'] }) } });
    expect(line.run(['check', 'a.json']).out).toContain('in AllowedInstanceTypes, for example ["m7i.*"]');
    expect(read('a.json')).not.toContain('Excluded');
  });

  test('instance-type: a type that the policy does not accept', () => {
    line.write('nitro.json', { deniedInstanceTypes: ['m5.*'] });
    const template = (values: readonly string[]) => ({ Parameters: { Type: type(values) }, Resources: { A: ready({ Ref: 'Type' }) } });
    expect(fix(template(['m5.large', 'c5.large', 'm5.xlarge'])).now).toEqual(template(['m7i.large', 'c5.large', 'm7i.xlarge']));
    expect(line.run(['fix', 'a.json'])).toMatchObject({ code: 0, out: '' });
  });

  test('a value that an alias repeats is changed once, at its anchor', () => {
    const yaml = (name: string) =>
      `Resources:\r\n  A:\r\n    Type: AWS::EC2::Instance\r\n    Properties: &p\r\n      InstanceType: ${name} # why\r\n  B:\r\n    Type: AWS::EC2::Instance\r\n    Properties: *p\r\n`;
    line.write('a.yaml', yaml('m4.large'));
    expect(line.run(['fix', 'a.yaml', '--write'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('A, B: deploying it') as unknown,
      err: expect.stringContaining('1 fix in 1 file, 0 need --unsafe, 0 without a fix') as unknown,
    });
    expect(read('a.yaml')).toBe(yaml('m7i.large'));
  });

  test('--rule takes one of them, and nothing else', () => {
    const template = { Resources: { A: ready('m5.larg'), B: ready('m4.large') } };
    expect(fix(template, '--rule', 'instance-type').now).toEqual({ Resources: { A: ready('m5.larg'), B: ready('m7i.large') } });
    expect(fix(template, '--rule', 'instance-type', '--rule', 'instance-type-known').now).toEqual({
      Resources: { A: ready('m5.large'), B: ready('m7i.large') },
    });
    expect(line.run(['fix', 'a.json', '--rule', 'image-ready'])).toMatchObject({ code: 2, out: '' });
    expect(line.run(['fix', 'a.json', '--rule', 'instance-typ']).err).toContain("did you mean 'instance-type'");
  });
});

const LT = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: READY } } };
const mixed = (types: readonly string[], more: (index: number) => object = () => ({})) => ({
  Type: 'AWS::AutoScaling::AutoScalingGroup',
  Properties: {
    MinSize: '1',
    MaxSize: '1',
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'LT' }, Version: '1' },
        Overrides: types.map((InstanceType, index) => ({ InstanceType, ...more(index) })),
      },
    },
  },
});

describe('a fix with a prerequisite needs --unsafe', () => {
  const cases: readonly (readonly [what: string, template: Record<string, unknown>, first: string])[] = [
    [
      'an image that is not ready',
      { Resources: { A: { ...instance('m4.large'), Properties: { InstanceType: 'm4.large', ImageId: 'ami-0123456789abcdef0' } } } },
      'image-ready at A',
    ],
    [
      'an image in the launch template',
      {
        Resources: {
          A: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: {
              MinSize: '1',
              MaxSize: '1',
              MixedInstancesPolicy: {
                LaunchTemplate: {
                  LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'LT' }, Version: '1' },
                  Overrides: [{ InstanceType: 'm4.large' }],
                },
              },
            },
          },
          LT: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: 'ami-0123456789abcdef0' } } },
        },
      },
      'image-ready at LT',
    ],
    [
      'a script with a habit',
      { Resources: { A: ready('m4.large', { UserData: { 'Fn::Base64': '#!/bin/sh\nmkfs /dev/xvdf\n' } }) } },
      'user-data-devices at A',
    ],
    [
      'a mapping by the type',
      {
        Parameters: { Type: type(['m4.large', 'm5.large']) },
        Mappings: { Arch: { 'm4.large': { A: 'x' }, 'm5.large': { A: 'x' } } },
        Resources: { A: ready({ Ref: 'Type' }) },
      },
      "mapping Arch has an entry for 'm4.large'",
    ],
    [
      'a condition on the type',
      {
        Parameters: { Type: type(['m4.large', 'm5.large']) },
        Conditions: { IsOld: { 'Fn::Equals': [{ Ref: 'Type' }, 'm4.large'] } },
        Resources: { A: ready({ Ref: 'Type' }) },
      },
      "'IsOld' compares",
    ],
    [
      'a value that is allowed already',
      { Parameters: { Type: type(['m4.large', 'm7i.large']) }, Resources: { A: ready({ Ref: 'Type' }) } },
      "already has 'm7i.large'",
    ],
    [
      'two values with one successor',
      { Parameters: { Type: type(['t2.micro', 't1.micro']) }, Resources: { A: ready({ Ref: 'Type' }) } },
      "becomes 't3.micro' too",
    ],
    [
      'a type that the overrides have already',
      { Resources: { A: mixed(['m4.large', 'm5.large', 'm7i.large']), LT } },
      "Overrides already has 'm7i.large': remove 'm4.large' there",
    ],
    [
      'two overrides with one successor',
      { Resources: { A: mixed(['m3.large', 'm5.large', 'm4.large']), LT } },
      "another entry of Overrides becomes 'm7i.large' too",
    ],
    [
      'a type that a list has already',
      { Resources: { A: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: ['m4.large', 'm7i.large'] } } } },
      "InstanceTypes already has 'm7i.large'",
    ],
    [
      'a type that a text with commas has already',
      {
        Resources: {
          A: {
            Type: 'AWS::ElasticBeanstalk::Environment',
            Properties: {
              SolutionStackName: '64bit Amazon Linux 2023 v6.1.0 running Node.js 20',
              OptionSettings: [{ Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: 'm4.large, m7i.large' }],
            },
          },
        },
      },
      "already has 'm7i.large'",
    ],
    [
      'a pattern that the new value does not match',
      {
        Parameters: { Type: { Type: 'String', Default: 'm4.large', AllowedPattern: 'm4\\.[a-z]+' } },
        Resources: { A: ready({ Ref: 'Type' }) },
      },
      'AllowedPattern of Type',
    ],
  ];
  test.each(cases)('%s', (_, template, first) => {
    const { err, code } = fix(template);
    expect(code).toBe(0);
    expect(err).toContain(first);
    expect(err).toContain('1 needs --unsafe');
    expect(fix(template, '--unsafe').out).toContain(first);
  });

  test('not for one type in two subnets, nor in two branches', () => {
    const fleet = (types: readonly string[]) => ({
      Type: 'AWS::EC2::EC2Fleet',
      Properties: {
        LaunchTemplateConfigs: [
          {
            LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'LT' }, Version: '1' },
            Overrides: types.map((InstanceType, index) => ({ InstanceType, SubnetId: `subnet-0000000${String(index)}` })),
          },
        ],
      },
    });
    const branches = (...types: readonly string[]) => ready({ 'Fn::If': ['IsBig', ...types] });
    const template = (fleetTypes: readonly string[], ...types: readonly string[]) => ({
      Parameters: { Big: { Type: 'String' } },
      Conditions: { IsBig: { 'Fn::Equals': [{ Ref: 'Big' }, 'yes'] } },
      Resources: { LT, A: fleet(fleetTypes), B: branches(...types) },
    });
    expect(fix(template(['m4.large', 'm7i.large', 'm4.large'], 'm4.large', 'm7i.large')).now).toEqual(
      template(['m7i.large', 'm7i.large', 'm7i.large'], 'm7i.large', 'm7i.large'),
    );
  });

  test('not where an exemption with a reason accepts the image, or another launch has the problem', () => {
    const old = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm4.large', ImageId: 'ami-0123456789abcdef0' } };
    const exempt = { Metadata: { 'cdk-nitro': { exempt: [{ rule: 'image-ready', reason: 'looked at by hand' }] } } };
    const { now } = fix({ Resources: { A: { ...old, ...exempt }, B: ready('m4.large'), C: old } });
    expect(now).toMatchObject({ Resources: { A: { Properties: { InstanceType: 'm7i.large' } }, B: ready('m7i.large'), C: old } });
  });

  test.each([{ rules: { 'image-ready': 'off' } }, { profile: 'observe' }, { unresolved: 'info' }])(
    'also where the policy is %j',
    (policy) => {
      line.write('nitro.json', policy);
      const image = (id: unknown) => ({ Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm4.large', ImageId: id } });
      const Parameters = { Image: { Type: 'String' } };
      expect(fix({ Parameters, Resources: { A: image({ Ref: 'Image' }) } }).err).toContain('image-ready at A');
      const { findings } = JSON.parse(line.run(['check', 'a.json', '--format', 'json']).out) as { findings: unknown[] };
      expect(JSON.stringify(findings)).not.toContain('"edits"');
    },
  );
});

describe('values that are not fixed', () => {
  test('a value that is computed, given by another template, or accepted', () => {
    const exempt = { Metadata: { 'cdk-nitro': { exempt: [{ rule: 'instance-type', reason: 'gone by March' }] } } };
    const template = {
      Resources: {
        A: ready({ 'Fn::Join': ['.', ['m4', 'large']] }),
        B: { ...ready('m4.large'), ...exempt },
        C: { Type: 'AWS::EC2::Instance', Properties: {} },
      },
    };
    const { now, err, out } = fix(template, '--unsafe');
    expect([now, out]).toEqual([template, '']);
    expect(err).toContain("instance-type: 'm4.large': ");
    expect(err).toContain('0 fixes in 0 files, 0 need --unsafe, 2 without a fix');
  });

  test('a value that another template gives, which is named', () => {
    const Parameters = { Type: { Type: 'String' } };
    line.write('child.json', { Parameters, Resources: { A: ready({ Ref: 'Type' }) } });
    line.write('parent.json', {
      Resources: {
        Shop: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json', Parameters: { Type: 'm4.large' } } },
      },
    });
    expect(line.run(['fix', 'parent.json', 'child.json']).err).toContain('(parameter Type (given by Shop: literal)): change it by hand');
  });

  test('a template that the CDK has written', () => {
    line.write('cdk.out/cdk.out', '{"version":"38.0.0"}');
    line.write('cdk.out/a.template.json', { Resources: { A: ready('m4.large') } });
    expect(line.run(['fix', 'cdk.out/a.template.json'])).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining('change the app') as unknown,
    });
  });

  test('anything while an input cannot be read', () => {
    line.write('b.yaml', 'Resources: [');
    const { code, now, out } = fix({ Resources: { A: ready('m4.large') } }, 'b.yaml');
    expect([code, now]).toEqual([2, { Resources: { A: ready('m4.large') } }]);
    expect(out).toContain('m7i.large');
  });

  test('a file that changes before it is written', () => {
    const before = JSON.stringify({ Resources: { A: ready('m4.large'), B: ready({ 'Fn::Join': ['.', ['m4', 'large']] }) } });
    line.write('a.json', before);
    let isChanged = false;
    const run = line.run(['fix', 'a.json', '--write'], {
      // Findings that are not fixed are named before anything is written.
      onErr: () => {
        if (!isChanged) line.write('a.json', `${before}\n`);
        isChanged = true;
      },
    });
    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining('it changed after it was read') as unknown });
    expect(read('a.json')).toBe(`${before}\n`);
  });
});

test('a default of a parameter that admits anything is fixed, and the doubt that remains is named', () => {
  const { now, out } = fix({ Parameters: { Type: { Type: 'String', Default: 'm4.large' } }, Resources: { A: ready({ Ref: 'Type' }) } });
  expect(now).toMatchObject({ Parameters: { Type: { Default: 'm7i.large' } } });
  expect(out).toContain('left at A: instance-type-resolvable');
});

test('JSON and SARIF carry the safe changes', () => {
  line.write('a.yaml', 'Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties: { InstanceType: "m4.large" }\n');
  const { findings } = JSON.parse(line.run(['check', 'a.yaml', '--format', 'json']).out) as { findings: unknown[] };
  const range = { start: { line: 4, column: 34 }, end: { line: 4, column: 42 } };
  expect(findings).toMatchObject([{ rule: 'instance-type', edits: [{ file: 'a.yaml', range, text: 'm7i.large' }] }]);
  const { runs } = JSON.parse(line.run(['check', 'a.yaml', '--format', 'sarif']).out) as { runs: { results: unknown[] }[] };
  expect(runs[0]?.results).toMatchObject([
    {
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation: { uri: 'a.yaml' },
              replacements: [
                { deletedRegion: { startLine: 4, startColumn: 34, endLine: 4, endColumn: 42 }, insertedContent: { text: 'm7i.large' } },
              ],
            },
          ],
        },
      ],
    },
  ]);
  line.write(
    'b.yaml',
    'Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties: { InstanceType: m4.large, ImageId: ami-0123456789abcdef0 }\n',
  );
  expect(line.run(['check', 'b.yaml', '--format', 'json']).out).not.toContain('"edits"');
});
