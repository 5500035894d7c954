import { existsSync } from 'node:fs';
import type { Catalog } from '../catalog/catalog';
import { isExpired, type Exemption } from '../policy/exemption';
import type { ImageStatement } from '../policy/image-statement';
import { type CompanionFile, describeSettingOrigin, type Policy, type Setting } from '../policy/policy';
import { describePolicyPlace } from '../policy/policy-error';
import { reportedName } from '../policy/policy-files';
import type { DatedSeverity } from '../policy/severities';
import { daysBetween } from '../base/calendar-day';
import { printable } from '../base/printable';
import { rules } from '../rules';
import type { Terminal } from './terminal';

type Row = readonly string[];

/** Prints a policy for `policy explain`: every value in force and its origin. */
export function printPolicy(policy: Policy, catalog: Catalog, { cwd, today }: Pick<Terminal, 'cwd' | 'today'>): string {
  const lines = [
    ...heading(policy, cwd),
    ...section('rules', severityRows(policy, today)),
    ...section('instance types', demandRows(policy, catalog)),
    ...section('unknown and unresolved', [
      ['unknown', ...valueAndOrigin(policy.settings.unknown, String, 'info')],
      ['unresolved', ...valueAndOrigin(policy.settings.unresolved, String, 'per rule')],
    ]),
    ...section('images', imageRows(policy, cwd, today)),
    ...section('launch sites of your own', launchSiteRows(policy), 'none'),
    ...section(
      'exemptions',
      policy.exemptions.flatMap((exemption) => exemptionRows(exemption, today)),
      'none',
    ),
    ...section('exemptions in templates', [
      valueAndOrigin(policy.settings.templateExemptions, (count) => (count ? 'count' : 'do not count'), 'count'),
    ]),
    ...section(
      'left out by the command line',
      policy.settings.exclude.map(({ value, from }) => [value.glob, describeSettingOrigin(from)]),
      'nothing',
    ),
    ...section('baseline', [valueAndOrigin(policy.settings.baseline, (file) => reportedName(file, cwd), 'none')]),
  ];
  return `${lines.join('\n')}\n`;
}

function heading({ file, settings, folder }: Policy, cwd: string): string[] {
  if (file === undefined) return [`policy: none (no nitro.json in ${reportedName(folder, cwd)} or its parent folders)`];
  const extended = settings.sources.slice(0, -1);
  return [`policy: ${file}`, ...(extended.length === 0 ? [] : [`  extends: ${extended.join(', ')}`])];
}

function severityRows({ settings }: Policy, today: string): Row[] {
  return rules.map(({ name, meta }) => {
    const setting = settings.rules.get(name);
    const origin = setting === undefined ? 'default' : describeSettingOrigin(setting.from);
    return [name, setting?.value ?? meta.severity, `${origin}${describeChange(setting?.dated, today)}`];
  });
}

/** Describes a change to come: `, error from 2027-03-31 on`. One in the past is in force already. */
function describeChange(dated: DatedSeverity | undefined, today: string): string {
  return dated !== undefined && today < dated.from ? `, ${dated.severity} from ${dated.from} on` : '';
}

function demandRows({ settings }: Policy, catalog: Catalog): Row[] {
  const withCount = (pattern: string): string => patternWithCount(pattern, catalog);
  const { allowedInstanceTypes, deniedInstanceTypes, architectures, features } = settings;
  return [
    ...(allowedInstanceTypes.length === 0 ? [['allowed', 'every type built on Nitro', 'default']] : []),
    ...allowedInstanceTypes.map(({ value, from }) => ['allowed', value.map(withCount).join(', '), describeSettingOrigin(from)]),
    ...deniedInstanceTypes.map(({ value, from }) => ['denied', withCount(value), describeSettingOrigin(from)]),
    ['architectures', ...valueAndOrigin(architectures, (value) => value.join(', '), 'all')],
    ...(features.length === 0 ? [['features', 'none', 'default']] : []),
    ...features.map(({ value, from }) => ['features', value, describeSettingOrigin(from)]),
  ];
}

/** Adds the number of types that a pattern matches; a pattern that matches none may be misspelled. */
function patternWithCount(pattern: string, catalog: Catalog): string {
  const count = catalog.glob(pattern).filter(({ offered }) => offered).length;
  return pattern.includes('*') || count === 0 ? `${pattern} (${count === 1 ? '1 type' : `${count === 0 ? 'no' : count} types`})` : pattern;
}

function imageRows(policy: Policy, cwd: string, today: string): Row[] {
  const { settings, recordedImages, catalog, imageStatements } = policy;
  const row = ({ path }: CompanionFile, setting: Setting<string> | undefined): Row => [
    `${reportedName(path, cwd)}${existsSync(path) ? '' : ' (not found)'}`,
    setting === undefined ? 'default' : describeSettingOrigin(setting.from),
  ];
  return [
    ['recorded', ...row(recordedImages, settings.recordedImages)],
    ['catalog', ...row(catalog, settings.catalog)],
    ['lookups', ...valueAndOrigin(settings.imageLookups, (allowed) => (allowed ? 'yes' : 'no'), 'no')],
    ['proof', ...valueAndOrigin(settings.imageProof, String, 'provenance')],
    ...imageStatements.map((statement) => ['statement', describeStatement(statement, policy, today), statement.at]),
  ];
}

function describeStatement(statement: ImageStatement, { proofDemandedAt, settings }: Policy, today: string): string {
  const { owner, name, tag, parameter, templateParameter, reason, expires } = statement;
  const conditions = Object.entries({ owner, name, tag, parameter, 'template parameter': templateParameter }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} ${value}`],
  );
  const validity = expires === undefined ? '' : `, ${describeLastDay(expires, isExpired(statement, today), today)}`;
  const isLocked = settings.rules.get('image-ready')?.value === 'locked';
  const obstacle =
    proofDemandedAt !== undefined ? 'only a ready probe does' : isLocked ? "no statement does under a locked 'image-ready'" : undefined;
  const effect = obstacle === undefined ? '' : ` (does not count, as ${obstacle})`;
  return `${conditions.join(', ')}: ${reason}${validity}${effect}`;
}

function launchSiteRows({ settings }: Policy): Row[] {
  return settings.launchSites.map(({ value: { resourceType, property, holds }, from }) => [
    resourceType,
    `${property}: ${holds}`,
    describeSettingOrigin(from),
  ]);
}

function exemptionRows(exemption: Exemption, today: string): Row[] {
  const { rule, where, reason, expires, place } = exemption;
  const validity = expires === undefined ? 'no last day' : describeLastDay(expires, isExpired(exemption, today), today);
  return [[rule, `${where}: ${reason}`, `${validity} (${describePolicyPlace(place)})`]];
}

/** Days before the end of an exemption from which its end is announced. */
const SOON = 30;

function describeLastDay(expires: string, isPast: boolean, today: string): string {
  if (isPast) return `expired on ${expires}`;
  const days = daysBetween(today, expires);
  return `until ${expires}${days <= SOON ? `, ends in ${days === 1 ? '1 day' : `${String(days)} days`}` : ''}`;
}

function valueAndOrigin<T>(setting: Setting<T> | undefined, describe: (value: T) => string, byDefault: string): Row {
  return setting === undefined ? [byDefault, 'default'] : [describe(setting.value), describeSettingOrigin(setting.from)];
}

/** Lays out rows in columns. The last column is not padded. */
function section(title: string, rows: readonly Row[], nothing = ''): string[] {
  if (rows.length === 0) return ['', title, `  ${nothing}`];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) =>
      `  ${row
        .map(printable)
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')}`,
  );
  return ['', title, ...lines];
}
