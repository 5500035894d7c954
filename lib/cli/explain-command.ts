import { Catalog } from '../catalog/catalog';
import { FEATURE_IDS, FEATURES, supports } from '../catalog/features';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import { closestName } from '../base/closest-name';
import { rules } from '../rules';
import type { Rule } from '../rules/rule';
import { readWords } from './given-words';
import { EXIT_PASSED, UsageError, type Terminal } from './terminal';

/**
 * Runs `cdk-nitro explain TYPE|FAMILY|RULE`.
 *
 * @throws UsageError for a subject that is none of them
 */
export function runExplain(args: readonly string[], terminal: Terminal): number {
  const [subject, ...rest] = readWords('explain', args).operands;
  if (subject === undefined || rest.length > 0) throw new UsageError('explain takes one instance type, family or rule');
  terminal.out(`${explain(subject).join('\n')}\n`);
  return EXIT_PASSED;
}

function explain(subject: string): string[] {
  const rule = rules.find(({ name }) => name === subject.replace(/^Nitro::/, ''));
  if (rule !== undefined) return explainRule(rule);
  const catalog = Catalog.bundled();
  const { kind, facts, suggestion } = catalog.judge(subject);
  if (kind === 'xen')
    return [`${subject}: Xen, so not built on the AWS Nitro System`, ...successorLines(subject, catalog), ...describe(facts, catalog)];
  if (kind === 'nitro') return [`${subject}: built on the AWS Nitro System`, ...describe(facts, catalog)];
  if (kind === 'assumed-nitro') {
    return [
      `${subject}: not in the catalog of ${catalog.retrieved}; its family is not one of the Xen families (a closed set), so it is assumed to be built on Nitro`,
    ];
  }
  const family = catalog.judgeFamily(subject);
  if (family.types.length > 0) return explainFamily(subject, family.types, catalog);
  const close =
    suggestion ??
    family.suggestion ??
    closestName(
      subject,
      rules.map(({ name }) => name),
    );
  throw new UsageError(
    `'${subject}' is neither an instance type, a family nor a rule${close === undefined ? '' : `: did you mean '${close}'`}`,
  );
}

function explainRule({ name, meta }: Rule): string[] {
  return [
    `${name} (default: ${meta.severity})`,
    meta.description,
    '',
    ...Object.entries(meta.messages).map(([id, message]) => `  ${id}: ${message}`),
    '',
    ...meta.references,
  ];
}

function explainFamily(family: string, types: readonly InstanceTypeFacts[], catalog: Catalog): string[] {
  const names = (nitro: boolean): string =>
    types
      .filter(({ builtOnNitro }) => builtOnNitro === nitro)
      .map(({ size }) => size)
      .join(' ');
  const xen = names(false);
  const nitro = names(true);
  return [
    `${family}: ${String(types.length)} types`,
    ...(nitro === '' ? [] : [`  built on Nitro: ${nitro}`]),
    ...(xen === '' ? [] : [`  Xen: ${xen}`, `  Nitro successor: ${catalog.successorFamily(family)}`]),
  ];
}

function successorLines(name: string, catalog: Catalog): string[] {
  const { type, arm64 } = catalog.successor(name);
  return [`  use instead: ${type}${arm64 === undefined ? '' : ` (on arm64: ${arm64})`}`];
}

function describe(facts: InstanceTypeFacts | undefined, catalog: Catalog): string[] {
  if (facts === undefined) return [];
  const hypervisor = facts.bareMetal ? 'none (bare metal)' : (facts.hypervisor ?? 'none');
  if (!facts.described) return [`  hypervisor: ${hypervisor}`, `  retired: EC2 did not return it on ${catalog.retrieved}`];
  const accelerators = facts.accelerators.map(({ count, manufacturer, name }) => `${String(count)} ${manufacturer} ${name}`).join(', ');
  const features = new Map([
    ['burstable', facts.burstable],
    ...FEATURE_IDS.map((id): [string, boolean] => [FEATURES[id].name, supports(facts, id)]),
    ['encryption in transit', facts.encryptionInTransit],
  ]);
  const featuresThat = (are: boolean): string => [...features].flatMap(([name, has]) => (has === are ? [name] : [])).join(', ');
  return [
    `  hypervisor: ${hypervisor}`,
    `  vCPUs: ${String(facts.vCpus)}   memory: ${String(facts.memoryMiB / 1024)} GiB   architecture: ${facts.architectures.join(', ')}   boot: ${facts.bootModes.join(', ')}`,
    `  ENA: ${facts.enaSupport}   NVMe: ${facts.nvmeSupport}   local storage: ${facts.localStorageGB === 0 ? 'none' : `${String(facts.localStorageGB)} GB ${facts.localStorageTypes.join(', ')}`}`,
    ...(accelerators === '' ? [] : [`  accelerators: ${accelerators}`]),
    `  supports: ${featuresThat(true) || 'none of the features below'}`,
    `  does not support: ${featuresThat(false) || '-'}`,
    `  source: EC2 DescribeInstanceTypes, ${catalog.retrieved}${facts.offered ? '' : ' (no longer offered)'}`,
  ];
}
