import type { Exempted } from '../../finding';
import type { AppResult } from '../checking/app-result';
import { isOpen } from '../checking/placed-finding';

/** Words for accepted findings, which follow their number. */
const ACCEPTED: Readonly<Record<Exempted['by'], string>> = {
  acknowledgement: 'acknowledged',
  exemption: 'exempted',
  baseline: 'in the baseline',
};

/** Summarizes a result in one line. */
export function summarize({ findings, remarks, policies, catalogs, launches, templates }: AppResult): string {
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
  const checked = `${counted(launches, 'launch', 'launches')} in ${counted(templates, 'template')}`;
  const policy = policies.length === 0 ? '' : `${policies.join(', ')} and `;
  return `cdk-nitro: ${checked} checked against ${policy}the EC2 catalog of ${catalogs.join(', ')}: ${results}`;
}

/**
 * Renders a hint at findings that are counted but not listed. The command line lists findings in the stacks that it selects; the app knows
 * neither the selection nor whether a command such as `cdk ls` lists any.
 */
export function describeUnlisted({ findings, remarks }: AppResult): string | undefined {
  if (![...findings, ...remarks].some(isOpen)) return undefined;
  return "Findings not listed below are in stacks not selected: run cdk synth -q '**'";
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
