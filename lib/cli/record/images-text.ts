import type { ImageNote } from '../../images/image-verdict';
import type { ImageRecord } from '../../images/image-record';
import { judgeRecord, type AcceptedEvidence } from '../../images/judge-image';

const NOTES: Readonly<Record<ImageNote['kind'], string>> = {
  'end-of-life': 'end of life',
  deprecated: 'deprecated',
  unavailable: 'not available',
  vanished: 'vanished',
};

/**
 * Describes a recorded image, with the verdict by the evidence that the policy accepts:
 * `eu-west-1  ami-0123456789abcdef0  ready      x86_64  published by Canonical  (warning: deprecated since 2026-01-01)`.
 */
export function imageLine(
  { id, region, record }: { readonly id: string; readonly region: string; readonly record: ImageRecord },
  accepted: AcceptedEvidence,
): string {
  const { readiness, text, note } = judgeRecord(record, accepted);
  const warning = note === undefined ? [] : [`(warning: ${NOTES[note.kind]}${note.since === undefined ? '' : ` since ${note.since}`})`];
  const columns = [
    region,
    id.padEnd(21),
    readiness.padEnd(9),
    record.architecture,
    text,
    ...warning,
    ...(record.name === undefined ? [] : [record.name]),
  ];
  // The owner of an image chooses its name: control characters could move the cursor or hide a line.
  return columns.join('  ').replace(/\p{Cc}/gu, '\uFFFD');
}
