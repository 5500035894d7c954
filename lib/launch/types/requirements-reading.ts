import type { InstanceRequirements, NumberRange } from '../../catalog/instance-requirements';
import type { Assumptions } from '../../template/values/assumptions';
import { isForEach } from '../../template/values/for-each';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../../base/json/json';
import { scalarText, undecidable, type Known, type Outcome } from '../../template/values/outcome';
import type { Template } from '../../template/template';
import { isTrue } from '../is-true';
import { highest, lowest, widest } from './widest-range';

/** Attribute-based selection in a template, every attribute at its widest. */
export interface RequirementsReading {
  readonly requirements: InstanceRequirements;
  /** The known entries of `AllowedInstanceTypes`, even if other entries are undecided. */
  readonly allowed: readonly string[];
  /** The undecided attributes. They are omitted or widened. */
  readonly undecided: readonly string[];
}

type Presence = 'included' | 'required' | 'excluded';

/** One attribute; empty if it restricts nothing. */
type Entry<Key extends string, Value> = Partial<Record<Key, Value>>;

/** Requirements that restrict nothing. EC2's defaults would. */
const ANYTHING: InstanceRequirements = { bareMetal: 'included', burstablePerformance: 'included' };

/**
 * The number of combinations of attributes that are kept apart. Above it, further attributes have their widest value: an
 * over-approximation, so callers report more, never less.
 */
const MOST_CASES = 64;

/**
 * Reads an `InstanceRequirements` object, once for each case of its attributes. If a condition allows types in one branch and excludes
 * types in the other, each branch counts on its own.
 */
export function readRequirements(outcome: Known, template: Template): RequirementsReading[] {
  // Any value but an object is not a selection, and restricts nothing.
  const node = isObject(outcome.value) ? outcome.value : {};
  let cases: readonly Assumptions[] = [outcome.when];
  for (const value of Object.values(node)) {
    const split = cases.flatMap((each) => template.evaluator.evaluate(value, undefined, each).map(({ when }) => when));
    if (split.length > 0 && split.length <= MOST_CASES) cases = split;
  }
  return cases.map((when) => readOneCase(node, outcome.pointer, when, template));
}

/**
 * Reads the requirements in one case. An attribute with several outcomes has its widest value: no type that may be chosen is missed. An
 * undecided attribute is omitted, which is the widest of all.
 */
function readOneCase(node: JsonObject, pointer: Pointer | undefined, when: Assumptions, template: Template): RequirementsReading {
  const reader = new RequirementsReader(template, node, pointer, when);
  const filledIn = Object.keys(node).find(isFillingIn);
  // A macro or a loop may add any attribute, and a macro may change those beside it.
  if (filledIn !== undefined) {
    return { requirements: ANYTHING, allowed: reader.known('AllowedInstanceTypes'), undecided: [filledIn.split('::', 2).join('::')] };
  }
  const requirements: InstanceRequirements = {
    ...reader.range('vCpuCount', 'VCpuCount'),
    ...reader.range('memoryMiB', 'MemoryMiB'),
    ...reader.range('memoryGiBPerVCpu', 'MemoryGiBPerVCpu'),
    ...reader.range('networkInterfaceCount', 'NetworkInterfaceCount'),
    ...reader.range('networkBandwidthGbps', 'NetworkBandwidthGbps'),
    ...reader.range('totalLocalStorageGB', 'TotalLocalStorageGB'),
    ...reader.range('baselineEbsBandwidthMbps', 'BaselineEbsBandwidthMbps'),
    ...reader.range('acceleratorCount', 'AcceleratorCount'),
    ...reader.range('acceleratorTotalMemoryMiB', 'AcceleratorTotalMemoryMiB'),
    ...reader.names('cpuManufacturers', 'CpuManufacturers'),
    ...reader.names('instanceGenerations', 'InstanceGenerations'),
    ...reader.names('localStorageTypes', 'LocalStorageTypes'),
    ...reader.names('acceleratorTypes', 'AcceleratorTypes'),
    ...reader.names('acceleratorManufacturers', 'AcceleratorManufacturers'),
    ...reader.names('acceleratorNames', 'AcceleratorNames'),
    ...reader.names('allowedInstanceTypes', 'AllowedInstanceTypes'),
    ...reader.exclusions(),
    ...reader.presence('bareMetal', 'BareMetal'),
    ...reader.presence('burstablePerformance', 'BurstablePerformance'),
    ...reader.presence('localStorage', 'LocalStorage'),
    ...reader.flag('requireHibernateSupport', 'RequireHibernateSupport'),
    ...reader.flag('requireEncryptionInTransit', 'RequireEncryptionInTransit'),
  };
  return { requirements, allowed: reader.known('AllowedInstanceTypes'), undecided: [...new Set(reader.undecided)] };
}

class RequirementsReader {
  public readonly undecided: string[] = [];

  public constructor(
    private readonly template: Template,
    private readonly node: JsonObject,
    private readonly pointer: Pointer | undefined,
    private readonly when: Assumptions,
  ) {}

