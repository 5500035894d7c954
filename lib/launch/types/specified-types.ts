import type { Catalog } from '../../catalog/catalog';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { LaunchSpecification, Specified, SpecifiedValue } from '../specification/launch-specifications';
import { isFor } from '../launch-template-targets';
import type { Launch } from '../launches';
import { scalarText, type Known } from '../../template/values/outcome';
import type { SiteValue } from '../site-reading';
import { namedTypes, type Meaning } from './named-types';
import { offendingValues, type NamedValue, type OffendingValues } from '../offending-values';
import { selectedTypes } from './selected-types';

/** A value of a launch specification that stands for instance types, and the assumptions under which it does. */
export interface SpecifiedTypes extends NamedValue, Specified {
  /** `members`: a family or a pattern. `word`: the service chooses from unknown types. */
  readonly names: 'type' | 'members' | 'requirements' | 'word';
  /** The types that the catalog describes. For `members` and `requirements`, any of them may be launched. */
  readonly types: readonly InstanceTypeFacts[];
  /** Whether the value may also stand for types that the catalog does not describe. */
  readonly mayBeOthers: boolean;
}

const typesRead = new WeakMap<LaunchSpecification, { readonly catalog: Catalog; readonly types: readonly SpecifiedTypes[] }>();

/**
 * Returns the instance types of a specification. Unknown and undecided types are omitted: they have findings of their own. Reads each
 * specification once: several rules ask for them.
 */
export function specifiedTypes(specification: LaunchSpecification, catalog: Catalog): readonly SpecifiedTypes[] {
  const known = typesRead.get(specification);
  if (known?.catalog === catalog) return known.types;
  const types = readTypes(specification, catalog);
  typesRead.set(specification, { catalog, types });
  return types;
}

function readTypes(specification: LaunchSpecification, catalog: Catalog): readonly SpecifiedTypes[] {
  return specification.read('instance-type').values.flatMap((specified) => {
    const { value: siteValue } = specified;
    const known = siteValue.outcomes.filter((outcome) => outcome.kind === 'known');
    if (siteValue.site.kind === 'instance-requirements') return known.map((outcome) => required(specified, outcome, catalog));
    const meanings = new Map(namedTypes(siteValue, catalog).map(({ text, meaning }) => [text, meaning]));
    return known.flatMap((outcome) => {
      const text = scalarText(outcome.value);
      const meaning = text === undefined ? undefined : meanings.get(text);
      return text === undefined || meaning === undefined ? [] : named(specified, text, outcome, meaning);
    });
  });
}

function named(specified: SpecifiedValue, text: string, { when, origin }: Known, meaning: Meaning): SpecifiedTypes[] {
  const value = { specified, text, when, origin };
  if (meaning.is === 'delegated') return [{ ...value, names: 'word', types: [], mayBeOthers: true }];
  if (meaning.is !== 'nitro' && meaning.is !== 'xen') return [];
  const types = meaning.types.filter(({ described }) => described);
  if (types.length === 0) return [];
  const names = meaning.types[0]?.name === text ? 'type' : 'members';
  return [{ ...value, names, types, mayBeOthers: types.length < meaning.types.length }];
}

function required(specified: SpecifiedValue, outcome: Known, catalog: Catalog): SpecifiedTypes {
  const types = selectedTypes(outcome, specified.value.site, specified.launch.template, catalog);
  return {
    specified,
    text: types[0]?.name ?? '',
    when: outcome.when,
    origin: outcome.origin,
    names: 'requirements',
    types,
    mayBeOthers: false,
  };
}

/** Instance types, with an image or a feature of the same launch that does not fit them. */
export interface Mismatch<Cause extends Specified> extends SpecifiedTypes {
  readonly cause: Cause;
}

/**
 * Returns, for each value with instance types, the first image or feature that does not fit it and may be launched with it. A mismatch
 * within a launch template is reported there, not at its uses.
 *
 * @param misfits returns the types that the cause does not fit
 */
export function findMismatches<Cause extends Specified>(
  specification: LaunchSpecification,
  types: readonly SpecifiedTypes[],
  causes: readonly Cause[],
  misfits: (value: SpecifiedTypes, cause: Cause) => readonly InstanceTypeFacts[] | 'all',
): readonly Mismatch<Cause>[] {
  return types.flatMap((value) => {
    for (const cause of causes) {
      const found = misfits(value, cause);
      if (found.length === 0 || isFoundElsewhere(specification, value, cause)) continue;
      const targeted = found === 'all' ? value.types : found.filter((type) => isFor(cause.specified, type));
      const isTargeted = found === 'all' ? cause.specified.targets === undefined : targeted.length > 0;
      if (isTargeted && specification.mayCoincide(value, cause)) return [{ ...value, types: targeted, cause }];
    }
    return [];
  });
}

function isFoundElsewhere({ launch }: LaunchSpecification, { specified }: Specified, cause: Specified): boolean {
  return specified.launch !== launch && specified.launch === cause.specified.launch;
}

/**
 * The mismatches of one finding. The finding is at the instance type. If a launch template names the type, it is at the launch's own image
 * or feature.
 */
export type MismatchedValues<Cause extends Specified> = Pick<OffendingValues<Mismatch<Cause>>, 'primary'> & {
  readonly finding: Omit<OffendingValues<Mismatch<Cause>>['finding'], 'at'> & { readonly at: SpecifiedValue['at'] };
};

/** Groups mismatches by the place to report them at. */
export function mismatchedValues<Cause extends Specified>(
  launch: Launch,
  mismatches: readonly Mismatch<Cause>[],
): readonly MismatchedValues<Cause>[] {
  const byValue = new Map<SiteValue, Mismatch<Cause>[]>();
  for (const mismatch of mismatches) {
    const { value: siteValue } = mismatch.specified;
    byValue.set(siteValue, [...(byValue.get(siteValue) ?? []), mismatch]);
  }
  return [...byValue].flatMap(([siteValue, mismatchesHere]) => {
    const [first] = mismatchesHere;
    const offending = first === undefined ? undefined : offendingValues(first.specified.launch, siteValue, mismatchesHere);
    if (offending === undefined) return [];
    const { primary, finding } = offending;
    const at = primary.specified.launch === launch ? siteValue : primary.cause.specified.at;
    const values = primary.names === 'requirements' ? primary.types.map(({ name }) => name) : finding.values;
    return [{ primary, finding: { ...finding, at, values } }];
  });
}
