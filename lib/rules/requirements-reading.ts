import type { InstanceRequirements, NumberRange } from '../catalog/instance-requirements';
import type { Assumptions } from '../template/assumptions';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../template/json';
import { scalarText, type Outcome } from '../template/outcome';
import type { Template } from '../template/template';

/** Attribute-based selection as a template writes it, with every attribute at its widest. */
export interface RequirementsReading {
  readonly requirements: InstanceRequirements;
  /** Attributes that cannot be decided before deployment and were left out or widened. */
  readonly undecided: readonly string[];
}

type Presence = 'included' | 'required' | 'excluded';

/** One attribute, or nothing where it restricts nothing. */
type Entry<Key extends string, Value> = Partial<Record<Key, Value>>;

/**
 * Reads an `InstanceRequirements` object. An attribute with several outcomes is taken at its widest, so that no type that
 * may be chosen is missed; one that cannot be decided is left out, which is widest of all.
 */
export function readRequirements(
  node: JsonObject,
  pointer: Pointer | undefined,
  when: Assumptions,
  template: Template,
): RequirementsReading {
  const reader = new RequirementsReader(template, node, pointer, when);
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
  return { requirements, undecided: reader.undecided };
}

class RequirementsReader {
  public readonly undecided: string[] = [];

  public constructor(
    private readonly template: Template,
    private readonly node: JsonObject,
    private readonly pointer: Pointer | undefined,
    private readonly when: Assumptions,
  ) {
    if (member(node, 'Fn::Transform') !== undefined) this.undecided.push('Fn::Transform');
  }

  public range<Key extends string>(key: Key, attribute: string): Entry<Key, NumberRange> {
    const outcomes = this.outcomes(member(this.node, attribute), attribute);
    const ranges = outcomes?.map((outcome): NumberRange => {
      if (outcome.kind !== 'known' || !isObject(outcome.value)) return {};
      const min = this.bound(outcome.value, 'Min', `${attribute}.Min`, Math.min);
      const max = this.bound(outcome.value, 'Max', `${attribute}.Max`, Math.max);
      return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    });
    const [first, ...rest] = ranges ?? [];
    if (first === undefined) return {};
    return entry(key, rest.reduce(widest, first));
  }

  /** Names any of which will do: all of all outcomes together. */
  public names<Key extends string>(key: Key, attribute: string): Entry<Key, readonly string[]> {
    const lists = this.lists(attribute);
    if (lists === undefined || lists.some((list) => list === undefined)) return {};
    return entry(key, [...new Set(lists.flatMap((list) => list ?? []))]);
  }

  /** Only what every outcome excludes is surely excluded. */
  public exclusions(): Pick<InstanceRequirements, 'excludedInstanceTypes'> {
    const lists = this.lists('ExcludedInstanceTypes', 'keep what is known');
    const [first, ...rest] = lists ?? [];
    if (first === undefined) return {};
    return { excludedInstanceTypes: first.filter((name) => rest.every((list) => list?.includes(name) ?? false)) };
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
    return texts?.every((text) => text === 'true') === true ? entry(key, true) : {};
  }

  /** The outcomes of a node; undefined where nothing is written. */
  private outcomes(node: Json | undefined, attribute: string): readonly Outcome[] | undefined {
    if (node === undefined) return undefined;
    const outcomes = this.template.evaluator.evaluate(node, this.pointer, this.when);
    if (outcomes.some(({ kind }) => kind === 'unresolved')) this.undecided.push(attribute);
    return outcomes.every(({ kind }) => kind === 'absent') ? undefined : outcomes;
  }

  private bound(range: JsonObject, key: string, attribute: string, widen: (a: number, b: number) => number): number | undefined {
    const numbers = this.outcomes(member(range, key), attribute)?.map((outcome) => {
      const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
      return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
    });
    if (numbers === undefined || numbers.some(Number.isNaN)) return undefined;
    return numbers.reduce(widen);
  }

  /** The texts an attribute may hold; one undefined entry for what cannot be decided. */
  private texts(attribute: string): (string | undefined)[] | undefined {
    const outcomes = this.outcomes(member(this.node, attribute), attribute);
    if (outcomes === undefined) return undefined;
    return [...new Set(outcomes.map((outcome) => (outcome.kind === 'known' ? scalarText(outcome.value) : undefined)))];
  }

  /** One list per outcome; undefined for a list that may hold anything. */
  private lists(
    attribute: string,
    undecidedItems: 'give up' | 'keep what is known' = 'give up',
  ): (readonly string[] | undefined)[] | undefined {
    return this.outcomes(member(this.node, attribute), attribute)?.map((outcome) => {
      if (outcome.kind !== 'known') return undefined;
      const items = isList(outcome.value) ? outcome.value : [outcome.value];
      const texts = items.flatMap((item) => this.itemTexts(item, attribute, outcome.when, undecidedItems));
      const isSure = texts.every((text) => text !== undefined) && !(outcome.anyOrder === true && undecidedItems === 'keep what is known');
      if (isSure) return texts.filter((text) => text !== undefined);
      return undecidedItems === 'give up' ? undefined : outcome.anyOrder === true ? [] : texts.filter((text) => text !== undefined);
    });
  }

  private itemTexts(
    item: Json,
    attribute: string,
    when: Assumptions,
    undecidedItems: 'give up' | 'keep what is known',
  ): (string | undefined)[] {
    const outcomes = this.template.evaluator.evaluate(item, this.pointer, when);
    if (outcomes.some(({ kind }) => kind === 'unresolved')) this.undecided.push(attribute);
    // Of an exclusion with several outcomes none is sure.
    if (undecidedItems === 'keep what is known' && outcomes.length !== 1) return [undefined];
    return outcomes
      .filter(({ kind }) => kind !== 'absent')
      .map((outcome) => (outcome.kind === 'known' ? scalarText(outcome.value) : undefined));
  }
}

function entry<Key extends string, Value>(key: Key, value: Value): Entry<Key, Value> {
  return { [key]: value } as Record<Key, Value>;
}

function widest(a: NumberRange, b: NumberRange): NumberRange {
  return {
    ...(a.min === undefined || b.min === undefined ? {} : { min: Math.min(a.min, b.min) }),
    ...(a.max === undefined || b.max === undefined ? {} : { max: Math.max(a.max, b.max) }),
  };
}
