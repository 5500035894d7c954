import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../lib/base/json/json';
import { check } from '../../lib/check';
import { readTemplate } from '../../lib/template/reading/read-template';
import { alarmsIn } from './alarms';

const FOLDER = join(__dirname, 'pairs');

/** `=== found: name`, `=== clean template: name`, and below it the user data, or a template in YAML. Most that are found have a twin that is clean. */
const CASE = /^=== (found|clean)( template)?: (.*)$/;

interface Case {
  readonly name: string;
  readonly isFound: boolean;
  readonly isTemplate: boolean;
  readonly lines: string[];
}

function casesIn(file: string): readonly Case[] {
  const cases: Case[] = [];
  for (const line of readFileSync(join(FOLDER, file), 'utf8').split('\n')) {
    const [, kind, template, name] = CASE.exec(line) ?? [];
    if (name === undefined) cases.at(-1)?.lines.push(line);
    else cases.push({ name, isFound: kind === 'found', isTemplate: template !== undefined, lines: [] });
  }
  return cases;
}

function templateOf({ isTemplate, lines }: Case): Json {
  const text = lines.join('\n');
  if (isTemplate) return readTemplate(text, 'web.yaml').template;
  const Web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: { 'Fn::Base64': text } } };
  return { Resources: { Web } };
}

describe.each(readdirSync(FOLDER))('%s', (file) => {
  test.each(casesIn(file).map((each) => [`${each.isFound ? 'finds' : 'leaves alone'}: ${each.name}`, each] as const))('%s', (_, each) => {
    const alarms = alarmsIn(check([{ id: 'template', template: templateOf(each) }]).findings);
    expect(alarms.length > 0).toBe(each.isFound);
  });

  test('has cases of both kinds, each with a name of its own', () => {
    const cases = casesIn(file);
    expect(new Set(cases.map(({ isFound }) => isFound)).size).toBe(2);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });
});
