import { existsSync } from 'node:fs';
import { Catalog } from '../catalog/catalog';
import { MalformedCatalogError } from '../catalog/malformed-catalog-error';
import type { RecordedImages } from '../images/image-record';
import { MalformedImagesError } from '../images/malformed-images-error';
import type { AcceptedEvidence, KnownImages } from '../images/judge-image';
import { parseRecordedImages } from '../images/recorded-images';
import { applyBaseline } from './baseline';
import type { Baseline } from './baseline-entry';
import { readBaseline } from './baseline-file';
import { applyPolicy, type Applied } from './apply-policy';
import type { FindingOfFile } from './exemption';
import { voucherFor } from './image-statement';
import { extendPolicy, loadPolicy, type PolicyContext } from './load-policy';
import { type CompanionFile, describeSettingOrigin, type Policy } from './policy';
import { PolicyError } from './policy-error';
import { readTextFile, reportedName } from './policy-files';
import { withoutCovered } from './covered-findings';
import { type Coverage, sightOf } from './sight';
import { refuseUncheckedDemands } from './unchecked-demands';
import { parsePolicyText } from './parse-policy';

/** The policy that templates are checked against, with its recorded images, catalog and baseline. */
export interface Standard {
  readonly policy: Policy;
  readonly images: KnownImages;
  /** Undefined if none is recorded; the catalog in the package then counts. */
  readonly catalog: Catalog | undefined;
  /** Undefined without one. */
  readonly baseline: Baseline | undefined;
  /** The rules that are off. */
  readonly switchedOff: ReadonlySet<string>;
}

/** Settings from code or a command line. */
export interface MoreSettings {
  /** Values under the keys of the policy file. */
  readonly values: object;
  /** Names the caller in messages. */
  readonly source: string;
}

export interface StandardContext extends PolicyContext {
  /** The baseline that the policy names need not exist yet. */
  readonly mayLackBaseline?: true;
}

/**
 * Loads a standard and its files.
 *
 * @param file the policy file. Default: the nearest `nitro.json`
 * @throws PolicyError for a file that cannot be read or applied, with the file and the place
 */
export function loadStandard(context: StandardContext, file: string | undefined, more: readonly MoreSettings[]): Standard {
  const policy = more.reduce(
    (settled, { values, source }) => (Object.keys(values).length === 0 ? settled : extendPolicy(settled, values, source, context)),
    loadPolicy(context, file),
  );
  refuseUncheckedDemands(policy);
  return {
    policy,
    images: knownImages(policy, context),
    catalog: recordedCatalog(policy, context),
    baseline: recordedBaseline(policy, context),
    switchedOff: new Set(
      context.rules.filter(({ name, meta }) => (policy.severities.get(name) ?? meta.severity) === 'off').map(({ name }) => name),
    ),
  };
}

/**
 * Applies the standard to findings: severities, exemptions and the baseline. Returns remarks on the policy and the baseline too.
 *
 * @param findings those that others cover included
 * @param coverage the files that the check looked at
 */
export function applyStandard<F extends FindingOfFile>(findings: readonly F[], standard: Standard, coverage: Coverage): Applied<F> {
  const { policy, images, baseline, switchedOff } = standard;
  const exempted = applyPolicy(findings, policy, images.today);
  if (baseline === undefined || policy.baseline === undefined) return { ...exempted, findings: withoutCovered(exempted.findings) };
  const known = applyBaseline(exempted.findings, baseline, sightOf(policy.baseline, coverage, switchedOff));
  return { findings: withoutCovered(known.findings), remarks: [...exempted.remarks, ...known.remarks] };
}

function recordedBaseline(policy: Policy, { cwd, mayLackBaseline }: StandardContext): Baseline | undefined {
  const { baseline: path } = policy;
  if (path === undefined || (mayLackBaseline === true && !existsSync(path))) return undefined;
  requireNamedFile('baseline', policy, cwd);
  return readBaseline(path, reportedName(path, cwd));
}

function knownImages(policy: Policy, { today, cwd }: StandardContext): KnownImages {
  return { recorded: readRecordedImages(policy, cwd), ...acceptedEvidence(policy, today) };
}

/**
 * Returns the evidence that a policy accepts for images.
 *
 * @param today `YYYY-MM-DD`, in UTC
 */
export function acceptedEvidence(policy: Policy, today: string): AcceptedEvidence {
  const { imageStatements, proofDemandedAt, settings } = policy;
  const lock = settings.rules.get('image-ready');
  return {
    today,
    ...(proofDemandedAt !== undefined && { proofDemandedAt }),
    ...(lock?.value === 'locked' && { statementsLockedAt: describeSettingOrigin(lock.from) }),
    ...(imageStatements.length > 0 && { vouchedFor: (image) => voucherFor(image, imageStatements, today) }),
  };
}

function readRecordedImages(policy: Policy, cwd: string): RecordedImages {
  requireNamedFile('recordedImages', policy, cwd);
  const file = policy.recordedImages;
  const text = readCompanion(file, cwd);
  try {
    return text === undefined ? new Map() : parseRecordedImages(text, reportedName(file.path, cwd));
  } catch (error) {
    // Its message begins with the file and the line.
    throw error instanceof MalformedImagesError ? new PolicyError(error.message) : error;
  }
}

/**
 * Reads the catalog that a policy names, or the one beside it; undefined if there is none.
 *
 * @throws PolicyError for a file that cannot be read or trusted
 */
export function recordedCatalog(policy: Policy, { cwd, today }: Pick<StandardContext, 'cwd' | 'today'>): Catalog | undefined {
  requireNamedFile('catalog', policy, cwd);
  const file = policy.catalog;
  const text = readCompanion(file, cwd);
  if (text === undefined) return undefined;
  const name = reportedName(file.path, cwd);
  // Catalog.parse would see only the second of two members of one name.
  const { place } = parsePolicyText(text, name);
  try {
    const catalog = Catalog.parse(text);
    if (catalog.retrieved <= today) return catalog;
    // It would always take precedence over the catalog in the package, however new that is.
    throw new MalformedCatalogError(`retrieved: ${catalog.retrieved} is after today, ${today}`, ['retrieved']);
  } catch (error) {
    if (!(error instanceof MalformedCatalogError)) throw error;
    const { at, message } = error;
    const problem = `${message.replace(/: record the catalog again$/, '')}: record the catalog again`;
    throw PolicyError.at(at.length === 0 ? { source: name } : place(at), problem);
  }
}

/** The command that records each file. */
const RECORD = {
  recordedImages: () => 'cdk-nitro images record ID',
  catalog: () => 'cdk-nitro catalog record',
  baseline: (name: string) => `cdk-nitro check --baseline ${name} --update-baseline`,
} as const;

/** Refuses a named file that does not exist, at the place of its name. */
function requireNamedFile(key: keyof typeof RECORD, { settings }: Policy, cwd: string): void {
  const setting = settings[key];
  if (setting === undefined || existsSync(setting.value)) return;
  const name = reportedName(setting.value, cwd);
  throw PolicyError.at(setting.from.place, `${key}: there is no file ${name}: check the path, or record it with '${RECORD[key](name)}'`);
}

/** Reads a file of the policy; undefined for one that does not exist and is not named. */
function readCompanion({ path, isNamed }: CompanionFile, cwd: string): string | undefined {
  if (!isNamed && !existsSync(path)) return undefined;
  const read = readTextFile(path);
  if ('problem' in read) throw PolicyError.at({ source: reportedName(path, cwd) }, read.problem);
  return read.text;
}
