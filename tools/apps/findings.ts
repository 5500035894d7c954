import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The members of a finding in the CDK's report. */
interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly severity: string;
  readonly ruleMetadata?: Readonly<Record<string, string>>;
  readonly violatingConstructs?: readonly {
    readonly constructPath: string;
    readonly cloudFormationResource?: { readonly propertyPaths?: readonly string[] };
  }[];
}

interface PluginReport {
  readonly pluginName: string;
  readonly violations: readonly Violation[];
}

/** Renders what this package reports of a cloud assembly, as it is recorded. The day of the catalog is left out: each update changes it. */
export function describeFindings(outdir: string): string {
  const file = join(outdir, 'validation-report.json');
  const reports = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { pluginReports: PluginReport[] }).pluginReports : [];
  const own = reports.filter(({ pluginName }) => pluginName.startsWith('Nitro'));
  const findings = own.flatMap(({ violations }) => violations.filter(({ ruleName }) => ruleName !== 'summary').map(describe));
  return findings.sort().join('\n');
}

function describe({ ruleName, description, severity, suggestedFix, ruleMetadata = {}, violatingConstructs = [] }: Violation): string {
  const [first] = violatingConstructs;
  const place = [first?.constructPath ?? ruleMetadata['constructPath'], ...(first?.cloudFormationResource?.propertyPaths ?? [])].join(' ');
  const rows = [`${severity} ${ruleName}/${ruleMetadata['messageId'] ?? ''} ${place}`, description, suggestedFix];
  return rows
    .filter((row) => row !== undefined)
    .map((row) => row.replaceAll('\n', '\n    '))
    .join('\n    ');
}
