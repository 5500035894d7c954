import { engine } from './engine';
import type { Judgement } from './judgement';
import { isOpen } from './placed-finding';

/** What was checked and what came of it, in one line. */
export function summarize({ findings, launches, templates }: Judgement): string {
  const open = findings.filter(isOpen);
  const of = (severity: string): number => open.filter((finding) => finding.severity === severity).length;
  const results =
    findings.length === 0
      ? 'no findings'
      : [
          counted(of('error'), 'error'),
          counted(of('warning'), 'warning'),
          counted(of('info'), 'note'),
          ...(open.length === findings.length ? [] : [`${findings.length - open.length} acknowledged`]),
        ].join(', ');
  const checked = `${counted(launches, 'launch', 'launches')} in ${counted(templates, 'template')}`;
  return `cdk-nitro: ${checked} checked against the EC2 catalog of ${engine.catalogDate}: ${results}`;
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
