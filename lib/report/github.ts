import { printable } from '../base/printable';
import { describeTotals, STANDARD_INPUT, type LocatedFinding, type Report, type UnreadableInput } from './report';

const COMMANDS: Readonly<Record<LocatedFinding['severity'], string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Formats the report as workflow commands of GitHub Actions, which shows each at its line of the file; the last line holds the counts.
 * Exempted findings are only counted, since GitHub keeps ten annotations of a kind for each step.
 *
 * Sources: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands, and for the limit
 * https://docs.github.com/rest/checks/runs
 */
export function formatGithub(report: Report): string {
  const { findings, unreadable } = report;
  const commands = [
    ...unreadable.map((input) => command('error', 'cannot be read', input, input.message)),
    ...findings
      .filter(({ exempted }) => exempted === undefined)
      .map((finding) => command(COMMANDS[finding.severity], finding.rule, finding, messageOf(finding))),
  ];
  return [...commands, describeTotals(report), ''].join('\n');
}

function messageOf({ logicalId, path, message, fix }: LocatedFinding): string {
  const place = logicalId === undefined ? path : `${logicalId} ${path}`;
  return [`${place}: ${message}`, ...(fix === undefined ? [] : [fix])].join('\n');
}

function command(name: string, title: string, { file, line, column }: LocatedFinding | UnreadableInput, message: string): string {
  const properties = [
    ...(file === STANDARD_INPUT ? [] : [`file=${escapeProperty(file)}`]),
    ...(line === undefined ? [] : [`line=${String(line)}`]),
    ...(line === undefined || column === undefined ? [] : [`col=${String(column)}`]),
    `title=${escapeProperty(title)}`,
  ];
  return `::${name} ${properties.join(',')}::${escapeMessage(message)}`;
}

/** Escapes line breaks: one would end the command, and the text after it could be another command. */
function escapeMessage(text: string): string {
  return text
    .split(/(\r|\n)/)
    .map(escapePart)
    .join('');
}

function escapePart(text: string): string {
  if (text === '\r') return '%0D';
  return text === '\n' ? '%0A' : printable(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
