import type { Catalog } from '../catalog/catalog';
import { matchesGlob } from '../base/glob';
import { shortestExclusion, typesSatisfying } from '../catalog/instance-requirements';
import type { Pointer } from '../base/json/json';
import type { TemplateEdit } from '../finding';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import { readRequirements, type RequirementsReading } from '../launch/types/requirements-reading';
import { offeredAt, selectedTypes } from '../launch/types/selected-types';
import type { LaunchSite } from '../launch/sites';
import type { Launch } from '../launch/launches';
import type { Origin } from '../template/values/outcome';
import type { SiteValue } from '../launch/site-reading';
import { namesAt } from './advice/spelling';
import { changeOf, quotedList, shortList, typeNames } from './advice/wording';
import { hasDemands } from './demands/demand-shortfall';
import { selectionAdvice, unacceptedAmong } from './demands/demanded-types';
import { suggestedMembers, suggestedType } from './demands/suggested-type';
import { defineRule, type Knowledge } from './rule';

/** The most `ExcludedInstanceTypes` that EC2 accepts. */
const MOST_EXCLUSIONS = 400;

/** The Xen types that attribute-based selection may choose, and the types that the template allows or excludes by name. */
interface XenMatches {
  readonly xen: readonly InstanceTypeFacts[];
  readonly allowed: readonly string[];
  readonly excluded: readonly string[];
  readonly undecided: readonly string[];
  readonly origin: Origin;
  /** The place of the attributes; undefined if they are computed. */
  readonly pointer: Pointer | undefined;
}

export const instanceRequirements = defineRule({
  name: 'instance-requirements',
  meta: {
    description: 'Require attribute-based selection that admits no Xen type',
    severity: 'error',
    messages: {
      xen: 'the required attributes admit types that run on the Xen hypervisor ({{types}}): add {{excluded}} {{exclusion}}',
      xenAllowed:
        'the list {{allowed}} holds types that run on the Xen hypervisor ({{types}}): replace {{entries}} with Nitro-based types or families',
      undecided:
        'the required attributes may admit types that run on the Xen hypervisor ({{types}}), because {{attributes}} cannot be decided before deployment: add {{excluded}} {{exclusion}}',
      undecidedAllowed:
        'the list {{allowed}} cannot be decided before deployment, and may hold types that run on the Xen hypervisor ({{types}}): put the allowed types in the template',
      notAccepted: 'the required attributes admit, or may admit, types that the policy does not accept ({{types}}): {{advice}}',
    },
    doubts: { undecided: 'unresolved', undecidedAllowed: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirements.html',
      'https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-mixed-instances-group-attribute-based-instance-type-selection.html',
    ],
  },
  checkLaunch(launch, context) {
    const { catalog, demands, report } = context;
    for (const siteValue of launch.siteValuesOf('instance-requirements')) {
      const { member } = namesAt(launch, siteValue.path, context.spellingOf);
      const names = { allowed: member('AllowedInstanceTypes'), excluded: member('ExcludedInstanceTypes') };
      for (const { xen, allowed, excluded, undecided, origin, pointer } of xenMatches(siteValue, launch, catalog)) {
        const values = typeNames(xen);
        const types = shortList(values);
        const found = { at: siteValue, values, origin };
        if (undecided.includes('AllowedInstanceTypes')) {
          const fix = `${names.allowed}: write the names of Nitro-based types or families. ${changeOf(launch)}`;
          report('undecidedAllowed', { ...found, fix, data: { types, allowed: names.allowed } });
        } else if (allowed.length > 0) {
          const entries = quotedList(allowed.filter((entry) => values.some((name) => matchesGlob(entry, name))));
          const fix = `${names.allowed}: replace ${entries}, for example with ${successorFamilies(xen, launch, siteValue, context)}. ${changeOf(launch)}`;
          const edits = pointer === undefined ? [] : allowedEdits(pointer, { entries: allowed, launch, siteValue }, context);
          report('xenAllowed', { ...found, fix, edits, data: { types, entries, allowed: names.allowed } });
        } else {
          const exclusion = shortestExclusion(xen, catalog);
          const fix = `${exclusionAdvice(names.excluded, excluded, exclusion, catalog)}. This excludes no Nitro-based type. ${changeOf(launch)}`;
          const data = { types, excluded: names.excluded, exclusion: JSON.stringify(exclusion) };
          const edits = pointer === undefined ? [] : [exclusionEdit(pointer, excluded, exclusion)];
          if (undecided.length === 0) report('xen', { ...found, fix, edits, data });
          else
            report('undecided', {
              ...found,
              fix,
              edits,
              data: { ...data, attributes: shortList(undecided.map((name) => name.split('.').map(member).join('.'))) },
            });
        }
      }
      for (const outcome of hasDemands(demands) ? siteValue.outcomes : []) {
        const unaccepted = unacceptedAmong(selectedTypes(outcome, siteValue.site, launch.template, catalog), demands);
        if (unaccepted.length === 0) continue;
        const values = typeNames(unaccepted);
        const readings = outcome.kind === 'known' ? readRequirements(outcome, launch.template) : [];
        // EC2 accepts AllowedInstanceTypes or ExcludedInstanceTypes, not both.
        const takesExclusions = readings.every(
          ({ allowed, undecided }) => allowed.length === 0 && !undecided.includes('AllowedInstanceTypes'),
        );
        const { advice, exclusion } = selectionAdvice(unaccepted, { launch, siteValue, takesExclusions }, context);
        const fix = changeOf(launch);
        const excluded = readings.flatMap(({ requirements }) => requirements.excludedInstanceTypes ?? []);
        const edits =
          outcome.kind !== 'known' || outcome.pointer === undefined || exclusion === undefined
            ? []
            : [exclusionEdit(outcome.pointer, excluded, exclusion)];
        report('notAccepted', { at: siteValue, values, origin: outcome.origin, fix, edits, data: { types: shortList(values), advice } });
      }
    }
  },
});

