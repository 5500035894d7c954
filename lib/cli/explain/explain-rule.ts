import { wrapped } from '../../base/wrapped';
import { rules } from '../../rules';
import type { Rule } from '../../rules/rule';
import { type PageBlock, readRulePage } from './rule-page';

/** The address of the rules' pages. */
const PAGES = 'https://github.com/cdk-nitro/cdk-nitro/blob/main/docs/rules';

const INDENT = '  ';

/** Lists every rule with its default severity. */
export function listRules(columns: number): string[] {
  const name = Math.max(...rules.map((rule) => rule.name.length));
  const before = name + 'warning'.length + 4;
  return [
    ...rules.flatMap((rule) => {
      const [first = '', ...rest] = wrapped(rule.meta.description, Math.max(columns - before, 20));
      const start = `${rule.name.padEnd(name)}  ${rule.meta.severity.padEnd('warning'.length)}  `;
      return [start + first, ...rest.map((line) => ' '.repeat(before) + line)];
    }),
    '',
    ...wrapped("'cdk-nitro explain RULE' explains one, 'cdk-nitro policy explain' shows the severities in force", columns),
  ];
}

/** Explains a rule as its page does, in short. */
export function explainRule({ name, meta }: Rule, columns: number): string[] {
  const page = readRulePage(name);
  const text = (line: string): string[] => wrapped(line, columns - INDENT.length).map((each) => INDENT + each);
  const section = (title: string, blocks: readonly PageBlock[] = []): string[] =>
    blocks.length === 0 ? [] : ['', title, ...blocks.flatMap((block) => (block.kind === 'text' ? text(block.text) : code(block.lines)))];
  return [
    `${name} (default: ${meta.severity})`,
    ...wrapped(meta.description, columns),
    ...section('why', page?.why),
    ...section('fails', page?.fails),
    ...section('passes', page?.passes),
    ...section('to accept a finding, in an app', page?.accepting),
    '',
    'to accept a finding, in nitro.json',
    ...code([`"exemptions": [{ "rule": "${name}", "where": "web.yaml#Web", "reason": "...", "expires": "2027-03-31" }]`]),
    '',
    'messages',
    ...Object.entries(meta.messages).flatMap(([id, message]) => text(`${id}: ${message.replace(/\{\{(\w+)\}\}/g, '<$1>')}`)),
    '',
    'more',
    ...[`${PAGES}/${name}.md`, ...meta.references].map((address) => INDENT + address),
  ];
}

function code(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : INDENT.repeat(2) + line));
}
