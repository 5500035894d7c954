import { readImageReference, writeParameter } from '../../images/image-reference';
import type { Launch } from '../../launch/launches';
import type { Specified } from '../../launch/specification/launch-specifications';
import type { SpecifiedTypes } from '../../launch/types/specified-types';
import { namedValues } from '../../launch/offending-values';
import type { SiteValue } from '../../launch/site-reading';
import type { ImageWord } from '../../launch/sites';
import type { Origin } from '../../template/values/outcome';
import { propertyName } from './wording';

/** The spelling of advice for the author of a resource: as in a template, or as in the code of an app. */
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
  /** The setting that keeps T2's use of CPU credits; undefined if the resource has no property for it. */
  readonly standardCredits: string | undefined;
  /** Spells the name of a family. */
  readonly instanceFamily: (name: string) => string;
  /** The text to write instead of Batch's `optimal`, even if the author has not written that. */
  readonly insteadOfOptimal: string;
}

/** The names of properties in the code of an app. */
interface CodeNames {
  /** Returns the name of the prop that sets a property of the resource, given its path; undefined if none is known. */
  readonly property: (path: string) => string | undefined;
  /** The path of the construct that makes the resource; undefined if a template's logical id names it. */
  readonly construct: string | undefined;
  /** Spells the name of a property below the given one: `excludedInstanceTypes`. */
  readonly member: (name: string) => string;
}

/** The parts of a spelling that differ in the code of an app. */
export type CodeSpelling = CodeNames & Partial<Spelling>;

/** Returns the author's spelling of names and values of a property; undefined if it is written in a template. */
export type SpellingOf = (template: string, logicalId: string, path: string) => CodeSpelling | undefined;

/** The author's names of a property, and of the properties around it. */
export interface PropertyNames {
  /** The property itself: `InstanceType`, or `instanceType` in an app. */
  readonly property: string;
  /** The property by its whole path, which a template needs: `Properties/InstanceType`. */
  readonly place: string;
  readonly member: (name: string) => string;
}

/** Returns the author's names of a property of a launch. */
export function namesAt(launch: Launch, path: string, spellingOf: SpellingOf): PropertyNames {
  const names = authorsSpelling(launch, path, spellingOf);
  const property = names?.property(path);
  return { property: property ?? propertyName(path), place: property ?? path, member: names?.member ?? ((name) => name) };
}

/** Spells each property that a text names as `{{property:Name}}` in the words of the launch's author. */
export function spellProperties(text: string, launch: Launch, spellingOf: SpellingOf): string {
  return text.replace(/\{\{property:(\w+)\}\}/g, (_, name: string) => {
    const names = authorsSpelling(launch, `Properties/${name}`, spellingOf);
    return names?.property(`Properties/${name}`) ?? names?.member(name) ?? name;
  });
}

/** Describes the place of a value in the words of its author, for a message about `launch`. */
export function placeFor({ specified }: Specified, launch: Launch, spellingOf: SpellingOf): string {
  const { place } = namesAt(specified.launch, specified.value.path, spellingOf);
  return specified.launch === launch ? place : `${place} of '${resourceName(specified.launch, spellingOf)}'`;
}

/** Quotes a type. Adds its resource if that is another one. */
export function quotedType({ text, specified }: SpecifiedTypes, launch: Launch, spellingOf: SpellingOf): string {
  return specified.launch === launch ? `'${text}'` : `'${text}' of '${resourceName(specified.launch, spellingOf)}'`;
}

/** Names the resource of a launch: in an app by the path of its construct. */
export function resourceName(launch: Launch, spellingOf: SpellingOf): string {
  return authorsSpelling(launch, '', spellingOf)?.construct ?? launch.resource.logicalId;
}

/** Returns the spelling of an app's code; undefined in a template, and for the content of a call or a text in the app. */
function authorsSpelling({ template, resource, call }: Launch, path: string, spellingOf: SpellingOf): CodeSpelling | undefined {
  return call === undefined && template.writtenIn === undefined ? spellingOf(template.id, resource.logicalId, path) : undefined;
}

/** The properties for the use of CPU credits in a template. Source: CloudFormation resource schemas. */
const CREDIT_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::EC2::Instance', 'CreditSpecification.CPUCredits'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.CreditSpecification.CpuCredits'],
  ['AWS::WorkspacesInstances::WorkspaceInstance', 'ManagedInstance.CreditSpecification.CpuCredits'],
]);

const quoted = (text: string): string => `'${text}'`;

/** Returns the spelling of a value of a launch: the app's if the value is written in the app's code, otherwise the template's. */
export function spellingAt(launch: Launch, siteValue: SiteValue | undefined, text: string | undefined, spellingOf: SpellingOf): Spelling {
  const ofTemplate = templateSpelling(launch.resource.type);
  const inCode = authorsSpelling(launch, siteValue?.path ?? '', spellingOf);
  const isInCode = siteValue === undefined || (isTypeOfItsOwn(siteValue, text) && isLiteral(siteValue, text));
  if (isInCode || inCode === undefined) return { ...ofTemplate, ...inCode };
  // A type in a parameter is written as in a template. Credits are set at the parameter's use.
  return 'standardCredits' in inCode ? { ...ofTemplate, standardCredits: inCode.standardCredits } : ofTemplate;
}

/** Returns the author's spelling of a family, in place of a value of a launch. */
export function familySpellingAt(
  launch: Launch,
  siteValue: SiteValue | undefined,
  text: string | undefined,
  spellingOf: SpellingOf,
): (name: string) => string {
  const inCode = authorsSpelling(launch, siteValue?.path ?? '', spellingOf)?.instanceFamily;
  return inCode !== undefined && (siteValue === undefined || isLiteral(siteValue, text)) ? inCode : quoted;
}

/** Returns the spelling of an image of a launch. A CDK construct that writes a parameter takes the same values as one that does not. */
export function imageSpellingAt(launch: Launch, siteValue: SiteValue, origin: Origin, spellingOf: SpellingOf): Spelling {
  return {
    ...templateSpelling(launch.resource.type),
    image: origin.length === 0 ? literalImage : quoted,
    ...authorsSpelling(launch, siteValue.path, spellingOf),
  };
}

/** Returns an image as a literal. At its use, a parameter has CloudFormation's syntax; in a parameter's default, its name stands alone. */
function literalImage(image: string, word: ImageWord | undefined): string {
  const isName = word === undefined && readImageReference(image).kind === 'bare-path';
  return quoted(isName ? writeParameter(image, 'dynamic-reference') : image);
}

function templateSpelling(type: string): Spelling {
  const property = CREDIT_PROPERTIES.get(type);
  return {
    instanceType: quoted,
    instanceFamily: quoted,
    image: quoted,
    standardCredits: property === undefined ? undefined : `${property} to 'standard'`,
    insteadOfOptimal: "write 'default_x86_64'",
  };
}

/** Tells whether a text is a type of its own. A family, a pattern, and a list in one text are not: an app writes them as texts too. */
function isTypeOfItsOwn({ site: { kind } }: SiteValue, text: string | undefined): boolean {
  if (kind === 'instance-type-pattern') return text !== undefined && /^[^*?]+$/.test(text);
  return kind === 'instance-type' || (kind === 'instance-type-or-family' && text?.includes('.') !== false);
}

function isLiteral(siteValue: SiteValue, text: string | undefined): boolean {
  const values = namedValues(siteValue.outcomes);
  return values.every((value) => (text !== undefined && value.text !== text) || value.origin.length === 0);
}
