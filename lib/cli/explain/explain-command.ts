import type { Catalog } from '../../catalog/catalog';
import { FEATURE_IDS, FEATURES, supports } from '../../catalog/features';
import { standingOf } from '../../catalog/standing';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { closestName } from '../../base/closest-name';
import { rules } from '../../rules';
import { type NamedByClass, nitroFamilyFor, typeNamedBy } from '../../rules/advice/named-by-class';
import { catalogInForce } from '../catalog-in-force';
import { readWords } from '../given-words';
import { explainRule, listRules } from './explain-rule';
import { EXIT_PASSED, UsageError, type Terminal } from '../terminal';

/**
 * Runs `cdk-nitro explain [TYPE|FAMILY|CLASS|RULE]`. Without a subject it lists the rules.
 *
 * @throws UsageError for a subject that is none of them
 * @throws UnusableError for a recorded catalog that a check would refuse
 */
export function runExplain(args: readonly string[], terminal: Terminal): number {
  const [subject, ...rest] = readWords('explain', args).operands;
  if (rest.length > 0) throw new UsageError('explain takes one instance type, family, instance class or rule');
  // Into a file or a pipe, lines are as long as they are.
  const columns = terminal.isTty ? terminal.columns : Infinity;
  const lines = subject === undefined ? listRules(columns) : explain(subject, terminal, columns);
  terminal.out(`${lines.join('\n')}\n`);
  return EXIT_PASSED;
}

function explain(subject: string, terminal: Terminal, columns: number): string[] {
  const rule = rules.find(({ name }) => name === subject.replace(/^Nitro::/, ''));
  if (rule !== undefined) return explainRule(rule, columns);
  const catalog = catalogInForce(terminal);
  const { kind, facts, suggestion } = catalog.judge(subject);
  if (kind === 'xen')
    return [`${subject}: Xen, so not built on the AWS Nitro System`, ...successorLines(subject, catalog), ...describe(facts, catalog)];
  if (kind === 'nitro') return [`${subject}: built on the AWS Nitro System`, ...describe(facts, catalog)];
  if (kind === 'assumed-nitro') {
    return [
      `${subject}: not in the catalog of ${catalog.retrieved}; its family is not one of the Xen families (a closed set), so it is assumed to be built on Nitro; to check it against EC2's data, run 'cdk-nitro catalog record'`,
    ];
  }
  const family = catalog.judgeFamily(subject);
  if (family.types.length > 0) return explainFamily(subject, catalog);
  // With two parts it is a misspelt type.
  const named = subject.split('.').length > 2 ? typeNamedBy(subject, catalog) : undefined;
  if (named !== undefined) return explainClass(subject, named, catalog);
  const close =
    suggestion ??
    family.suggestion ??
    closestName(
      subject,
      rules.map(({ name }) => name),
    );
  throw new UsageError(
    `'${subject}' is neither an instance type, a family, an instance class nor a rule${close === undefined ? '' : `: did you mean '${close}'`}`,
  );
}

function explainFamily(family: string, catalog: Catalog): string[] {
  // Retired types count: one of them may be the only type of its kind in the family, such as i3.metal.
  const types = catalog.family(family);
  const sizes = (of: readonly InstanceTypeFacts[]): string => of.map(({ size }) => size).join(' ');
  const nitro = types.filter(({ builtOnNitro }) => builtOnNitro);
  const xen = types.filter(({ builtOnNitro }) => !builtOnNitro);
  const unoffered = types.filter(({ offered }) => !offered);
  return [
    `${family}: ${types.length === 1 ? '1 type' : `${String(types.length)} types`}`,
    ...(nitro.length === 0 ? [] : [`  built on Nitro: ${sizes(nitro)}`]),
    ...(xen.length === 0 ? [] : [`  Xen: ${sizes(xen)}`, `  Nitro successor: ${catalog.successorFamily(family)}`]),
    ...(unoffered.length === 0 ? [] : [`  EC2 did not return on ${catalog.retrieved}: ${sizes(unoffered)}`]),
  ];
}

/** Explains an instance class of a managed service, such as `db.m4.large`. */
function explainClass(name: string, { type, family }: NamedByClass, catalog: Catalog): string[] {
  const facts = catalog.find(type);
  const types = [facts ?? catalog.family(family)].flat();
  const isXen = types.some(({ builtOnNitro }) => !builtOnNitro);
  const verdict = isXen ? 'Xen, so not built on the AWS Nitro System' : 'built on the AWS Nitro System';
  return [
    `${name}: an instance class of a managed service, named after ${facts === undefined ? `the family ${family}` : type}: ${verdict}`,
    ...(isXen
      ? [`  use instead: a class of a Nitro-based family that the service offers, such as ${nitroFamilyFor(family, catalog)}`]
      : []),
    '  checked by the rule managed-instance-class, which is off by default',
    ...describe(facts, catalog),
  ];
}

function successorLines(name: string, catalog: Catalog): string[] {
  const { type, arm64 } = catalog.successor(name);
  return [`  use instead: ${type}${arm64 === undefined ? '' : ` (on arm64: ${arm64})`}`];
}

function describe(facts: InstanceTypeFacts | undefined, catalog: Catalog): string[] {
  if (facts === undefined) return [];
  const hypervisor = facts.bareMetal ? 'none (bare metal)' : (facts.hypervisor ?? 'none');
  const retrieved = catalog.retrievedOf(facts.name);
  const standing = standingOf(facts, retrieved);
  const accelerators = facts.accelerators.map(({ count, manufacturer, name }) => `${String(count)} ${manufacturer} ${name}`).join(', ');
  const features = new Map([
    ['burstable', facts.burstable],
    ...FEATURE_IDS.map((id): [string, boolean] => [FEATURES[id].name, supports(facts, id)]),
    ['encryption in transit', facts.encryptionInTransit],
  ]);
  if (standing !== undefined) {
    const documented = [...features].flatMap(([name, has]) => (has ? [name] : [])).join(', ');
    return [
      `  hypervisor: ${hypervisor}`,
      `  ENA: ${facts.enaSupport}   NVMe: ${facts.nvmeSupport}`,
      ...(documented === '' ? [] : [`  supports, by documentation: ${documented}`]),
      `  ${standing}`,
    ];
  }
  const featuresThat = (are: boolean): string => [...features].flatMap(([name, has]) => (has === are ? [name] : [])).join(', ');
  return [
    `  hypervisor: ${hypervisor}`,
    `  vCPUs: ${String(facts.vCpus)}   memory: ${String(facts.memoryMiB / 1024)} GiB   architecture: ${facts.architectures.join(', ')}   boot: ${facts.bootModes.join(', ')}`,
    `  ENA: ${facts.enaSupport}   NVMe: ${facts.nvmeSupport}   local storage: ${facts.localStorageGB === 0 ? 'none' : `${String(facts.localStorageGB)} GB ${facts.localStorageTypes.join(', ')}`}`,
    ...(accelerators === '' ? [] : [`  accelerators: ${accelerators}`]),
    `  supports: ${featuresThat(true) || 'none of the features below'}`,
    `  does not support: ${featuresThat(false) || '-'}`,
    `  source: EC2 DescribeInstanceTypes, ${retrieved}${facts.offered ? '' : ' (no longer offered)'}`,
  ];
}
