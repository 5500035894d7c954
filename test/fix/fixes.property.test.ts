import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CommandLine } from '../cli/command-line';

const IMAGE = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';

const types = fc.constantFrom('m4.large', 't2.micro', 'c4.xlarge', 'r3.large', 'm5.large', 't3.micro', 'm5.larg', 'i3.large', 'm4.metal');
const quote = fc.constantFrom('', "'", '"');
const scalar = fc.tuple(types, quote).map(([type, mark]) => mark + type + mark);
const comment = fc.constantFrom('', ' # old', '  # ü: m4.large');

/** The ways to write the type of a launch, with what has to stand in other sections. */
const typeProperty = fc.oneof(
  scalar.map((text) => ({ text })),
  scalar.map((text) => ({ text: `&anchor ${text}` })),
  types.map((type) => ({ text: `|-\n        ${type}` })),
  fc.tuple(scalar, scalar).map(([a, b]) => ({ text: `!If [IsBig, ${a}, ${b}]`, condition: true })),
  fc
    .tuple(scalar, scalar)
    .map(([a, b]) => ({ text: `\n        Fn::If:\n          - IsBig\n          - ${a} # big\n          - ${b}`, condition: true })),
  fc.constant({ text: '!Ref Type', parameter: true }),
  fc.constant({ text: '!FindInMap [Types, prod, web]', mapping: true }),
  fc.tuple(types).map(([type]) => ({ text: `!Sub "${type}"` })),
  types.map((type) => ({ text: `!Join ['.', [${type.split('.').join(', ')}]]` })),
);

const requirements = fc.constantFrom(
  '{ VCpuCount: { Min: 2, Max: 4 }, MemoryMiB: { Min: 2048 } }',
  '\n                VCpuCount: { Min: 2 } # few\n                MemoryMiB: { Min: 2048 }',
  '\n                ExcludedInstanceTypes:\n                  - t2.* # cheap\n                VCpuCount: { Min: 2 }\n                MemoryMiB: { Min: 2048 }',
);

const templates = fc
  .record({
    launches: fc.array(fc.tuple(typeProperty, comment, fc.constantFrom(IMAGE, 'ami-0123456789abcdef0')), { minLength: 1, maxLength: 4 }),
    allowed: fc.uniqueArray(scalar, { minLength: 1, maxLength: 5, selector: (text) => text.replaceAll(/['"]/g, '') }),
    isFlow: fc.boolean(),
    leaf: scalar,
    requirements: fc.option(requirements, { nil: undefined }),
    hasKeyedMapping: fc.boolean(),
  })
  .map(({ launches, allowed, isFlow, leaf, requirements: selection, hasKeyedMapping }) => {
    const [first = ''] = allowed;
    const list = isFlow ? ` [${allowed.join(', ')}] # all` : `\n${allowed.map((text) => `      - ${text} # one`).join('\n')}`;
    const resources = launches.map(
      ([type, note, image], index) =>
        `  R${String(index)}:\n    Type: AWS::EC2::Instance\n    Properties:\n      InstanceType: ${type.text.replace('&anchor', `&a${String(index)}`)}${type.text.includes('\n') ? '' : note}\n      ImageId: "${image}"`,
    );
    const fleet =
      selection === undefined
        ? ''
        : `  Fleet:\n    Type: AWS::EC2::EC2Fleet\n    Properties:\n      TargetCapacitySpecification: { TotalTargetCapacity: 1 }\n      LaunchTemplateConfigs:\n        - LaunchTemplateSpecification: { LaunchTemplateId: !Ref LT, Version: "1" }\n          Overrides:\n            - InstanceRequirements: ${selection}\n  LT:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: { LaunchTemplateData: { ImageId: "${IMAGE}" } }\n`;
    return [
      '# A template: m4.large',
      'Parameters:',
      '  Size: { Type: String, Default: big, AllowedValues: [big, small] }',
      `  Type:\n    Type: String\n    Default: ${first}   # first\n    AllowedValues:${list}`,
      'Conditions: { IsBig: !Equals [!Ref Size, big] }',
      `Mappings:\n  Types:\n    prod: { web: ${leaf} }${hasKeyedMapping ? '\n  Keyed:\n    m4.large: { Arch: x86 }' : ''}`,
      `Resources:\n${resources.join('\n')}`,
      fleet,
    ].join('\n');
  });

interface Reported {
  readonly findings: readonly {
    readonly rule: string;
    readonly messageId: string;
    readonly logicalId: string;
    readonly path: string;
    readonly values: readonly string[];
  }[];
}

const keys = ({ findings }: Reported): string[] =>
  findings.flatMap(({ rule, messageId, logicalId, path, values }) =>
    values.map((value) => [rule, messageId, logicalId, path, value].join(' ')).concat([rule, messageId, logicalId, path].join(' ')),
  );

/** A character for each part that may have been changed. */
function withoutEdits(text: string): string {
  const withoutExclusions = text.replaceAll(/ExcludedInstanceTypes: \[.*?\](?:, |\r?\n *)/g, '').replaceAll(/- "[a-z0-9*.]+"\r?\n */g, '');
  return withoutExclusions.replaceAll(/\b[a-z]+\d[a-z]*\.[a-z0-9]+\b/g, '#');
}

describe('fix --write --unsafe', () => {
  let line: CommandLine;
  beforeAll(() => (line = new CommandLine()));
  afterAll(() => line.remove());

  const check = (file: string): Reported => JSON.parse(line.run(['check', file, '--format', 'json']).out) as Reported;

  test.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\n', '\uFEFF'],
    ['\r\n', '\uFEFF'],
  ])('leaves no new finding, nothing to fix and every other byte, with line ends %j and mark %j', (end, mark) => {
    let fixed = 0;
    fc.assert(
      fc.property(templates, (template) => {
        const text = mark + template.replaceAll('\n', end);
        line.write('a.yaml', text);
        const before = check('a.yaml');
        const { code, out, err } = line.run(['fix', 'a.yaml', '--unsafe', '--write']);
        expect([code, err]).toEqual([0, expect.any(String)]);
        const now = readFileSync(join(line.folder, 'a.yaml'), 'utf8');
        expect(out === '').toBe(now === text);
        if (now !== text) fixed += 1;
        expect(withoutEdits(now)).toBe(withoutEdits(text));
        const known = keys(before);
        expect(keys(check('a.yaml')).filter((key) => !known.includes(key))).toEqual([]);
        expect(line.run(['fix', 'a.yaml', '--unsafe'])).toMatchObject({ code: 0, out: '' });
      }),
      { numRuns: 20 },
    );
    expect(fixed).toBeGreaterThan(5);
  });
});
