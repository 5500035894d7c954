import type { Json } from '../../../lib/base/json/json';
import { checkStructure } from '../../../lib/template/reading/structure';
import { refusal } from './refusal';

const web = { Type: 'AWS::EC2::Instance' };

describe('documents that are no templates', () => {
  const cases: [string, Json, (string | number)[], string][] = [
    ['a list', [1], [], "not a CloudFormation template: it is a list, not an object with 'Resources'"],
    ['nothing', null, [], "not a CloudFormation template: it is empty (null), not an object with 'Resources'"],
    ['no Resources', { AWSTemplateFormatVersion: '2010-09-09' }, [], "not a CloudFormation template: it has no 'Resources'"],
    ['inherited Resources', Object.create({ Resources: {} }) as Json, [], "not a CloudFormation template: it has no 'Resources'"],
    ['Resources as a list', { Resources: [] }, ['Resources'], "'Resources' is a list: write an object"],
    ['Resources that are empty', { Resources: null }, ['Resources'], "'Resources' is empty (null): write an object"],
    ['Parameters as a list', { Resources: {}, Parameters: [] }, ['Parameters'], "'Parameters' is a list: write an object"],
    ['Mappings as a string', { Resources: {}, Mappings: 'x' }, ['Mappings'], "'Mappings' is a string: write an object"],
    ['Conditions as a number', { Resources: {}, Conditions: 1 }, ['Conditions'], "'Conditions' is a number: write an object"],
    [
      'a resource that is a string',
      { Resources: { Ok: web, Web: 'x' } },
      ['Resources', 'Web'],
      "resource 'Web' is a string: write an object",
    ],
    [
      'a resource without a Type',
      { Resources: { Web: {} } },
      ['Resources', 'Web'],
      "resource 'Web' has no 'Type': give it one, for example 'AWS::EC2::Instance'",
    ],
    [
      'a Type that is a function',
      { Resources: { Web: { Type: { Ref: 'T' } } } },
      ['Resources', 'Web', 'Type'],
      "the 'Type' of resource 'Web' is an object: write the name of a resource type",
    ],
    [
      'Properties as a list',
      { Resources: { Web: { ...web, Properties: [] } } },
      ['Resources', 'Web', 'Properties'],
      "the 'Properties' of resource 'Web' are a list: write an object",
    ],
    [
      'Properties as a string',
      { Resources: { Web: { ...web, Properties: 'x' } } },
      ['Resources', 'Web', 'Properties'],
      "the 'Properties' of resource 'Web' are a string: write an object",
    ],
  ];
  test.each(cases)('%s', (_, template, pointer, message) => {
    expect(checkStructure(template)).toEqual({ pointer, message });
  });
});

test('loops and macros among the resources are none themselves', () => {
  expect(
    checkStructure({
      Resources: { 'Fn::ForEach::Webs': ['N', ['a'], { 'Web${N}': web }], 'Fn::Transform': { Name: 'AWS::Include' }, Web: web },
    }),
  ).toBeUndefined();
  expect(checkStructure({ Resources: { 'Fn::If': ['a'] } })?.pointer).toEqual(['Resources', 'Fn::If']);
});

test('a problem is reported where it is written', () => {
  expect(refusal('Resources:\n  Ok:\n    Type: A\n  Web:\n    Type: A\n    Properties:\n      - a\n')).toBe(
    "6:5 the 'Properties' of resource 'Web' are a list: write an object",
  );
  expect(refusal('{\n"Resources": {\n  "Web": 5}}')).toBe("3:3 resource 'Web' is a number: write an object");
});
