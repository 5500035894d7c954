import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../lib/base/json/json';
import { check, type CheckResult, type RuleSeverity } from '../../lib/check';
import { collectLaunches } from '../../lib/launch/launches';
import { launchRows, type LaunchResource, type LaunchSite, type SiteKind } from '../../lib/launch/sites';
import { TemplateSet } from '../../lib/template/template-set';
import { templateAt } from '../check/launch-resource';

/** For each kind of property, a value, and the rule that reports it; undefined where no rule reports it without other properties. */
const VALUES = {
  'instance-type': ['instance-type', 'm4.large'],
  'instance-type-or-family': ['instance-type', 'm4'],
  'instance-type-pattern': ['instance-type', 'm4.*'],
  'instance-type-list': ['instance-type', 'm5.large,m4.large'],
  'instance-family': ['instance-type', 'm4'],
  'instance-requirements': ['instance-requirements', { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 }, AllowedInstanceTypes: ['m4.*'] }],
  'managed-instance-class': ['managed-instance-class', 'db.m4.large'],
  'kubernetes-manifest': ['node-pool', '[{"apiVersion":"karpenter.sh/v1","kind":"NodePool","metadata":{"name":"a"},"spec":{}}]'],
  property: [undefined, 'a'],
  'machine-image': ['image-ready', 'ami-0123456789abcdef0'],
  'user-data': ['user-data-xen', { 'Fn::Base64': '#!/bin/bash\nxenstore-read domid\n' }],
  'cfn-init-command': ['user-data-xen', 'xenstore-read domid'],
  'cfn-init-environment': [undefined, 'a'],
  'cfn-init-setting': [undefined, 'true'],
  'cfn-init-file': ['user-data-xen', '#!/bin/bash\nxenstore-read domid\n'],
  'block-device-name': [undefined, '/dev/xvdf'],
  feature: [undefined, 'true'],
} satisfies Readonly<Record<SiteKind, readonly [rule: string | undefined, value: unknown]>>;

/** A kind that is added without a value is named by a test of its own. */
const valuesByKind: Readonly<Partial<Record<SiteKind, readonly [rule: string | undefined, value: unknown]>>> = VALUES;

const TYPE_RULES = ['instance-type', 'instance-type-indirect'];

// Rules that are off by default report as well.
const severities = new Map(
  Object.values(valuesByKind).flatMap(([rule]): [string, RuleSeverity][] => (rule === undefined ? [] : [[rule, 'error']])),
);

function checked(template: Json): CheckResult {
  return check([{ id: 'template', template }], { severities });
}

/** The messages of some rules; rules that are added later change nothing. */
function messages({ findings }: CheckResult, rules: readonly string[]): string {
  const ids = findings.filter(({ rule }) => rules.includes(rule)).map(({ rule, messageId }) => `${rule}/${messageId}`);
  return [...new Set(ids)].sort().join(', ') || 'nothing';
}

/** Tells whether a launch has a value of the kind. */
function isRead(template: Json, kind: SiteKind): boolean {
  const { deployments } = new TemplateSet([{ id: 'template', template }], new Map());
  return collectLaunches(deployments).some((launch) => launch.siteValuesOf(kind).length > 0);
}

function describeSite(row: LaunchResource, site: LaunchSite): string {
  const [rule, value] = valuesByKind[site.kind] ?? [undefined, ''];
  const template = templateAt(row, site, { node: value, sections: {} });
  const found = rule !== undefined ? messages(checked(template), [rule]) : isRead(template, site.kind) ? 'is read' : 'is not read';
  const condition = site.where === undefined ? '' : ` where ${JSON.stringify(site.where)}`;
  const section = site.section === undefined ? '' : `${site.section}: `;
  return `  ${section}${site.path}${condition} (${site.kind}): ${found}`;
}

/** Describes what is found in a resource of the row: without properties, and with a value at each site. */
function describeRow(row: LaunchResource): string {
  const alone = checked({ Resources: { It: { Type: row.type, Properties: {} } } });
  const launches = `${row.type}: ${String(alone.launches)} launches; without a type: ${messages(alone, TYPE_RULES)}`;
  return `${[launches, ...row.sites.map((site) => describeSite(row, site))].join('\n')}\n`;
}

const file = join(__dirname, 'launch-rows.golden');
const described = new Map(launchRows.map((row) => [row.type, describeRow(row)]));
if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, [...described.values()].join('\n'));

const golden = existsSync(file) ? readFileSync(file, 'utf8').split(/\n(?=AWS::|Custom::)/) : [];
const recorded = new Map(golden.map((block) => [block.slice(0, block.indexOf(': ')), block]));

test.each([...described])('%s is in test/launch/launch-rows.golden as it is checked, which UPDATE_GOLDEN=1 writes', (type, text) => {
  expect(recorded.get(type)?.trimEnd()).toBe(text.trimEnd());
});

test('test/launch/launch-rows.golden has no other type', () => {
  expect([...recorded.keys()]).toEqual([...described.keys()]);
});

test('every kind of property has a value in this file', () => {
  const kinds = new Set(launchRows.flatMap(({ sites }) => sites.map(({ kind }) => kind)));
  expect([...kinds].filter((kind) => valuesByKind[kind] === undefined)).toEqual([]);
});

test('every site is read', () => {
  expect(
    [...described.values()]
      .join('')
      .match(/^.*: (nothing|is not read)$/gm)
      ?.filter((line) => line.startsWith('  ')) ?? [],
  ).toEqual([]);
});
