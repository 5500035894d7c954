import { check, type RuleSeverity } from '../../lib/check';
import type { Json } from '../../lib/base/json/json';

type Sections = Readonly<Record<string, unknown>>;
type Choose = (one: unknown, other: unknown) => unknown;

const NO_VALUE = { Ref: 'AWS::NoValue' };

/** Ways of making a template say one thing in one case and another in the other. `Kind` is `one` in the first. */
const CASES: readonly (readonly [name: string, choose: Choose, sections: Sections])[] = [
  [
    'a condition on a parameter with AllowedValues',
    (one, other) => ({ 'Fn::If': ['First', one, other] }),
    {
      Parameters: { Kind: { Type: 'String', Default: 'one', AllowedValues: ['one', 'other'] } },
      Conditions: { First: { 'Fn::Equals': [{ Ref: 'Kind' }, 'one'] } },
    },
  ],
  [
    'a condition on a free parameter',
    (one, other) => ({ 'Fn::If': ['First', one, other] }),
    { Parameters: { Kind: { Type: 'String' } }, Conditions: { First: { 'Fn::Equals': [{ Ref: 'Kind' }, 'one'] } } },
  ],
  [
    'the same condition the other way round',
    (one, other) => ({ 'Fn::If': ['Second', other, one] }),
    {
      Parameters: { Kind: { Type: 'String' } },
      Conditions: {
        First: { 'Fn::Equals': [{ Ref: 'Kind' }, 'one'] },
        Second: { 'Fn::Not': [{ Condition: 'First' }] },
      },
    },
  ],
  [
    'a condition that nothing is known of',
    (one, other) => ({ 'Fn::If': ['First', one, other] }),
    { Conditions: { First: { 'Fn::Equals': [{ 'Fn::ImportValue': 'a' }, 'one'] } } },
  ],
];

interface Service {
  readonly type: string;
  /** Properties that say whether it launches, where it does not and where it does. */
  readonly says: (choose: Choose) => Sections;
  /** The properties that it needs if it launches. Elsewhere, `where` leaves them out. */
  readonly needs: (where: (value: unknown) => unknown) => Sections;
  /** The findings if these are left out. */
  readonly found: string;
}

const REQUIRED = 'instance-type/missing';
const DELEGATED = 'instance-type-indirect/delegated';

const SERVICES: Readonly<Record<string, Service>> = {
  'Batch on Fargate or on EC2': {
    type: 'AWS::Batch::ComputeEnvironment',
    says: (choose) => ({ Type: 'MANAGED', ComputeResources: { Type: choose('FARGATE', 'EC2') } }),
    needs: (where) => ({ ComputeResources: { InstanceTypes: where(['m7i.large']) } }),
    found: DELEGATED,
  },
  'Batch on Fargate Spot or on Spot, in small letters': {
    type: 'AWS::Batch::ComputeEnvironment',
    says: (choose) => ({ Type: 'managed', ComputeResources: { Type: choose('fargate_spot', 'spot') } }),
    needs: (where) => ({ ComputeResources: { InstanceTypes: [where('m7i')] } }),
    found: DELEGATED,
  },
  'Batch, unmanaged or managed': {
    type: 'AWS::Batch::ComputeEnvironment',
    says: (choose) => ({ Type: choose('UNMANAGED', 'MANAGED'), ComputeResources: { Type: 'EC2' } }),
    needs: (where) => ({ ComputeResources: { InstanceTypes: where(['m7i.large']) } }),
    found: DELEGATED,
  },
  'GameLift on hardware of one’s own or on EC2': {
    type: 'AWS::GameLift::Fleet',
    says: (choose) => ({ ComputeType: choose('ANYWHERE', 'EC2') }),
    needs: (where) => ({ EC2InstanceType: where('c5.large') }),
    found: REQUIRED,
  },
  'GameLift on hardware of one’s own or on what it takes by default': {
    type: 'AWS::GameLift::Fleet',
    says: (choose) => ({ ComputeType: choose('ANYWHERE', NO_VALUE) }),
    needs: (where) => ({ EC2InstanceType: where('c5.large') }),
    found: REQUIRED,
  },
  'CodeBuild by size or by type': {
    type: 'AWS::CodeBuild::Fleet',
    says: (choose) => ({ ComputeType: choose('BUILD_GENERAL1_SMALL', 'CUSTOM_INSTANCE_TYPE') }),
    needs: (where) => ({ ComputeConfiguration: where({ instanceType: 'c5.large' }) }),
    found: DELEGATED,
  },
  'Data Pipeline with a resource of one’s own or on EC2': {
    type: 'AWS::DataPipeline::Pipeline',
    says: (choose) => ({
      PipelineObjects: [{ Id: 'r', Fields: [{ Key: 'type', StringValue: choose('ShellCommandActivity', 'Ec2Resource') }] }],
    }),
    needs: (where) => ({ PipelineObjects: [{ Id: 'r', Fields: [{}, where({ Key: 'instanceType', StringValue: 'm7i.large' })] }] }),
    found: DELEGATED,
  },
  'Deadline Cloud, customer-managed or service-managed': {
    type: 'AWS::Deadline::Fleet',
    says: (choose) => ({
      Configuration: { CustomerManaged: choose({ Mode: 'NO_SCALING' }, NO_VALUE), ServiceManagedEc2: choose(NO_VALUE, {}) },
    }),
    needs: (where) => ({ Configuration: { ServiceManagedEc2: { InstanceCapabilities: where({ AllowedInstanceTypes: ['c5.*'] }) } } }),
    found: DELEGATED,
  },
};

