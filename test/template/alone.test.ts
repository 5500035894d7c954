import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isList, type Json } from '../../lib/base/json/json';
import { describeOrigin, type Outcome } from '../../lib/template/values/outcome';
import { Assumptions } from '../../lib/template/values/assumptions';
import type { Template } from '../../lib/template/template';
import { TemplateSet } from '../../lib/template/template-set';

const ROOT = join(__dirname, '../..');

const PARENT = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] },
    Name: { Type: 'String' },
    Sizes: { Type: 'CommaDelimitedList', Default: 'small, large' },
  },
  Mappings: { Table: { 'eu-west-1': { dev: 'one', prod: 'two' }, 'us-east-1': { dev: 'three', prod: 'four' } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDevInEurope: { 'Fn::And': [{ 'Fn::Not': [{ Condition: 'IsProd' }] }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] },
  },
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' },
    Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Given: { 'Fn::If': ['IsProd', 'p', 'd'] } } } },
  },
};
const CHILD = {
  Parameters: { Given: { Type: 'String', Default: 'unused' } },
  Resources: {},
  Outputs: { Told: { Value: { 'Fn::Sub': 'told ${Given}' } } },
};

function parent(region?: string): Template {
  const inputs = [
    {
      id: 'parent',
      template: PARENT as unknown as Json,
      nested: new Map([['Child', 'child']]),
      ...(region === undefined ? {} : { region }),
    },
    { id: 'child', template: CHILD as unknown as Json },
  ];
  const [template] = new TemplateSet(inputs, new Map()).deployments;
  if (template === undefined) throw new Error('no deployment');
  return template;
}

function outcomes(node: Json, template = parent()): readonly string[] {
  return template.evaluator
    .evaluate(node, undefined, Assumptions.NONE)
    .map((outcome) => `${textOf(outcome)} <- ${describeOrigin(outcome.origin)}`);
}

function textOf(outcome: Outcome): string {
  if (outcome.kind === 'absent') return 'absent';
  if (outcome.kind === 'unresolved') return `${outcome.reason.kind}: ${outcome.reason.text}`;
  return isList(outcome.value) ? outcome.value.join('|') : String(outcome.value);
}

describe('a template is folded without anything that knows of EC2', () => {
  test('a parameter has each of its allowed values, and one that is free is unresolved', () => {
    expect(outcomes({ Ref: 'Stage' })).toEqual(['dev <- parameter Stage (Default)', 'prod <- parameter Stage (AllowedValues)']);
    expect(outcomes({ Ref: 'Name' })).toEqual([expect.stringMatching(/^parameter: .*'Name'.* <- parameter Name$/)]);
    expect(outcomes({ Ref: 'Sizes' })).toEqual(['small|large <- parameter Sizes (Default)', expect.stringMatching(/^parameter: /)]);
  });

  test('a condition narrows the parameter in each branch', () => {
    const name = { 'Fn::Join': ['-', ['x', { Ref: 'Stage' }]] };
    expect(outcomes({ 'Fn::If': ['IsProd', name, { Ref: 'AWS::NoValue' }] })).toEqual([
      'x-prod <- parameter Stage (AllowedValues), branch IsProd (true)',
      'absent <- branch IsProd (false)',
    ]);
  });

  test('conditions within conditions are decided where the Region is known', () => {
    const node = { 'Fn::If': ['IsDevInEurope', 'yes', 'no'] };
    expect(outcomes(node, parent('us-east-1'))).toEqual(['no <- branch IsDevInEurope (false)', 'no <- branch IsDevInEurope (false)']);
    expect(outcomes(node, parent('eu-west-1')).toSorted()).toEqual([
      'no <- branch IsDevInEurope (false)',
      'yes <- branch IsDevInEurope (true)',
    ]);
  });

  test('functions within functions: a mapping by Region and parameter, split, selected and put together', () => {
    const found = { 'Fn::FindInMap': ['Table', { Ref: 'AWS::Region' }, { Ref: 'Stage' }] };
    const node = { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Sub': ['a/${Found}-${Stage}/b', { Found: found }] }] }] };
    expect(outcomes(node, parent('us-east-1')).map((each) => each.replace(/ <- .*/, ''))).toEqual(['three-dev', 'four-prod']);
    expect(
      outcomes(found)
        .map((each) => each.replace(/ <- .*/, ''))
        .toSorted(),
    ).toEqual(['four', 'one', 'three', 'two']);
  });

  test('an output of a nested stack has the values that its parameters are given', () => {
    const told = outcomes({ 'Fn::GetAtt': ['Child', 'Outputs.Told'] }).map((each) => each.replace(/ <- .*/, ''));
    expect(told).toEqual(['told p', 'told d']);
  });

  test('a resource exists in the cases of its condition', () => {
    const template = parent();
    const cases = template
      .resources()
      .map((resource) => template.assumptionsOf(resource).map((each) => each.domain('Stage')?.values.map(({ value }) => value)));
    expect(cases).toEqual([[['prod']], [undefined]]);
  });
});

test('lib/template loads files of lib/base and its own only', () => {
  const script = `
    require('./lib/template/template-set.ts');
    require('./lib/template/reading/read-template.ts').readTemplate('Resources: {}', 'a.yaml');
    process.stdout.write(JSON.stringify(Object.keys(require.cache)));
  `;
  const arguments_ = ['--require', join(ROOT, 'node_modules/tsx/dist/cjs/index.cjs'), '--eval', script];
  const files = JSON.parse(execFileSync(process.execPath, arguments_, { cwd: ROOT, encoding: 'utf8' })) as string[];
  const rooms = new Set(
    files.flatMap((file) => /[\\/]lib[\\/](\w[\w-]*)[\\/]/.exec(file.slice(ROOT.length).replace(/.*node_modules.*/, ''))?.[1] ?? []),
  );
  expect([...rooms].toSorted()).toEqual(['base', 'template']);
});