  public range<Key extends string>(key: Key, attribute: string): Entry<Key, NumberRange> {
    const outcomes = this.outcomes(member(this.node, attribute), attribute);
    const ranges = outcomes?.map((outcome): NumberRange => {
      if (outcome.kind !== 'known' || !isObject(outcome.value)) return {};
      if (Object.keys(outcome.value).some(isFillingIn)) {
        this.undecided.push(attribute);
        return {};
      }
      const min = lowest(this.bound(outcome.value, 'Min', `${attribute}.Min`));
      const max = highest(this.bound(outcome.value, 'Max', `${attribute}.Max`));
      return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    });
    const [first, ...rest] = ranges ?? [];
    if (first === undefined) return {};
    return entry(
      key,
      rest.reduce((a, b) => widest(a, b), first),
    );
  }

  /** Reads alternative names: those of all outcomes together. A list that may be empty restricts nothing. */
  public names<Key extends string>(key: Key, attribute: string): Entry<Key, readonly string[]> {
    const names = new Set<string>();
    for (const outcome of this.outcomes(member(this.node, attribute), attribute) ?? []) {
      const items = this.items(outcome, attribute);
      if (!items.some((item) => item.every(({ kind }) => kind !== 'absent'))) return {};
      for (const item of items.flat()) {
        if (item.kind === 'absent') continue;
        const name = attributeText(item);
        if (name === undefined) return {};
        names.add(name);
      }
    }
    return names.size === 0 ? {} : entry(key, [...names]);
  }

  /** Returns the names that are known to be in a list, in any outcome. */
  public known(attribute: string): readonly string[] {
    const items = (this.outcomes(member(this.node, attribute), attribute) ?? []).flatMap((outcome) => this.items(outcome, attribute));
    return [...new Set(items.flat().flatMap((item) => attributeText(item) ?? []))];
  }

  /** Reads the types that every outcome excludes. */
  public exclusions(): Pick<InstanceRequirements, 'excludedInstanceTypes'> {
    const attribute = 'ExcludedInstanceTypes';
    const lists = this.outcomes(member(this.node, attribute), attribute)?.map((outcome) => {
      const items = this.items(outcome, attribute);
      if (outcome.kind === 'known' && outcome.anyOrder === true) return [];
      return items.flatMap(([only, ...others]) => {
        const name = only === undefined || others.length > 0 ? undefined : attributeText(only);
        return name === undefined ? [] : [name];
      });
    });
    const [first, ...rest] = lists ?? [];
    return first === undefined ? {} : { excludedInstanceTypes: first.filter((name) => rest.every((list) => list.includes(name))) };
  }

  public presence<Key extends string>(key: Key, attribute: string): Entry<Key, Presence> {
    const texts = this.texts(attribute);
    if (texts === undefined) return {};
    const [first] = texts;
    const isOne = texts.length === 1 && (first === 'included' || first === 'required' || first === 'excluded');
    return entry(key, isOne ? first : 'included');
  }

  public flag<Key extends string>(key: Key, attribute: string): Entry<Key, boolean> {
    const texts = this.texts(attribute);
    return texts?.every((text) => text !== undefined && isTrue(text)) === true ? entry(key, true) : {};
  }

  /** Returns the outcomes of a node; undefined if it is absent. */
  private outcomes(node: Json | undefined, attribute: string): readonly Outcome[] | undefined {
    if (node === undefined) return undefined;
    const outcomes = this.evaluate(node, attribute, this.when);
    return outcomes.every(({ kind }) => kind === 'absent') ? undefined : outcomes;
  }

  /** Returns the possible numbers at an end of a range: none if the end may be open, or if an outcome is not a number. */
  private bound(range: JsonObject, key: string, attribute: string): readonly number[] {
    const numbers = (this.outcomes(member(range, key), attribute) ?? []).map((outcome) => {
      const text = attributeText(outcome);
      return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
    });
    return numbers.every((number) => Number.isFinite(number)) ? numbers : [];
  }

  /** Returns the texts of an attribute, with undefined for an undecided outcome. */
  private texts(attribute: string): (string | undefined)[] | undefined {
    const outcomes = this.outcomes(member(this.node, attribute), attribute);
    if (outcomes === undefined) return undefined;
    return [...new Set(outcomes.map(attributeText))];
  }

  /** Returns the outcomes of each item of a list: none if the list is undecided. */
  private items(list: Outcome, attribute: string): Outcome[][] {
    if (list.kind !== 'known') return [];
    const items = isList(list.value) ? list.value : [list.value];
    return items.map((item) => this.evaluate(item, attribute, list.when));
  }

  private evaluate(node: Json, attribute: string, when: Assumptions): Outcome[] {
    const outcomes = this.template.evaluator.evaluate(node, this.pointer, when).map((outcome) => {
      const isReadAtDeployment = attributeText(outcome)?.includes('{{resolve:') === true;
      return isReadAtDeployment ? undecidable('it is read at deployment', outcome.when) : outcome;
    });
    if (outcomes.some(({ kind }) => kind === 'unresolved')) this.undecided.push(attribute);
    return outcomes;
  }
}

/** Tells whether a key is a macro or a loop among the members of an object. */
function isFillingIn(key: string): boolean {
  return key === 'Fn::Transform' || isForEach(key);
}

function attributeText(outcome: Outcome): string | undefined {
  return outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
}

function entry<Key extends string, Value>(key: Key, value: Value): Entry<Key, Value> {
  return { [key]: value } as Record<Key, Value>;
}