/** Finds the cases that may choose Xen types. Returns cases with an undecided attribute only if there are no others. */
function xenMatches(siteValue: SiteValue, launch: Launch, catalog: Catalog): readonly XenMatches[] {
  const matches = siteValue.outcomes
    .filter((outcome) => outcome.kind === 'known')
    .flatMap((outcome) =>
      readRequirements(outcome, launch.template).map((reading) => ({
        ...xenMatchesOf(reading, siteValue.site, catalog),
        origin: outcome.origin,
        pointer: outcome.pointer,
      })),
    )
    .filter(({ xen }) => xen.length > 0);
  const decided = matches.filter(({ undecided }) => undecided.length === 0);
  return decided.length > 0 ? decided : matches;
}

function xenMatchesOf(reading: RequirementsReading, site: LaunchSite, catalog: Catalog): Omit<XenMatches, 'origin' | 'pointer'> {
  const { requirements, undecided } = reading;
  const { allowedInstanceTypes: allowed = [], excludedInstanceTypes: excluded = [] } = requirements;
  const offered = offeredAt(site, catalog);
  const chosen = typesSatisfying(requirements, catalog, offered).filter(({ builtOnNitro }) => !builtOnNitro);
  const asked = reading.allowed.flatMap((entry) => xenOnly(entry, offered, catalog));
  // An entry for Xen types only is decided, even if the rest of the list is not.
  if (asked.length > 0 && (chosen.length === 0 || undecided.includes('AllowedInstanceTypes'))) {
    return { xen: [...new Set(asked)], allowed: reading.allowed, excluded, undecided: [] };
  }
  return { xen: [...new Set([...chosen, ...asked])], allowed, excluded, undecided };
}

/**
 * Returns the types of an allowed entry for Xen types only. The entry asks for Xen, even if another attribute, or the service, rules out
 * those types today.
 */
function xenOnly(entry: string, offered: readonly InstanceTypeFacts[], catalog: Catalog): readonly InstanceTypeFacts[] {
  const types = catalog.glob(entry);
  return types.some((type) => type.builtOnNitro && offered.includes(type)) ? [] : types.filter(({ builtOnNitro }) => !builtOnNitro);
}

/** Returns the whole list to write: the new entries, and the present ones that they do not cover. */
function exclusionAdvice(property: string, excluded: readonly string[], added: readonly string[], catalog: Catalog): string {
  const isCovered = (entry: string): boolean => {
    const types = catalog.glob(entry);
    return types.length > 0 && types.every(({ name }) => added.some((pattern) => matchesGlob(pattern, name)));
  };
  const all = [...excluded.filter((entry) => !isCovered(entry)), ...added];
  if (all.length <= MOST_EXCLUSIONS) return `${property}: write ${JSON.stringify(all)}`;
  const most = String(MOST_EXCLUSIONS);
  return `${property}: add ${JSON.stringify(added)}, and merge the others into fewer patterns, since EC2 accepts at most ${most} entries`;
}

function successorFamilies(xen: readonly InstanceTypeFacts[], launch: Launch, siteValue: SiteValue, known: Knowledge): string {
  const families = [...new Set(xen.map(({ family }) => family))].slice(0, 3);
  const suggested = families.map((family) => suggestedMembers(launch, { siteValue }, family, known).written);
  return quotedList([...new Set(suggested.filter((written) => written !== undefined))]);
}

/** The allowed entries of one launch. */
interface AllowedEntries {
  readonly entries: readonly string[];
  readonly launch: Launch;
  readonly siteValue: SiteValue;
}

/** Returns the changes of entries that name a Xen type, or a family with only Xen types. The purpose of other patterns is unknown. */
function allowedEdits(pointer: Pointer, { entries, launch, siteValue }: AllowedEntries, known: Knowledge): readonly TemplateEdit[] {
  const present = new Set(entries);
  return entries.flatMap((entry): TemplateEdit[] => {
    const types = known.catalog.glob(entry);
    const [first] = types;
    if (first === undefined || types.some(({ builtOnNitro }) => builtOnNitro)) return [];
    const suggest = entry === `${first.family}.*` ? suggestedMembers : entry === first.name ? suggestedType : undefined;
    const text = suggest?.(launch, { siteValue }, entry === first.name ? entry : first.family, known).written;
    if (text === undefined || present.has(text)) return [];
    present.add(text);
    return [{ kind: 'replace', pointer: [...pointer, 'AllowedInstanceTypes'], value: entry, text }];
  });
}

function exclusionEdit(pointer: Pointer, excluded: readonly string[], exclusion: readonly string[]): TemplateEdit {
  const items = exclusion.filter((entry) => !excluded.includes(entry));
  return { kind: 'add-items', pointer, list: 'ExcludedInstanceTypes', items };
}
