import { ARCHITECTURES, type Architecture } from '../base/architecture';
import { HOLE } from '../base/hole';
import { endOfLifeOf } from './end-of-life';
import { describeQuery, filteredTexts, type ImageQuery, type ImageSearch, isFiltered } from './image-query';
import { ACCOUNT_ID } from './image-record';
import type { ImageVerdict, UnreadyReason } from './image-verdict';
import { type Publisher, publisherFor, publisherNamed, type PublishedImage, PUBLISHERS, releasedTooEarly, releaseOf } from './publishers';
import { judgePublicParameter } from './public-parameters';
import type { ImageVoucher, StatedImage } from './stated-image';

const CONTEXT = 'https://docs.aws.amazon.com/cdk/v2/guide/context.html';

/** The settings of the policy that verdicts on look-ups depend on. */
export interface LookupStandards {
  readonly vouchedFor?: ((image: StatedImage) => ImageVoucher | undefined) | undefined;
  /** The policy locks the rule: only publishers count. */
  readonly isLocked: boolean;
}

/**
 * Returns the verdict on every image that a look-up may return, by the owners and filters that EC2 applies. Ready only if each of them is:
 * a filter that also admits other names proves nothing.
 */
export function judgeQuery(query: ImageQuery, given: LookupStandards): ImageVerdict {
  const standards = { ...given, vouchedFor: (image: StatedImage) => inForce(given.vouchedFor?.(image)) };
  return query.kind === 'parameter' ? judgeParameter(query.parameter, standards) : judgeSearch(query, standards);
}

function inForce(voucher: ImageVoucher | undefined): ImageVoucher | undefined {
  return voucher?.expiredOn === undefined ? voucher : undefined;
}

function judgeParameter(parameter: string, { vouchedFor, isLocked }: LookupStandards): ImageVerdict {
  const verdict = judgePublicParameter(parameter);
  const from = `from ${describeQuery({ kind: 'parameter', parameter, key: '', account: '', region: '' })}`;
  const text = verdict.reason === 'ownParameter' ? `${from}, which its owner can set to any image` : `${from}: ${verdict.text}`;
  const voucher = verdict.readiness === 'unproven' && !isLocked ? vouchedFor?.({ parameter }) : undefined;
  if (voucher === undefined) return { ...verdict, text };
  return { readiness: 'ready', source: voucher.at, text: `vouched for in ${voucher.at}: ${voucher.reason}` };
}

/** Possible results of a look-up: images of one owner, under one name with holes. */
type Candidate = PublishedImage & StatedImage & { readonly name: string };

/** A candidate, and the facts that hold for every image of its kind. */
interface Judged {
  readonly candidate: Candidate;
  readonly publisher?: Publisher;
  readonly voucher?: ImageVoucher;
  readonly obstacle?: { readonly reason: UnreadyReason; readonly text: string };
}

function judgeSearch(search: ImageSearch, standards: LookupStandards): ImageVerdict {
  // One proof is enough, because an image meets all owners and filters.
  const verdicts = ownersOf(search).map((owners) => judgeOwned(search, owners, standards));
  const isAny = (readiness: ImageVerdict['readiness']): ImageVerdict | undefined => verdicts.find((each) => each.readiness === readiness);
  return isAny('not-ready') ?? isAny('ready') ?? verdicts[0] ?? judgeOwned(search, [], standards);
}

type Owner = Pick<Candidate, 'ownerId' | 'ownerAlias'>;

/** Returns the lists of owners that a look-up has: its own, and those of two filters. */
function ownersOf(search: ImageSearch): readonly (readonly (Owner | undefined)[])[] {
  const { owners, account, filters } = search;
  const ids = filters.get('owner-id') ?? [];
  const aliases = filters.get('owner-alias') ?? [];
  return [
    owners.map((owner): Owner | undefined => (owner === 'self' ? { ownerId: account } : ownerNamed(owner))),
    ids.map((id) => (ACCOUNT_ID.test(id) ? { ownerId: id } : undefined)),
    aliases.map((alias) => (isAlias(alias) ? { ownerAlias: alias } : undefined)),
  ].filter((list) => list.length > 0);
}

function ownerNamed(owner: string): Owner | undefined {
  if (ACCOUNT_ID.test(owner)) return { ownerId: owner };
  return isAlias(owner) ? { ownerAlias: owner } : undefined;
}

