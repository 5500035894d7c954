import type { Exempted } from '../rules/finding';
import { engine } from './engine';
import type { Judgement } from './judgement';
import { isOpen } from './placed-finding';

/** How findings are accepted, in words that follow their number. */
const ACCEPTED: Readonly<Record<Exempted['by'], string>> = {
  acknowledgement: 'acknowledged',
  exemption: 'exempted',
  baseline: 'in the baseline',
};

/** What was checked and what came of it, in one line. */
export function summarize({ findings, remarks, policies, launches, templates }: Judgement): string {
  const open = [...findings.filter(isOpen), ...remarks];
  const of = (severity: string): number => open.filter((finding) => finding.severity === severity).length;
  const accepted = Object.entries(ACCEPTED).flatMap(([by, words]) => {
    const count = findings.filter(({ exempted }) => exempted?.by === by).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const results =
    findings.length + remarks.length === 0
      ? 'no findings'
      : [counted(of('error'), 'error'), counted(of('warning'), 'warning'), counted(of('info'), 'note'), ...accepted].join(', ');
  const checked = `${counted(launches, 'launch', 'launches')} in ${counted(templates, 'template')}`;
  const policy = policies.length === 0 ? '' : `${policies.join(', ')} and `;
  return `cdk-nitro: ${checked} checked against ${policy}the EC2 catalog of ${engine.catalogDate}: ${results}`;
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
