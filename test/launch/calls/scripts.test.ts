import fc from 'fast-check';
import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';
import { hereDocumentsIn, manifestsIn } from '../../../lib/launch/calls/scripts/documents';
import { valuesSetBy } from '../../../lib/launch/calls/scripts/helm-values';
import { readShorthand } from '../../../lib/launch/calls/scripts/shorthand';
import { runs } from '../../property-runs';

describe('the shorthand of the AWS command line', () => {
  test.each<[string, Json | undefined]>([
    ['Key=value,Other=2', { Key: 'value', Other: '2' }],
    ['type=EC2,instanceTypes=m5,m4,minvCpus=0', { type: 'EC2', instanceTypes: ['m5', 'm4'], minvCpus: '0' }],
    ['A={B=c,D={E=f}},G=[h,i]', { A: { B: 'c', D: { E: 'f' } }, G: ['h', 'i'] }],
    ['A=[{B=c},{B=d}]', { A: [{ B: 'c' }, { B: 'd' }] }],
    ['A="x,y",B=\'z\'', { A: 'x,y', B: 'z' }],
    ['t2.micro', undefined],
    ['a,B=c', undefined],
  ])('%s', (text, value) => {
    expect(readShorthand(text)).toEqual(value);
  });
});

describe('values that options of Helm set', () => {
  test.each<[string, Json | undefined]>([
    ['helm install a b --set a.b=c,d=e', { a: { b: 'c' }, d: 'e' }],
    ['helm install a b --set a[0].b={c,d} --set-string a[1].b=e', { a: [{ b: ['c', 'd'] }, { b: 'e' }] }],
    ['helm upgrade a b --set-json a=[{"b":1}]', { a: [{ b: 1 }] }],
    ['helm install a b --set a\\.b.c=d', { 'a.b': { c: 'd' } }],
    ['helm list', undefined],
    ['kubectl apply --set a=b', undefined],
  ])('%s', (command, values) => {
    expect(valuesSetBy(command.split(' '))).toEqual(values);
  });
});

describe('here documents', () => {
  test('are found with the files that they go to', () => {
    const text = 'cat > a.yaml <<EOF\na: 1\nEOF\ncat <<-"X" | tee -a /b.yaml\n\tb: 2\n\tX\ncat <<NEVER\nc: 3\n';
    expect(hereDocumentsIn(text).map(({ file, text: body }) => [file, body])).toEqual([
      ['a.yaml', 'a: 1'],
      ['/b.yaml', '\tb: 2'],
    ]);
  });
});

describe('manifests', () => {
  test.each<[string, string, readonly Json[]]>([
    ['in lines', 'x <<E\napiVersion: v1\nkind: A\nspec:\n  b: 1\nE\n', [{ apiVersion: 'v1', kind: 'A', spec: { b: 1 } }]],
    ['with a member before', '  kind: A\n  apiVersion: v1\nend', [{ kind: 'A', apiVersion: 'v1' }]],
    ['in JSON', `echo '{"apiVersion":"v1","kind":"A"}' | x`, [{ apiVersion: 'v1', kind: 'A' }]],
    ['in Python', `A = {'apiVersion': 'v1',\n  'kind': 'A',\n}\n`, [{ apiVersion: 'v1', kind: 'A' }]],
    ['in escaped JSON', `x("{\\"apiVersion\\":\\"v1\\"}")`, [{ apiVersion: 'v1' }]],
    ['in a quote', `printf 'apiVersion: v1\\nkind: A\\n' | x`, [{ apiVersion: 'v1', kind: 'A' }]],
    [
      'two of them',
      'apiVersion: v1\nkind: A\n---\napiVersion: v1\nkind: B\n',
      [
        { apiVersion: 'v1', kind: 'A' },
        { apiVersion: 'v1', kind: 'B' },
      ],
    ],
    ['none', 'kubectl get pods\n', []],
  ])('%s', (_, text, values) => {
    expect(manifestsIn(text).map(({ value }) => value)).toEqual(values);
  });
});

const words = fc.constantFrom(
  ...[
    'aws ec2 run-instances',
    '--instance-type',
    't2.micro',
    '--cli-input-json',
    "'{",
    '}',
    '"',
    "'",
    '<<EOF',
    'EOF',
    '\n',
    '$(',
    '${',
    ')',
  ],
  ...[
    'apiVersion:',
    'kind: NodePool',
    'requirements:',
    '[',
    ']',
    '{',
    'helm',
    '--set',
    'a[0].b={',
    '=',
    ',',
    '\\',
    'ami-0123456789abcdef0',
  ],
  ...['base64 -d', 'eksctl -t', '$T', 'T=', ';', '|', '&&', '`', '\uFFFC', '\uFDD0', '\uFDD1', '\uE000', '#!/bin/sh', 'file://x', '---'],
);

test('a script of whatever words is checked, and never throws', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(words, fc.constantFrom('', ' ', '\n')), { maxLength: 40 }), (parts) => {
      const text = parts.flat().join('');
      const Project = { Type: 'AWS::CodeBuild::Project', Properties: { Source: { Type: 'NO_SOURCE', BuildSpec: text } } };
      const Code = { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: text } } };
      const Web = {
        Type: 'AWS::EC2::Instance',
        Properties: { InstanceType: 'm5.large', UserData: { 'Fn::Base64': `#!/bin/bash\n${text}` } },
      };
      expect(() => check([{ id: 't', template: { Resources: { Project, Code, Web } } }])).not.toThrow();
    }),
    { numRuns: runs(400) },
  );
});

test('a variable of many values in many commands costs their sum', () => {
  const script = (count: number): string =>
    [
      ...Array.from({ length: count }, (_, index) => `T=t${String(index)}.micro`),
      ...Array.from({ length: count }, () => 'aws ec2 run-instances --instance-type $T'),
    ].join('\n');
  const Project = {
    Type: 'AWS::CodeBuild::Project',
    Properties: { Source: { BuildSpec: `phases: [{ commands: [${JSON.stringify(script(300))}] }]` } },
  };
  const { findings } = check([{ id: 't', template: { Resources: { Project } } }]);
  const values = findings.filter(({ rule }) => rule === 'instance-type').flatMap((finding) => finding.values);
  expect(values.length).toBeLessThanOrEqual(20 * 300);
  expect(findings.some(({ messageId }) => messageId === 'callUnresolved')).toBe(true);
});