function isAlias(owner: string): boolean {
  return /^(?:amazon|aws-marketplace|aws-backup-vault)$/.test(owner);
}

function judgeOwned(search: ImageSearch, owners: readonly (Owner | undefined)[], standards: LookupStandards): ImageVerdict {
  const names = filteredTexts(search, 'name');
  const facts = factsOf(search, names);
  const ready = { readiness: 'ready', source: CONTEXT, ...facts } as const;
  const unready = obstacleOf(search);
  const called = `looked up as ${describeQuery(search)}`;
  if (unready !== undefined) return { readiness: 'not-ready', ...unready, text: `${called}: ${unready.text}`, source: CONTEXT };
  const known = owners.filter((owner) => owner !== undefined);
  const judged = known.flatMap((owner) => names.map((name) => judgeCandidate(search, { ...owner, name }, standards)));
  const obstacles = judged.flatMap(({ obstacle }) => obstacle ?? []);
  const [obstacle] = obstacles;
  const isComplete = known.length === owners.length && judged.length > 0;
  if (isComplete && obstacle !== undefined && obstacles.length === judged.length) {
    return { readiness: 'not-ready', reason: obstacle.reason, text: `${called}: ${obstacle.text}`, ...facts, source: CONTEXT };
  }
  if (isComplete && judged.every(({ publisher, voucher }) => publisher !== undefined || voucher !== undefined)) {
    const [first] = judged;
    const publishers = [...new Set(judged.flatMap(({ publisher }) => publisher?.name ?? []))];
    const vouchers = judged.flatMap(({ voucher }) => voucher ?? []);
    const texts = [
      ...(publishers.length === 0 ? [] : [`published by ${publishers.join(' and ')}`]),
      ...vouchers.slice(0, 1).map(({ at, reason }) => `vouched for in ${at}: ${reason}`),
    ];
    const source = first?.publisher?.source ?? vouchers[0]?.at ?? CONTEXT;
    return { ...ready, ...publisherFacts(judged), source, text: `${called}: ${texts.join(', ')}` };
  }
  if (isComplete && obstacles.length === 0 && !standards.isLocked && declaresEna(search)) {
    return { ...ready, text: `${called}: HVM, EBS-backed, and declared to carry the ENA driver` };
  }
  const doubtful = judged.find(({ publisher, voucher }) => publisher === undefined && voucher === undefined)?.candidate;
  return { readiness: 'unproven', reason: 'lookedUp', ...facts, source: CONTEXT, text: `${called}, ${doubt(owners, doubtful, names)}` };
}

function judgeCandidate(search: ImageSearch, owner: Owner & { readonly name: string }, { vouchedFor, isLocked }: LookupStandards): Judged {
  const isHvmOnEbs =
    isFiltered(search, 'virtualization-type', 'hvm') &&
    isFiltered(search, 'root-device-type', 'ebs') &&
    ['x86_64', 'arm64'].some((architecture) => isFiltered(search, 'architecture', architecture));
  const candidate: Candidate = { ...owner, isHvmOnEbs, ...tagsOf(search) };
  const tooOld = releasedTooEarly(candidate);
  const reason = tooOld === undefined ? unreadyName(candidate) : ({ reason: 'tooOld', text: tooOld } as const);
  if (reason !== undefined) return { candidate, obstacle: reason };
  const publisher = publisherFor(candidate);
  if (publisher !== undefined) return { candidate, publisher };
  const voucher = isLocked ? undefined : vouchedFor?.(candidate);
  return voucher === undefined ? { candidate } : { candidate, voucher };
}

