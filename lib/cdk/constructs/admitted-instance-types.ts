import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { isSizeName } from '../../catalog/instance-type-name';
import { XEN_FAMILIES } from '../../catalog/successor-families';
import { architectureByName } from './instance-family-name';
import { nitroFamilies } from './instance-type-choice';
import { instanceTypePattern } from './instance-type-pattern';
import { knowledge } from './knowledge';

/**
 * The number of values listed in AllowedValues; more become a pattern. CloudFormation documents no limit for AllowedValues or
 * AllowedPattern, only for the template (51,200 bytes in the request itself, 1 MB otherwise), and the console shows the list as a menu.
 */
const MOST_VALUES = 200;

/** The constraint of a parameter: a list, or a pattern if the list would be long or must admit future types. */
export interface Admission {
  readonly allowedValues?: string[];
  readonly allowedPattern?: string;
  /** The architectures of the types in the catalog that are admitted. */
  readonly architectures: ReadonlySet<string>;
  readonly admits: (name: string) => boolean;
}

/** The conditions that narrow a parameter down; undefined for one that is not set. */
export interface Narrowing {
  readonly families: readonly string[] | undefined;
  readonly architecture: string | undefined;
  readonly sizes: readonly string[] | undefined;
}

/**
 * Determines the types that a parameter admits.
 *
 * @throws if a family or size does not exist, or if no type is left
 */
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
  if (offered.length === 0)
    throw new Error(`no instance type built on Nitro has ${describe(narrowing)}: admit more families, architectures or sizes`);
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

/** Renders the pattern. It lists the Nitro-based types of families that also have Xen types one by one, and never such a family. */
function patternFor(types: readonly InstanceTypeFacts[], { isOpen, sizes }: { isOpen: boolean; sizes: Narrowing['sizes'] }): string {
  const exceptions = types.filter(({ family }) => XEN_FAMILIES.has(family)).map(({ name }) => name);
  const families = new Set(types.map(({ family }) => family).filter((family) => !XEN_FAMILIES.has(family)));
  return instanceTypePattern({ families: isOpen ? undefined : [...families], sizes, exceptions });
}

/** Describes the types that a parameter admits. */
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
  if (wrong !== undefined) throw new Error(`'${wrong}' is not an instance size: use one such as 'large', '2xlarge' or 'metal-24xl'`);
}
