import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import { scalarText } from '../../template/values/outcome';
import type { SiteKind } from '../sites';
import type { CarriedLaunch, CarriedPlace } from './carried';
import type { Template } from '../../template/template';
import { request, withCapitalKeys } from './request-shape';
import { textsOf } from './written-nodes';

/** The name of a member that holds an instance type. */
export const NAMES_TYPE = /instance[-_]?types?$/i;
const TAKES_IMAGE = /(?:image[-_]?id|ami(?:[-_]?id)?)$/i;
/** `m4.large`, `u-6tb1.112xlarge`, `m7i.metal-24xl`. No parameter that looks like this holds anything else. */
const READS_LIKE_TYPE = /^[a-z][a-z0-9-]*\d[a-z0-9-]*\.(?:nano|micro|small|medium|\d*x?large|metal(?:-\d+xl)?)$/;
const READS_LIKE_IMAGE = /^ami-[0-9a-f]{8,}$/;

const ELSEWHERE = { is: 'nothing', reason: 'what the parameters are handed to is checked by itself' } as const;

/** Tells whether a text, or a comma-separated list, looks like instance types. */
export function readsLikeTypes(text: string): boolean {
  return text.split(',').every((item) => READS_LIKE_TYPE.test(item.trim()));
}

/**
 * Returns the parameters with an instance type or an image that a call or an action passes to a launch. An undecided value counts by its
 * name.
 *
 * @param template decides functions under other names
 */
export function handedParameters(
  title: string,
  parameters: JsonObject,
  at: CarriedPlace,
  when: Assumptions,
  template?: Template,
): readonly CarriedLaunch[] {
  return Object.entries(parameters).flatMap(([name, value]): CarriedLaunch[] => {
    const kind = kindOf(name, value) ?? (template === undefined ? undefined : kindOfFunction(name, value, template, when));
    if (kind === undefined) return [];
    const written = inARun(value);
    const definition = request('AWS::CloudFormation::Stack', [{ path: name, kind }], ELSEWHERE);
    return [{ title, definition, properties: { [name]: written }, at, when }];
  });
}

/** `#{variables.Type}` of CodePipeline, `{{ Type }}`, `${Type}`, `<$.type>`. A run fills them in. */
const PLACEHOLDER = /#\{[^}]*\}|\{\{(?!resolve:)[^}]*\}\}|\$\{[^}]*\}|<[$\w.[\]]+>/;

/** Returns a value as a run-time value if a part of it is known only in a run. */
function inARun(value: Json): Json {
  const text = scalarText(value);
  return text !== undefined && PLACEHOLDER.test(text) ? runTimeValue([], `'${text.slice(0, 80)}' is known only in a run`) : value;
}

/** Returns the kind of a function by its values. A parameter with instance types as values holds an instance type. */
function kindOfFunction(name: string, value: Json, template: Template, when: Assumptions): SiteKind | undefined {
  const nodes = isList(value) ? value : [value];
  if (name.includes('.') || !nodes.some((node) => GIVES_VALUE.has(intrinsicName(node) ?? ''))) return undefined;
  const texts = nodes.flatMap((node) => textsOf(node, template, when));
  if (texts.some((text) => text !== '' && readsLikeTypes(text))) return isList(value) ? 'instance-type' : 'instance-type-list';
  return texts.some((text) => READS_LIKE_IMAGE.test(text)) ? 'machine-image' : undefined;
}

/** Functions of the template that select a value. */
const GIVES_VALUE: ReadonlySet<string> = new Set(['Ref', 'Fn::FindInMap', 'Fn::Select', 'Fn::Sub', 'Fn::Join', 'Fn::If']);

function kindOf(name: string, value: Json): SiteKind | undefined {
  if (name.includes('.')) return undefined;
  const nodes = isList(value) ? value : [value];
  // The members of a further object count by themselves.
  if (nodes.some((node) => (isObject(node) || isList(node)) && intrinsicName(node) === undefined)) return undefined;
  const items = nodes.map(scalarText);
  const texts = items.filter((item) => item !== undefined);
  // A value that a run or a store fills in is as undecided as a function.
  const isOpen = texts.some((text) => PLACEHOLDER.test(text) || text.includes('{{resolve:'));
  if (texts.length < items.length || isOpen) {
    if (NAMES_TYPE.test(name)) return isList(value) ? 'instance-type' : 'instance-type-list';
    return TAKES_IMAGE.test(name) ? 'machine-image' : undefined;
  }
  if (texts.length > 0 && texts.every(readsLikeTypes)) return isList(value) ? 'instance-type' : 'instance-type-list';
  return texts.some((text) => READS_LIKE_IMAGE.test(text)) ? 'machine-image' : undefined;
}

