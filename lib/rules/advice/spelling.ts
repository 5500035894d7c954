import { readImageReference, writeParameter } from '../../images/image-reference';
import type { Launch } from '../../launch/launches';
import { namedValues } from '../../launch/offending-values';
import type { SiteValue } from '../../launch/site-reading';
import type { ImageWord } from '../../launch/sites';
import type { Origin } from '../../template/values/outcome';

/** How advice spells what to write, for the author of a resource: as in a template, or as in the code of an app. */
export interface Spelling {
  /** Spells the name of an instance type. */
  readonly instanceType: (name: string) => string;
  /**
   * Spells a machine image.
   *
   * @param image a dynamic reference, the path of a public parameter, or a service's own word
   * @param word the service's word that the property holds; undefined for an image id
   */
  readonly image: (image: string, word: ImageWord | undefined) => string;
  /** What to set to keep T2's way of using CPU credits; undefined where the resource has no property for it. */
  readonly standardCredits: string | undefined;
  /** What to write instead of Batch's `optimal`, which the author may not have written. */
  readonly insteadOfOptimal: string;
}

/** Returns how the author of a property spells values; undefined where it is written in a template. */
export type SpellingOf = (template: string, logicalId: string, path: string) => Spelling | undefined;

/** Where a template says how CPU credits are used. Source: CloudFormation resource schemas. */
const CREDIT_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::EC2::Instance', 'CreditSpecification.CPUCredits'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.CreditSpecification.CpuCredits'],
  ['AWS::WorkspacesInstances::WorkspaceInstance', 'ManagedInstance.CreditSpecification.CpuCredits'],
]);

const quoted = (text: string): string => `'${text}'`;

/** Returns the spelling of a value of a launch: that of the app where the value is written in the app's code, else the template's. */
export function spellingAt(launch: Launch, siteValue: SiteValue | undefined, text: string | undefined, spellingOf: SpellingOf): Spelling {
  const { template, resource, call } = launch;
  const isInCode =
    call === undefined &&
    template.writtenIn === undefined &&
    (siteValue === undefined || (isTypeOfItsOwn(siteValue, text) && isLiteral(siteValue, text)));
  return (isInCode ? spellingOf(template.id, resource.logicalId, siteValue?.path ?? '') : undefined) ?? templateSpelling(resource.type);
}

/** Returns the spelling of an image of a launch: a construct of the CDK that writes a parameter takes the same values as one that writes none. */
export function imageSpellingAt(launch: Launch, siteValue: SiteValue, origin: Origin, spellingOf: SpellingOf): Spelling {
  const { template, resource, call } = launch;
  const own = call === undefined && template.writtenIn === undefined;
  const spelling = own ? spellingOf(template.id, resource.logicalId, siteValue.path) : undefined;
  return spelling ?? { ...templateSpelling(resource.type), image: origin.length === 0 ? literalImage : quoted };
}

/** A parameter that is written where it is used takes CloudFormation's syntax; in a parameter's default, its name stands alone. */
function literalImage(image: string, word: ImageWord | undefined): string {
  const isName = word === undefined && readImageReference(image).kind === 'bare-path';
  return quoted(isName ? writeParameter(image, 'dynamic-reference') : image);
}

function templateSpelling(type: string): Spelling {
  const property = CREDIT_PROPERTIES.get(type);
  return {
    instanceType: quoted,
    image: quoted,
    standardCredits: property === undefined ? undefined : `${property} to 'standard'`,
    insteadOfOptimal: "write 'default_x86_64'",
  };
}

/** False for a family, for a pattern, and for a list in one text: an app writes them as texts too. */
function isTypeOfItsOwn({ site: { kind } }: SiteValue, text: string | undefined): boolean {
  return kind === 'instance-type' || (kind === 'instance-type-or-family' && text?.includes('.') !== false);
}

function isLiteral(siteValue: SiteValue, text: string | undefined): boolean {
  const values = namedValues(siteValue.outcomes);
  return values.every((value) => (text !== undefined && value.text !== text) || value.origin.length === 0);
}
