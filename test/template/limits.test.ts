import type { Json } from '../../lib/base/json/json';
import { findingsIn, findingsTogether, instance, launching, parameter, unresolved, xen } from './checked';

/** Many times what the slowest of them takes. */
const SOON = 20_000;

function soon<T>(compute: () => T): T {
  const before = process.cpuUsage();
  const result = compute();
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(SOON);
  return result;
}

/** `wrap` around `wrap` around ... `core`. */
function nested(levels: number, core: unknown, wrap: (inner: unknown) => unknown): unknown {
  let node = core;
  for (let level = 0; level < levels; level++) node = wrap(node);
  return node;
}

const TEN = { Type: parameter(...Array.from({ length: 10 }, (_, index) => `value${String(index)}`)) };

describe('absurd depth ends in a finding', () => {
  const LEVELS = 10_000;

  test.each([
    ['Fn::Join', (inner: unknown) => ({ 'Fn::Join': ['', [inner]] })],
    ['Fn::Sub', (inner: unknown) => ({ 'Fn::Sub': ['${a}', { a: inner }] })],
    ['Fn::Select', (inner: unknown) => ({ 'Fn::Select': [0, [inner]] })],
    ['Fn::Split', (inner: unknown) => ({ 'Fn::Select': [0, { 'Fn::Split': [',', inner] }] })],
    ['Fn::If', (inner: unknown) => ({ 'Fn::If': [{ 'Fn::Equals': ['a', 'a'] }, inner, 'm5.large'] })],
    ['Fn::FindInMap', (inner: unknown) => ({ 'Fn::FindInMap': ['a', 'b', 'c', { DefaultValue: inner }] })],
    ['Fn::Base64', (inner: unknown) => ({ 'Fn::Base64': inner })],
  ])('%s', (_name, wrap) => {
    expect(soon(() => launching(nested(LEVELS, 'm4.large', wrap)))).toMatchObject([unresolved('it is nested too deeply to follow')]);
  });

  test('conditions', () => {
    const condition = nested(LEVELS, { 'Fn::Equals': ['a', 'a'] }, (inner) => ({ 'Fn::Not': [inner] }));
    expect(soon(() => launching({ 'Fn::If': ['C', 'm4.large', 'm5.large'] }, { Conditions: { C: condition } }))).toMatchObject([
      xen(['m4.large']),
      unresolved('it is nested too deeply to follow'),
    ]);
  });

  test('a chain of conditions, each naming the next', () => {
    const chain = Object.fromEntries(
      Array.from({ length: LEVELS }, (_, index) => [`C${String(index)}`, { Condition: `C${String(index + 1)}` }]),
    );
    expect(soon(() => launching({ 'Fn::If': ['C0', 'm4.large', 'm5.large'] }, { Conditions: chain }))).toMatchObject([
      xen(['m4.large']),
      unresolved('it is nested too deeply to follow'),
    ]);
  });

  test.each([
    ['lists', (inner: unknown) => [inner]],
    ['objects', (inner: unknown) => ({ a: inner })],
  ])('%s where a type belongs', (_what, wrap) => {
    const findings = soon(() => launching(nested(LEVELS, 'm4.large', wrap)));
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  });

  test.each([
    ['Properties', (deep: unknown) => ({ Type: 'AWS::EC2::Instance', Properties: deep })],
    [
      'requirements',
      (deep: unknown) => ({ Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceRequirements: deep } } }),
    ],
    ['a manifest', (deep: unknown) => ({ Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { Manifest: deep } })],
    [
      'the text of a manifest',
      () => ({ Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { Manifest: `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}` } }),
    ],
  ])('objects as %s', (_what, resource) => {
    expect(() =>
      soon(() => findingsIn({ Resources: { Web: resource(nested(LEVELS, 'm4.large', (inner) => ({ a: inner }))) } })),
    ).not.toThrow();
  });

  test('a loop’s body', () => {
    const deep = nested(LEVELS, 'm4.large', (inner) => ({ a: inner }));
    expect(soon(() => findingsIn({ Resources: { 'Fn::ForEach::Loop': ['Name', ['a'], { '${Name}': deep }] } }))).toMatchObject([
      { messageId: 'loop' },
    ]);
  });

  test('nested stacks', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `t${String(index)}`);
    const template = { Resources: { Inner: { Type: 'AWS::CloudFormation::Stack' }, Web: instance('m4.large') } };
    const findings = soon(() =>
      findingsTogether(
        Object.fromEntries(ids.map((id) => [id, template])),
        Object.fromEntries(ids.slice(1).map((id, index) => [`t${String(index)}`, { Inner: id }])),
      ),
    );
    expect(findings.filter(({ messageId }) => messageId === 'nestingCycle')).toMatchObject([{ logicalId: 'Inner', severity: 'error' }]);
  });
});