/**
 * Returns the types and images that a call passes to a program, as `handedParameters` does. The program may only copy or delete an image,
 * so a finding about an image is a warning.
 */
export function handedToProgram(...args: Parameters<typeof handedParameters>): readonly CarriedLaunch[] {
  return handedParameters(...args).map((launch) => (namesImage(launch) ? { ...launch, isGiven: true } : launch));
}

/** Returns the images in the settings of a program: ids, and undecided values with names of images. */
export function givenImages(title: string, settings: JsonObject, at: CarriedPlace, when: Assumptions): readonly CarriedLaunch[] {
  return handedToProgram(title, settings, at, when).filter(namesImage);
}

function namesImage({ definition }: CarriedLaunch): boolean {
  return definition.sites.some(({ kind }) => kind === 'machine-image');
}

/** `amazonec2-ami=ami-0123456789abcdef0`, `source_ami = "ami-..."`, `--image-id ami-...` */
const GIVEN_IMAGE =
  /(?<![\w.-])["']?-{0,2}([\w.-]*(?:image|ami)[\w.-]*?)["']?\s*(?:=>|[=:]|(?<=-[\w-]+)\s)\s*\[?\s*["']?(ami-[0-9a-f]{8,17})\b/gi;
/** Lines that launch nothing with an image: comments, questions, and commands that manage images. */
const LAUNCHES_NOTHING =
  /^\s*(?:#(?!!)|\/\/|;).*$|^.*\b(?:describe|deregister|copy|modify|delete|reset|wait|get|list)-.*$|^\s*(?:echo|logger|printf)\b(?!.*[>|]).*$/gim;

/** Returns the images in the settings of a script or a configuration, by the names of the settings. */
export function imagesGivenIn(text: string): Readonly<Record<string, string>> {
  if (!text.includes('ami-')) return {};
  const found = [...text.replace(LAUNCHES_NOTHING, '').matchAll(GIVEN_IMAGE)];
  return Object.fromEntries(found.map(([, name = '', image = '']) => [name.replaceAll('.', '-'), image.toLowerCase()]));
}

/** Returns the instance types in the parameters of an unchecked template. The parameters are an object, or a list of names and values. */
export function typesAmong(
  written: Json | undefined,
  title: string,
  at: CarriedPlace,
  when: Assumptions,
  template: Template,
): readonly CarriedLaunch[] {
  const lists = [
    ['ParameterKey', 'ParameterValue'],
    ['Key', 'Value'],
  ] as const;
  const isWritten = isObject(written) && intrinsicName(written) === undefined;
  const listed = lists.map(([name, value]) => listedParameters(withCapitalKeys(written ?? null), name, value));
  const parameters: JsonObject = isWritten ? written : Object.fromEntries(listed.flatMap((each) => Object.entries(each)));
  return Object.entries(parameters).flatMap(([name, value]) =>
    textsOf(value, template, when)
      .filter(readsLikeTypes)
      .flatMap((text) => handedParameters(title, { [name]: text }, at, when)),
  );
}

/** Turns a list of names and values into an object. */
export function listedParameters(list: Json | undefined, nameKey: string, valueKey: string): JsonObject {
  const items = isList(list) ? list.filter(isObject) : [];
  return Object.fromEntries(items.map((item) => [scalarText(member(item, nameKey) ?? null) ?? '', member(item, valueKey) ?? null]));
}

const PAIR = /ParameterKey=([^,\s]+),ParameterValue=("(?:[^"\\]|\\.)*"|(?:[^,\s\\]|\\.)*)/g;

/** Reads `ParameterKey=Type,ParameterValue=m5.large ...`, as CodePipeline takes parameters of stack sets. */
export function shorthandParameters(text: string): JsonObject {
  const pairs = [...text.matchAll(PAIR)].map(([, name = '', value = '']): [string, Json] => [
    name,
    value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'),
  ]);
  return Object.fromEntries(pairs);
}
