import { isList, isObject, member, type Json } from '../../../base/json/json';
import type { Assumptions } from '../../../template/values/assumptions';
import { mayHaveOtherValues } from '../../../template/values/intrinsics/run-time';
import type { Resource } from '../../../template/resource';
import type { Template } from '../../../template/template';
import { decode } from '../../../user-data/decoding';
import { fileLanguage } from '../../../user-data/file-language';
import type { Fragment } from '../../../user-data/fragment';
import { readScripts } from '../../../user-data/scripts/read-script';
import { readSite } from '../../site-walk';
import { TYPE_KINDS } from '../../types/named-types';
import type { SiteKind } from '../../sites';
import { readManifests } from '../../node-pools/node-pool-manifests';
import { launchedByCall } from '../api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedLaunch, type CarriedPlace } from '../carried';
import { givenTypes, mayGiveTypes, type GivenType } from '../given-types';
import { givenImages, imagesGivenIn } from '../handed-parameters';
import { launchingWords, mayNameAction } from '../launching-code';
import { KUBERNETES_RESOURCE, launchedByValues } from '../manifests';
import { commandRequests, commandsOf, keepsWhatLaunches } from './command-requests';
import { hereDocumentsIn, manifestsIn, mayHoldManifests, parsed, patchesPool, type ScriptDocument } from './documents';
import { maySetValues, valuesSetBy } from './helm-values';
import { assignmentsIn, ScriptValues } from './script-values';

/** The launches of a script. */
export interface ScriptLaunches {
  /** Manifests, and AWS CLI commands that name a type. */
  readonly carried: Carried;
  /** Types that the script gives to other programs. */
  readonly given: readonly GivenType[];
  /** Other launching actions, as the script spells them. */
  readonly actions: readonly string[];
  /** The actions and types of commands that are among the launches. */
  readonly judged: ReadonlySet<string>;
}

const NOTHING: ScriptLaunches = { carried: CARRIES_NOTHING, given: [], actions: [], judged: new Set() };

interface ScriptPlace {
  readonly at: CarriedPlace;
  readonly when: Assumptions;
  readonly resource: Resource;
  readonly template: Template;
}

/** Tells whether a script may launch. A cheap test: errs towards yes. */
export function mayLaunch(text: string): boolean {
  return mayLaunchAsWritten(text) || DECODES.test(text);
}

/** Tells whether a script without decoding may launch. A cheap test: errs towards yes. */
export function mayLaunchAsWritten(text: string): boolean {
  // A text that looks like chart values gives types, or may be a manifest.
  return mayGiveTypes(text) || mayHoldManifests(text) || mayCall(text) || text.includes('ami-');
}

/** Reads a script or code: its manifests in any language, and the commands of a shell script. */
export function scriptLaunches(text: string, isShell: boolean, place: ScriptPlace): ScriptLaunches {
  if (!mayLaunch(text)) return NOTHING;
  const kind = isShell ? fileLanguage('script.sh', text) : 'script';
  const fragment: Fragment = { kind, text, where: [], line: 1 };
  const statements = kind === 'shell' && mayCall(text) ? readScripts([fragment]) : [];
  const assigned = statements.flatMap(({ uses }) => uses.flatMap(({ role, word }) => (role === 'assignment' ? [word] : [])));
  const values = new ScriptValues([...assignmentsIn(text), ...assigned], text, !isShell);
  const { carried: ofCommands, actions } = launchedByCommands(commandRequests(statements, values, text), place);
  const read = [text, ...encodedTexts(text)].map((each) => launchedByDocuments(each, values, place));
  const rest = read.map((each) => each.rest).join('\n');
  const set = statements.flatMap(({ uses }) => commandsOf(uses)).flatMap((words) => valuesSetBy(words) ?? []);
  const ofCharts = set.map((each) => launchedByValues(values.filledIn(each), place.at, place.when, place.resource));
  const judged = new Set([...actions, ...ofCommands.launches.flatMap(({ properties }) => textsWithin(properties))]);
  const images = Object.entries(imagesGivenIn(rest)).filter(([, image]) => !judged.has(image));
  const ofImages = givenImages('a program', Object.fromEntries(images), place.at, place.when);
  return {
    carried: carriedTogether([
      ofCommands,
      ...read.map((each) => each.carried),
      ...ofCharts,
      { ...CARRIES_NOTHING, launches: ofImages },
      patches(text, place),
    ]),
    given: givenTypes(rest).filter(({ type }) => !judged.has(type)),
    actions: launchingWords(rest).filter((word) => !judged.has(word)),
    judged,
  };
}

/** Returns a remark on a JSON patch of a node pool. The admitted types depend on the pool's present requirements. */
function patches(text: string, { at, resource }: ScriptPlace): Carried {
  if (!patchesPool(text)) return CARRIES_NOTHING;
  const reason = 'it changes the requirements of a pool that is not in the script';
  return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what: 'a JSON patch of a node pool', reason }] };
}

const DECODES = /base64|b64decode|\batob\b|FromBase64/;
const ENCODED = /[A-Za-z0-9+/]{40,}={0,2}/g;

