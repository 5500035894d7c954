import type { Exempted, Finding } from '../../finding';
import type { AppResult } from '../checking/app-result';
import { isOpen } from '../checking/placed-finding';

/** The words after the number of accepted findings. */
const ACCEPTED: Readonly<Record<Exempted['by'], string>> = {
  acknowledgement: 'acknowledged',
  exemption: 'exempted',
  baseline: 'in the baseline',
};

/** The command that lists the findings in every stack. */
export const SHOWS_ALL = "cdk synth -q '**'";

/** Summarizes a result in one line. */
export function summaryLine({ findings, remarks, policies, catalogs, launches, templates, notDeployed }: AppResult): string {
  const all = [...findings, ...remarks];
  const open = all.filter(isOpen);
  const of = (severity: string): number => open.filter((finding) => finding.severity === severity).length;
  const accepted = Object.entries(ACCEPTED).flatMap(([by, words]) => {
    const count = all.filter(({ exempted }) => exempted?.by === by).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const results =
    all.length === 0
      ? 'no findings'
      : [counted(of('error'), 'error'), counted(of('warning'), 'warning'), counted(of('info'), 'note'), ...accepted].join(', ');
  const undeployed = notDeployed === 0 ? '' : ` (${String(notDeployed)} not deployed)`;
  const checked = `${counted(launches, 'launch', 'launches')} in ${counted(templates, 'template')}${undeployed}`;
  const policy = policies.length === 0 ? '' : `${policies.join(', ')} and `;
  return `cdk-nitro: ${checked} checked against ${policy}the EC2 catalog of ${catalogs.join(', ')}: ${results}`;
}

/**
 * Tells whether a finding is a note that the report of a success counts but does not list: a note of the rule itself, or on the policy. A
 * finding that the policy turns into a note, as the profile `observe` does, is listed.
 */
export function isCountedOnly(finding: Finding & { readonly isObserved?: boolean }): boolean {
  return isOpen(finding) && finding.severity === 'info' && finding.isObserved !== true;
}

/**
 * Renders hints at findings that are counted but not listed, each with the command that lists them. The command line lists findings in the
 * stacks that it selects. The app knows neither the selection nor whether a command such as `cdk ls` lists any.
 *
 * @param by the report that lists findings: that of the command line, or that of the app, which lists those of every stack
 * @param outdir the folder of the cloud assembly
 */
export function describeUnlisted({ findings, remarks }: AppResult, by: 'command line' | 'app', outdir: string): readonly string[] {
  const open = [...findings, ...remarks].filter(isOpen);
  const fails = open.some(({ severity }) => severity === 'error');
  const listed = open.filter((finding) => fails || !isCountedOnly(finding));
  return [
    ...(listed.length === 0 || by === 'app' ? [] : [`Findings not listed below are in stacks not selected: run ${SHOWS_ALL}`]),
    ...(listed.length === open.length ? [] : [`Notes are not listed: run npx cdk-nitro check ${outdir}`]),
  ];
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