/** Names of paravirtual images, each with its owner. */
const PARAVIRTUAL_NAMES: readonly (readonly [owner: string, name: RegExp])[] = [
  ['amazon', /^amzn-ami-(?:vpc-nat-|minimal-)?pv-/],
  ['099720109477', /^ubuntu[\w-]*\/images(?:-\w+)?\/ebs(?:-ssd|-io1)?\//],
];

function unreadyName({ name, ownerId, ownerAlias }: Candidate): Judged['obstacle'] {
  const found = PARAVIRTUAL_NAMES.some(([owner, pattern]) => (owner === ownerId || owner === ownerAlias) && pattern.test(name));
  return found ? { reason: 'paravirtual', text: 'paravirtual, but Nitro boots HVM images only' } : undefined;
}

function obstacleOf(search: ImageSearch): Judged['obstacle'] {
  if (isFiltered(search, 'virtualization-type', 'paravirtual')) {
    return { reason: 'paravirtual', text: 'paravirtual, but Nitro boots HVM images only' };
  }
  if (isFiltered(search, 'root-device-type', 'instance-store')) {
    return { reason: 'instanceStore', text: 'one with an instance store root, but Nitro boots from EBS volumes only' };
  }
  if (isFiltered(search, 'ena-support', 'false')) {
    return { reason: 'enaDisabled', text: 'one without the EnaSupport attribute, so EC2 rejects its launch on Nitro' };
  }
  return undefined;
}

function declaresEna(search: ImageSearch): boolean {
  return (
    isFiltered(search, 'ena-support', 'true') &&
    isFiltered(search, 'virtualization-type', 'hvm') &&
    isFiltered(search, 'root-device-type', 'ebs')
  );
}

/** Returns the tags that a look-up demands with a single value. */
function tagsOf(search: ImageSearch): Pick<Candidate, 'tags'> {
  const tags = [...search.filters.keys()].flatMap((filter) => {
    const [, key] = /^tag:(.+)$/s.exec(filter) ?? [];
    const values = filteredTexts(search, filter);
    return key !== undefined && values.length === 1 ? [[key, values[0] ?? HOLE] as const] : [];
  });
  return tags.length === 0 ? {} : { tags: new Map(tags) };
}

type Facts = Pick<ImageVerdict, 'architecture' | 'bootMode'>;

/** Returns the architecture by the filters, or by a publisher's name that contains it. */
function factsOf(search: ImageSearch, names: readonly string[]): Facts {
  const filtered = ARCHITECTURES.find((each) => isFiltered(search, 'architecture', each));
  const architecture = filtered ?? architectureNamed(names);
  return architecture === undefined ? {} : { architecture, ...(architecture === 'arm64' && { bootMode: 'uefi' as const }) };
}

function architectureNamed(names: readonly string[]): Architecture | undefined {
  const words = new Set(names.map((name) => (/(?<![a-z\d])(arm64|aarch64|x86_64|amd64)(?![a-z\d])/.exec(name) ?? [])[1]));
  const [word] = words;
  if (words.size !== 1 || word === undefined) return undefined;
  return word === 'arm64' || word === 'aarch64' ? 'arm64' : 'x86_64';
}

/** Returns the facts on which all rows agree. */
function publisherFacts(judged: readonly Judged[]): Pick<ImageVerdict, 'distribution' | 'keepsEth0' | 'excludesA1' | 'note'> {
  const rows = judged.map(({ publisher }) => publisher);
  const all = <Key extends 'distribution' | 'keepsEth0' | 'excludesA1'>(key: Key): Pick<Publisher, Key> => {
    const values = new Set(rows.map((row) => row?.[key]));
    const [value] = values;
    return values.size === 1 && value !== undefined ? ({ [key]: value } as Pick<Publisher, Key>) : ({} as Pick<Publisher, Key>);
  };
  const [first] = judged;
  const note =
    judged.length === 1 && first?.publisher !== undefined
      ? endOfLifeOf(first.publisher.distribution, releaseOf(first.publisher, first.candidate))
      : undefined;
  return { ...all('distribution'), ...all('keepsEth0'), ...all('excludesA1'), ...(note === undefined ? {} : { note }) };
}

/** Describes why a look-up proves nothing; continues "looked up as 'x' of 'y', ...". */
function doubt(owners: readonly (Owner | undefined)[], candidate: Candidate | undefined, names: readonly string[]): string {
  const publisher = names.map((name) => publisherNamed(name)).find((row) => row !== undefined);
  const account = publisher?.owners[0];
  const hint = account === undefined || publisher === undefined ? '' : ` (add owners: ['${account}'] for those of ${publisher.name})`;
  if (owners.length === 0) return `without an owner, and any account can give an image that name${hint}`;
  if (candidate === undefined) return 'whose owners are not accounts or aliases';
  if (hint !== '') return `an owner who is not known to publish only ready images under that name${hint}`;
  return isPublisher(candidate) && candidate.name.includes(HOLE)
    ? 'a name that also fits images which are not known to be ready'
    : 'a name that is not among the known ones';
}

function isPublisher({ ownerId = '', ownerAlias = '' }: Candidate): boolean {
  return PUBLISHERS.some(({ owners }) => owners.includes(ownerId) || owners.includes(ownerAlias));
}