/** Returns the texts that a script decodes. */
function encodedTexts(text: string): readonly string[] {
  if (!DECODES.test(text)) return [];
  return [...text.matchAll(ENCODED)].flatMap(([encoded]) => {
    const { text: decoded, problem } = decode(encoded);
    return decoded === undefined || problem !== undefined || decoded === encoded ? [] : [decoded];
  });
}

const NAMES_TYPE = /[a-z]\d[a-z0-9-]*\.(?:nano|micro|small|medium|\d*x?large|metal)/;

/** Tells whether the commands of a script may launch, or start a launching program. A cheap test: errs towards yes. */
function mayCall(text: string): boolean {
  return mayNameAction(text) || maySetValues(text) || (/\baws\b/.test(text) && NAMES_TYPE.test(text));
}

const KNOWN_BY: readonly SiteKind[] = [...TYPE_KINDS, 'instance-requirements', 'managed-instance-class'];

/** Returns the launches of commands with a type. Other commands are undecided, like code. */
function launchedByCommands(
  requests: ReturnType<typeof commandRequests>,
  { at, when, resource, template }: ScriptPlace,
): { readonly carried: Carried; readonly actions: ReadonlySet<string> } {
  const judged = new Set<string>();
  const left = new Set<string>();
  const seen = new Map<string, number>();
  const launches = requests.flatMap((each): readonly CarriedLaunch[] => {
    const { service, action, request } = each;
    const count = (seen.get(action) ?? 0) + 1;
    seen.set(action, count);
    const path = `${at.path}/${action}${count === 1 ? '' : `/${String(count - 1)}`}`;
    const call = { services: [service], actions: [action], request, at: { ...at, path }, when };
    const found = launchedByCall(call, resource, template).launches.filter((launch) => saysType(launch, resource, template));
    (found.length > 0 || keepsWhatLaunches(each) ? judged : left).add(action);
    return found;
  });
  const carried = launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
  return { carried, actions: new Set([...judged].filter((action) => !left.has(action))) };
}

function saysType({ definition, properties, when }: CarriedLaunch, carrier: Resource, template: Template): boolean {
  const resource = carrier.with(definition.type, { Type: definition.type, Properties: properties });
  return definition.sites
    .filter(({ kind }) => KNOWN_BY.includes(kind))
    .some((site) =>
      readSite(template, resource, site, [when]).values.some(({ outcomes }) => outcomes.some((each) => each.kind === 'known')),
    );
}

/** Chart values, and other configurations that list types. */
const READS_LIKE_VALUES = /^\s*(?:- +)*"?(?:requirements|(?:instance|machine|node)[-_]?[Tt]ypes?|instance[-_]?[Ff]amil(?:y|ies))"?\s*:/m;

function launchedByDocuments(
  text: string,
  values: ScriptValues,
  { at, when, resource }: ScriptPlace,
): { readonly carried: Carried; readonly rest: string } {
  const marked = values.marked(text);
  const manifests = manifestsIn(marked);
  const isApart = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    manifests.every((each) => each.end <= start || each.start >= end);
  const configurations = hereDocumentsIn(marked)
    .filter((document) => isApart(document) && READS_LIKE_VALUES.test(document.text))
    .flatMap((document): readonly ScriptDocument[] => {
      const value = parsed(document.text);
      return isObject(value) ? [{ value, start: document.start, end: document.end }] : [];
    });
  const documents = [...manifests, ...configurations].sort((one, other) => one.start - other.start);
  if (documents.length === 0) return { carried: CARRIES_NOTHING, rest: values.unmarked(marked) };
  const carried = documents.map(({ value }, index) => {
    const path = `${at.path}/manifest${index === 0 ? '' : `/${String(index)}`}`;
    return withOpenPools(launchedByValues(values.filledIn(value), { ...at, path }, when, resource), resource);
  });
  let rest = '';
  let end = 0;
  for (const document of documents) {
    rest += marked.slice(end, document.start);
    end = document.end;
  }
  return { carried: carriedTogether(carried), rest: values.unmarked(rest + marked.slice(end)) };
}

/** Removes node pools with unknown parts from the launches. Their admitted types are undecided. */
function withOpenPools({ launches, ...others }: Carried, resource: Resource): Carried {
  const isOpen = ({ definition, properties }: CarriedLaunch): boolean => definition.type === KUBERNETES_RESOURCE && hasOpenPart(properties);
  const undecided = launches.filter(isOpen).flatMap(({ properties, at }) => {
    const { pools } = readManifests(isObject(properties) ? (member(properties, 'Manifest') ?? null) : null);
    return pools.map((pool) => ({ kind: 'helmPools', at, resource, what: pool.title, reason: '', pool }) as const);
  });
  return { ...others, launches: launches.filter((each) => !isOpen(each)), undecided: [...others.undecided, ...undecided] };
}

function hasOpenPart(value: Json): boolean {
  if (mayHaveOtherValues(value)) return true;
  return (isList(value) || isObject(value)) && Object.values<Json>(value).some(hasOpenPart);
}

function textsWithin(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return isList(value) || isObject(value) ? Object.values<Json>(value).flatMap(textsWithin) : [];
}