describe('too many combinations end in a finding', () => {
  const TOO_MANY = 'it has too many combinations to follow';

  test('thirty parameters with ten values each, joined', () => {
    const names = Array.from({ length: 30 }, (_, index) => `P${String(index)}`);
    const Parameters = Object.fromEntries(names.map((name) => [name, TEN.Type]));
    expect(soon(() => launching({ 'Fn::Join': ['', names.map((name) => ({ Ref: name }))] }, { Parameters }))).toMatchObject([
      unresolved(TOO_MANY),
    ]);
    const text = names.map((name) => `\${${name}}`).join('');
    expect(soon(() => launching({ 'Fn::Sub': text }, { Parameters }))).toMatchObject([unresolved(TOO_MANY)]);
  });

  test('expressions that double at each level', () => {
    for (const wrap of [
      (inner: unknown) => ({ 'Fn::Join': ['', [inner, inner]] }),
      (inner: unknown) => ({ 'Fn::Sub': ['${a}${b}', { a: inner, b: inner }] }),
      (inner: unknown) => ({ 'Fn::If': [{ 'Fn::Equals': [inner, 'x'] }, inner, inner] }),
    ]) {
      const findings = soon(() => launching(nested(60, { Ref: 'Type' }, wrap), { Parameters: TEN }));
      expect(findings).toContainEqual(expect.objectContaining({ rule: 'instance-type-resolvable', messageId: 'unresolved' }));
    }
  });

  test('conditions that double at each level', () => {
    const names = Array.from({ length: 40 }, (_, index) => `P${String(index)}`);
    const Parameters = Object.fromEntries(names.map((name) => [name, parameter('a', 'b', 'c')]));
    const Conditions = Object.fromEntries(
      names.map((name, index) => {
        const other = { Condition: `C${String(index + 1)}` };
        const own = { 'Fn::Equals': [{ Ref: name }, { Ref: names[index + 1] ?? 'P0' }] };
        return [
          `C${String(index)}`,
          index === 39 ? own : { 'Fn::Or': [{ 'Fn::And': [own, other] }, { 'Fn::And': [{ 'Fn::Not': [own] }, { 'Fn::Not': [other] }] }] },
        ];
      }),
    );
    expect(soon(() => launching({ 'Fn::If': ['C0', 'm4.large', 'c4.large'] }, { Parameters, Conditions }))[0]).toMatchObject(
      xen(['m4.large', 'c4.large']),
    );
  });

  test('a mapping of forty thousand entries', () => {
    const row = (name: string) =>
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`c${String(index)}`, `${name}.c${String(index)}`]));
    const Types = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`r${String(index)}`, row(`r${String(index)}`)]));
    const lookup = { 'Fn::FindInMap': ['Types', { 'Fn::GetAZs': '' }, { 'Fn::GetAZs': '' }] };
    expect(soon(() => launching(lookup, { Mappings: { Types } }))).toMatchObject([unresolved(TOO_MANY)]);
  });

  test('many ways to few values do not hide them', () => {
    const names = Array.from({ length: 4 }, (_, index) => `P${String(index)}`);
    const Parameters = Object.fromEntries(names.map((name) => [name, TEN.Type]));
    const inner = (index: number): unknown =>
      index === 4
        ? 'm4.large'
        : { 'Fn::If': [{ 'Fn::Equals': [{ 'Fn::Join': ['', names.map((name) => ({ Ref: name }))] }, 'x'] }, 'm5.large', inner(index + 1)] };
    expect(soon(() => launching(inner(0), { Parameters }))).toMatchObject([xen(['m4.large'])]);
  });

  test('loops within loops', () => {
    const items = Array.from({ length: 300 }, (_, index) => `i${String(index)}`);
    const body = nested(3, { 'Web${V0}${V1}${V2}': instance('m4.large') }, (inner) => ({ 'Fn::ForEach::Loop': ['V0', items, inner] }));
    expect(soon(() => findingsIn({ Resources: body }))).toMatchObject([{ messageId: 'loop' }]);
  });

  test('a child that is nested ten times in each of ten levels', () => {
    const ids = Array.from({ length: 10 }, (_, index) => `t${String(index)}`);
    const names = ids.map((id) => `Stack${id}`);
    const Resources = {
      ...Object.fromEntries(names.map((name) => [name, { Type: 'AWS::CloudFormation::Stack' }])),
      Web: instance('m4.large'),
    };
    const nesting = Object.fromEntries(
      ids.slice(1).map((id, index) => [`t${String(index)}`, Object.fromEntries(names.map((name) => [name, id]))]),
    );
    const findings = soon(() => findingsTogether(Object.fromEntries(ids.map((id) => [id, { Resources }])), nesting));
    expect(findings).toContainEqual(expect.objectContaining({ messageId: 'nestingCycle', severity: 'error' }));
  });

  test('hundreds of such expressions in one template', () => {
    const bomb = nested(60, { Ref: 'Type' }, (inner) => ({ 'Fn::Join': ['', [inner, inner]] }));
    const Resources = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`Web${String(index)}`, instance(bomb)]));
    const findings = soon(() => findingsIn({ Parameters: TEN, Resources }));
    expect(new Set(findings.map(({ logicalId, messageId }) => `${logicalId ?? ''} ${messageId}`)).size).toBe(200);
  });
});

