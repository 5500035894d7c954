import { sha256 } from '../base/sha256';
import { describePlace } from './finding-text';
import { STANDARD_INPUT, type LocatedFinding, type Report, type UnreadableInput } from './report';

const SEVERITIES: Readonly<Record<LocatedFinding['severity'], string>> = { error: 'major', warning: 'minor', info: 'info' };

/** An issue of GitLab's Code Quality report. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  /** Tells the issue apart from every other one, and is the same in the next report. */
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * Formats the report for GitLab's merge requests. Exempted findings are left out, since GitLab cannot show that they are accepted.
 *
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function formatGitlab({ findings, unreadable }: Report): string {
  const seen = new Map<string, number>();
  const fingerprint = (...parts: readonly string[]): string => {
    const key = parts.join('\n');
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return sha256(`${key}\n${String(count)}`);
  };
  const issues: Issue[] = [
    ...unreadable.map((input) => ({
      description: `cannot be read: ${input.message}`,
      check_name: 'unreadable',
      fingerprint: fingerprint(input.file),
      severity: 'blocker',
      location: locationOf(input),
    })),
    ...findings
      .filter(({ exempted }) => exempted === undefined)
      .map((finding) => ({
        description: `${describePlace(finding)}: ${finding.message}`,
        check_name: finding.rule,
        fingerprint: fingerprint(finding.file, finding.logicalId ?? '', finding.path, finding.rule, finding.messageId),
        severity: SEVERITIES[finding.severity],
        location: locationOf(finding),
      })),
  ];
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}

function locationOf({ file, line }: LocatedFinding | UnreadableInput): Issue['location'] {
  return { path: file === STANDARD_INPUT ? 'stdin' : file, lines: { begin: line ?? 1 } };
}