/** Both, objects and lists within each other put together; a branch has both of what is put into it. */
function combined(a: unknown, b: unknown): unknown {
  if (b === undefined) return a;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length >= b.length ? a.map((item, i) => combined(item, b[i])) : b.map((item, i) => combined(a[i], item));
  if (!isObject(a) || !isObject(b)) return a ?? b;
  const branch = a['Fn::If'];
  if (Array.isArray(branch))
    return { 'Fn::If': branch.map((each, i) => (i > 0 && isObject(each) && !('Ref' in each) ? combined(each, b) : each)) };
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, combined(a[key], b[key])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const severities = new Map<string, RuleSeverity>([['encryption-in-transit', 'off']]);

function found(properties: unknown, type: string, sections: Sections): { readonly findings: readonly string[]; readonly launches: number } {
  const template = { ...sections, Resources: { It: { Type: type, Properties: properties } } } as Json;
  const { findings, launches } = check([{ id: 'template', template }], { severities });
  return { findings: findings.map(({ rule, messageId }) => `${rule}/${messageId}`), launches };
}

describe.each(Object.entries(SERVICES))('%s', (_, { type, says, needs, found: expected }) => {
  describe.each(CASES)('by %s', (__, choose, sections) => {
    test('is fine with a type where it launches only', () => {
      const properties = combined(
        says(choose),
        needs((value) => choose(NO_VALUE, value)),
      );
      expect(found(properties, type, sections)).toEqual({ findings: [], launches: 1 });
    });

    test('is fine with a type in both cases', () => {
      expect(
        found(
          combined(
            says(choose),
            needs((value) => value),
          ),
          type,
          sections,
        ).findings,
      ).toEqual([]);
    });

    test('is found without a type', () => {
      expect(found(says(choose), type, sections)).toEqual({ findings: [expected], launches: 1 });
    });

    test('is found with a type where it launches nothing only', () => {
      const properties = combined(
        says(choose),
        needs((value) => choose(value, NO_VALUE)),
      );
      expect(found(properties, type, sections)).toEqual({ findings: [expected], launches: 1 });
    });
  });

  test('launches nothing where no case does', () => {
    expect(
      found(
        says((one) => one),
        type,
        {},
      ),
    ).toEqual({ findings: [], launches: 0 });
  });
});

const FARGATE_OR_EC2: Sections = {
  Parameters: { Compute: { Type: 'String', AllowedValues: ['FARGATE', 'FARGATE_SPOT', 'EC2', 'SPOT'], Default: 'FARGATE' } },
  Conditions: {
    OnEc2: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'Compute' }, 'EC2'] }, { 'Fn::Equals': [{ Ref: 'Compute' }, 'SPOT'] }] },
    OnSpot: { 'Fn::Equals': [{ Ref: 'Compute' }, 'SPOT'] },
  },
};