describe('long texts and lists', () => {
  test('a text that grows beyond what a template can hold', () => {
    const long = 'x'.repeat(1_000_000);
    const Parameters = { Type: { Type: 'String', AllowedValues: [long] } };
    const joined = { 'Fn::Join': ['', Array.from({ length: 1000 }, () => ({ Ref: 'Type' }))] };
    expect(soon(() => launching(joined, { Parameters }))).toMatchObject([unresolved('too many combinations')]);
  });

  test('a hundred thousand parts of one text', () => {
    const parts = Array.from({ length: 100_000 }, () => '');
    expect(soon(() => launching({ 'Fn::Join': ['', [...parts, 'm4.large']] }))).toMatchObject([
      { severity: 'error', path: 'Properties/InstanceType' },
    ]);
    expect(soon(() => launching({ 'Fn::Sub': '${Type}'.repeat(100_000) }, { Parameters: TEN }))).toMatchObject([
      unresolved('too many combinations'),
    ]);
  });

  test('a hundred thousand types', () => {
    const types: Json[] = Array.from({ length: 100_000 }, () => 'm5.large');
    const Nodes = { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: [...types, 'm4.large'] } };
    expect(soon(() => findingsIn({ Resources: { Nodes } }))).toMatchObject([
      xen(['m4.large'], undefined, 'Properties/InstanceTypes/100000'),
    ]);
  });

  test('ten thousand AllowedValues', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => `m5.${String(index)}`);
    const findings = soon(() => launching({ Ref: 'Type' }, { Parameters: { Type: parameter('m4.large', ...values) } }));
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'instance-type-resolvable', severity: 'error' }));
  });
});
