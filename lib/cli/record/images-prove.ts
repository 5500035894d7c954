import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sha256 } from '../../base/sha256';
import { decodeTemplate } from '../../base/json/encoding';
import type { ImageRecord, RecordedImages } from '../../images/image-record';
import { MalformedImagesError } from '../../images/malformed-images-error';
import { type ProbeReport, readProbeReport } from '../../images/probe-report';
import { addProof, whyKept } from '../../images/recording';
import { findRecord, formatRecordedImages } from '../../images/recorded-images';
import { acceptedEvidence } from '../../policy/standard';
import { unreadable } from '../inputs/read-data';
import { policyInForce } from '../policy-in-force';
import { EXIT_PASSED, UnusableError, type Terminal } from '../terminal';
import { recordingFile } from './companion-file';
import { whileLocked } from './file-lock';
import { type ProveArguments, readProveArguments } from './images-arguments';
import { readImagesFile, writeImagesFile } from './images-file';
import { imageLine } from './images-text';

/**
 * Runs `cdk-nitro images prove`: adds the result of the probe to the record of an image. An invalid result writes nothing.
 *
 * @throws UsageError for arguments that do not make sense
 * @throws UnusableError for a result that is none, or that is not of the recorded image
 */
export function runImagesProve(args: readonly string[], terminal: Terminal): number {
  const given = readProveArguments(args, terminal.env);
  const { cwd, today } = terminal;
  const accepted = acceptedEvidence(policyInForce(terminal), today);
  const file = given.output ?? recordingFile('recordedImages', terminal);
  const report = readReport(given.from, terminal);
  // Without the lock first: an image that is not recorded needs no file beside the record.
  recordFor(given, report, readImagesFile(cwd, file) ?? new Map(), file);
  whileLocked(cwd, file, () => {
    const before = readImagesFile(cwd, file) ?? new Map();
    const kept = recordFor(given, report, before, file).probe;
    const reason = whyKept(kept, report.proof);
    if (reason === 'undecided') {
      terminal.err(`cdk-nitro: the probe was undecided, so the result of ${String(kept?.date)} stays\n`);
    } else if (reason !== undefined) throw new UnusableError(describeKept(given.from, report, kept?.date ?? '', reason));
    const images = reason === undefined ? addProof(before, given, report) : before;
    if (formatRecordedImages(images) !== formatRecordedImages(before)) writeImagesFile(cwd, file, images);
    const record = findRecord(images, given.id, given.region);
    if (record !== undefined) terminal.out(`${imageLine({ ...given, record }, accepted)}\n`);
  });
  return EXIT_PASSED;
}

/** Reads the output of the probe, and hashes it as it is. */
function readReport(from: string, { cwd, readStdin, today }: Terminal): ProbeReport {
  let content: Uint8Array;
  let text: string;
  try {
    content = from === '-' ? readStdin() : readFileSync(resolve(cwd, from));
    text = decodeTemplate(content);
  } catch (error) {
    throw new UnusableError(`${from}: ${unreadable(from, error).message}`);
  }
  if (text.trim() === '') throw new UnusableError(`${from}: is empty: save the output of nitro-probe.sh in it`);
  try {
    return readProbeReport({ text, name: from, sha256: sha256(content) }, today);
  } catch (error) {
    if (error instanceof MalformedImagesError) throw new UnusableError(error.message);
    throw error;
  }
}

/** Finds the record that a result is for. */
function recordFor({ id, region, from }: ProveArguments, { architecture }: ProbeReport, images: RecordedImages, file: string): ImageRecord {
  const record = findRecord(images, id, region);
  if (record === undefined) {
    const others = [...images].filter(([, records]) => records.has(id)).map(([name]) => name);
    const elsewhere = others.length === 0 ? '' : `, but for ${others.join(' and ')}`;
    throw new UnusableError(
      `${file} has no image ${id} of ${region}${elsewhere}: record it first with 'cdk-nitro images record ${id} --region ${region}'`,
    );
  }
  if (record.architecture !== architecture) {
    throw new UnusableError(`${from}: is of an ${architecture} system, but ${id} is ${record.architecture}: probe that image`);
  }
  return record;
}

function describeKept(from: string, { proof }: ProbeReport, date: string, reason: 'older' | 'weaker'): string {
  return reason === 'older'
    ? `${from}: is of ${proof.date}, but the recorded result of ${date} is later: probe the image again`
    : `${from}: is of an image's files, but the recorded result of ${date} is of a booted instance, which shows more: probe an instance again with --booted`;
}