describe('a compute environment of Batch', () => {
  const BATCH = 'AWS::Batch::ComputeEnvironment';
  const ifOnEc2 = (value: unknown) => ({ 'Fn::If': ['OnEc2', value, NO_VALUE] });

  test('whose type is a parameter needs instance types for its values on EC2 alone', () => {
    const environment = (InstanceTypes: unknown) => ({ Type: 'MANAGED', ComputeResources: { Type: { Ref: 'Compute' }, InstanceTypes } });
    expect(found(environment(ifOnEc2(['m7i'])), BATCH, FARGATE_OR_EC2).findings).toEqual([]);
    // Types for one of the two.
    expect(found(environment({ 'Fn::If': ['OnSpot', ['m7i'], NO_VALUE] }), BATCH, FARGATE_OR_EC2).findings).toEqual([DELEGATED]);
  });

  test('whose resources as a whole are in a branch is judged by each', () => {
    const environment = (onEc2: object) => ({
      Type: 'MANAGED',
      ComputeResources: { 'Fn::If': ['OnEc2', { Type: 'EC2', ...onEc2 }, { Type: 'FARGATE' }] },
    });
    expect(found(environment({ InstanceTypes: ['m7i'] }), BATCH, FARGATE_OR_EC2)).toEqual({ findings: [], launches: 1 });
    expect(found(environment({}), BATCH, FARGATE_OR_EC2)).toEqual({ findings: [DELEGATED], launches: 1 });
    expect(found(environment({ InstanceTypes: ['m4'] }), BATCH, FARGATE_OR_EC2).findings).toEqual(['instance-type/xenFamily']);
  });

  test('that is unmanaged in the same case has no resources there', () => {
    const environment = (resources: object) => ({
      Type: { 'Fn::If': ['OnEc2', 'MANAGED', 'UNMANAGED'] },
      ComputeResources: ifOnEc2({ Type: 'SPOT', ...resources }),
    });
    expect(found(environment({ InstanceTypes: ['m7i'] }), BATCH, FARGATE_OR_EC2)).toEqual({ findings: [], launches: 1 });
    expect(found(environment({}), BATCH, FARGATE_OR_EC2)).toEqual({ findings: [DELEGATED], launches: 1 });
  });

  test('names a launch template that is defined elsewhere only where it launches', () => {
    const environment = (LaunchTemplate: unknown) => ({ Type: 'MANAGED', ComputeResources: { Type: { Ref: 'Compute' }, LaunchTemplate } });
    const outside = { LaunchTemplateName: 'elsewhere' };
    const onFargate = { 'Fn::If': ['OnEc2', { LaunchTemplateId: { Ref: 'Here' } }, outside] };
    const template = (LaunchTemplate: unknown) =>
      check([
        {
          id: 'template',
          template: {
            ...FARGATE_OR_EC2,
            Resources: {
              It: { Type: BATCH, Properties: environment(LaunchTemplate) },
              Here: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType: 'm7i.large' } } },
            },
          } as Json,
        },
      ]).findings.map(({ messageId }) => messageId);
    expect(template(onFargate)).toEqual([]);
    expect(template(outside)).toContain('launchTemplateOutside');
  });

  test('takes a word that is not known yet for one that launches', () => {
    expect(found({ Type: 'MANAGED', ComputeResources: { Type: 'EC2_FUTURE' } }, BATCH, {}).findings).toEqual([DELEGATED]);
    expect(found({ Type: 'MANAGED', ComputeResources: { Type: { 'Fn::ImportValue': 'a' } } }, BATCH, {}).findings).toEqual([DELEGATED]);
  });

  test('may have an image that goes with no type where it launches nothing', () => {
    const image = (architecture: string) =>
      `{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}}}`;
    const environment = (ImageId: unknown) => ({
      Type: 'MANAGED',
      ComputeResources: { Type: { Ref: 'Compute' }, InstanceTypes: ['m7g.large'], ImageId },
    });
    const both = { 'Fn::If': ['OnEc2', image('arm64'), image('x86_64')] };
    expect(found(environment(both), BATCH, FARGATE_OR_EC2).findings).toEqual([]);
    expect(found(environment(image('x86_64')), BATCH, FARGATE_OR_EC2).findings).toEqual(['image-architecture/mismatch']);
  });
});

test('an override without a type is found in the case that has overrides, though nothing is overridden in the other', () => {
  const group = (first: object) => ({
    MixedInstancesPolicy: {
      'Fn::If': [
        'OnEc2',
        {
          LaunchTemplate: {
            LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Untyped' }, Version: '1' },
            Overrides: [{ InstanceType: 'm7i.large' }, first],
          },
        },
        NO_VALUE,
      ],
    },
    LaunchTemplate: { 'Fn::If': ['OnEc2', NO_VALUE, { LaunchTemplateId: { Ref: 'Typed' }, Version: '1' }] },
  });
  const findings = (first: object) =>
    check([
      {
        id: 'template',
        template: {
          ...FARGATE_OR_EC2,
          Resources: {
            Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: group(first) },
            Typed: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType: 'm7i.large' } } },
            Untyped: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: {} } },
          },
        } as Json,
      },
    ]).findings.map(({ rule, messageId, path }) => `${rule}/${messageId} at ${path}`);
  expect(findings({ InstanceType: 'm7a.large' })).toEqual([]);
  expect(findings({ WeightedCapacity: '2' })).toEqual([
    'instance-type/missing at Properties/MixedInstancesPolicy/LaunchTemplate/Overrides/1',
  ]);
});
