import { printable } from '../base/printable';
import type { Finding } from '../finding';
import type { Fix } from './fix';
import type { UnsafeFix } from './plan-fixes';

/** The number of launches named in one line of a header. */
const MOST_NAMES = 8;

/** Describes a fix above its diff: the replacements, and the effect of their deployment on each launch. */
export function describeFix(file: string, fix: Fix, first: UnsafeFix['first'] = []): string {
  const rules = [...new Set(fix.findings.map(({ rule }) => rule))].join(', ');
  const byChange = new Map<string, Set<string>>();
  for (const { logicalId, change } of fix.findings) {
    if (change !== undefined) byChange.set(change, (byChange.get(change) ?? new Set()).add(logicalId ?? 'the template'));
  }
  return [
    `# ${file}: ${describeEdits(fix)} (${rules})`,
    ...[...byChange].map(([change, launches]) => `#   ${names([...launches])}: deploying it ${change}`),
    ...first.map((each) => `#   first: ${each}`),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** Describes a remaining finding that the fixed ones have hidden. */
export function describeRevealed({ rule, logicalId = '', message }: Finding): string {
  return `${printable(`#   left at ${logicalId}: ${rule}: ${message}`)}\n`;
}

export function describeEdits({ replaces, edits }: Fix): string {
  if (replaces !== undefined) return `'${replaces.text}' for '${replaces.value}'`;
  return [...new Set(edits.map((edit) => (edit.kind === 'add-items' ? `${edit.list} ${JSON.stringify(edit.items)}` : '')))].join(', ');
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, MOST_NAMES).join(', ');
  return all.length > MOST_NAMES ? `${shown} and ${String(all.length - MOST_NAMES)} more` : shown;
}
