import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { isSizeName } from '../../catalog/instance-type-name';
import { XEN_FAMILIES } from '../../catalog/successor-families';
import { architectureByName } from './instance-family-name';
import { nitroFamilies } from './instance-type-choice';
import { instanceTypePattern } from './instance-type-pattern';
import { knowledge } from './knowledge';

/**
 * The longest list of values to write out. CloudFormation documents no limit for AllowedValues or AllowedPattern, but one for the
 * template (51,200 bytes where it is handed over in the request, 1 MB otherwise), and the console shows the list as a menu.
 */
const MOST_VALUES = 200;

/** How a parameter is held to what it admits: by a list, or by a pattern where the list would be long or is open. */
export interface Admission {
  readonly allowedValues?: string[];
  readonly allowedPattern?: string;
  /** The architectures of the types that are known to be admitted. */
  readonly architectures: ReadonlySet<string>;
  readonly admits: (name: string) => boolean;
}

/** What narrows a parameter down; undefined for what does not. */
export interface Narrowing {
  readonly families: readonly string[] | undefined;
  readonly architecture: string | undefined;
  readonly sizes: readonly string[] | undefined;
}

/** Throws where a family or size does not exist, or nothing is left. */
export function admissionOf(narrowing: Narrowing): Admission {
  const { families, architecture, sizes } = narrowing;
  if (families !== undefined) nitroFamilies(families);
  checkSizes(sizes);
  const types = knowledge.catalog.types.filter(
    (type) =>
      type.builtOnNitro &&
      (families === undefined || families.includes(type.family)) &&
      (architecture === undefined || architecturesOf(type).includes(architecture)) &&
      (sizes === undefined || sizes.includes(type.size)),
  );
  const offered = types.filter((type) => type.offered).map(({ name }) => name);
  if (offered.length === 0) throw new Error(`no instance type built on Nitro has ${describe(narrowing)}: admit more of them`);
  const architectures = new Set(types.flatMap(architecturesOf));
  const isOpen = families === undefined && architecture === undefined;
  if (!isOpen && offered.length <= MOST_VALUES) {
    return { allowedValues: offered, architectures, admits: (name) => offered.includes(name) };
  }
  const allowedPattern = patternFor(types, { isOpen, sizes });
  const expression = new RegExp(allowedPattern);
  return { allowedPattern, architectures, admits: (name) => expression.test(name) };
}

function architecturesOf({ described, architectures, family }: InstanceTypeFacts): readonly string[] {
  return described ? architectures : [architectureByName(family)];
}

/** Families that have Xen types as well are never named: their Nitro-based types are, one by one. */
function patternFor(types: readonly InstanceTypeFacts[], { isOpen, sizes }: { isOpen: boolean; sizes: Narrowing['sizes'] }): string {
  const exceptions = types.filter(({ family }) => XEN_FAMILIES.has(family)).map(({ name }) => name);
  const families = new Set(types.map(({ family }) => family).filter((family) => !XEN_FAMILIES.has(family)));
  return instanceTypePattern({ families: isOpen ? undefined : [...families], sizes, exceptions });
}

/** What a parameter admits, in words. */
export function describe({ families, architecture, sizes }: Narrowing): string {
  const parts = [
    ...(families === undefined ? [] : [`family ${families.join(' or ')}`]),
    ...(architecture === undefined ? [] : [`architecture ${architecture}`]),
    ...(sizes === undefined ? [] : [`size ${sizes.join(' or ')}`]),
  ];
  return parts.join(', ');
}

function checkSizes(sizes: readonly string[] | undefined): void {
  if (sizes?.length === 0) throw new Error("sizes is empty: name at least one, for example 'large'");
  const wrong = sizes?.find((size) => !isSizeName(size));
  if (wrong !== undefined) throw new Error(`'${wrong}' is no instance size: write one such as 'large', '2xlarge' or 'metal-24xl'`);
}
