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

/** What a member that holds an instance type is called. */
export const NAMES_TYPE = /instance[-_]?types?$/i;
const TAKES_IMAGE = /(?:image[-_]?id|ami(?:[-_]?id)?)$/i;
/** `m4.large`, `u-6tb1.112xlarge`, `m7i.metal-24xl`: what no parameter holds that is not an instance type. */
const READS_LIKE_TYPE = /^[a-z][a-z0-9-]*\d[a-z0-9-]*\.(?:nano|micro|small|medium|\d*x?large|metal(?:-\d+xl)?)$/;
const READS_LIKE_IMAGE = /^ami-[0-9a-f]{8,}$/;

const ELSEWHERE = { is: 'nothing', reason: 'what the parameters are handed to is checked by itself' } as const;

/** Whether a text, or a list with commas, reads like instance types. */
export function readsLikeTypes(text: string): boolean {
  return text.split(',').every((item) => READS_LIKE_TYPE.test(item.trim()));
}

/**
 * Returns the parameters that a call or an action hands to something that launches: values that are an instance type or an
 * image, and undecided ones whose names say that they are.
 *
 * @param template tells what functions give under other names
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

/** `#{variables.Type}` of CodePipeline, `{{ Type }}`, `${Type}`, `<$.type>`: a run fills them in. */
const PLACEHOLDER = /#\{[^}]*\}|\{\{(?!resolve:)[^}]*\}\}|\$\{[^}]*\}|<[$\w.[\]]+>/;

/** Returns a value of which a part is known only in a run as such. */
function inARun(value: Json): Json {
  const text = scalarText(value);
  return text !== undefined && PLACEHOLDER.test(text) ? runTimeValue([], `'${text.slice(0, 80)}' is known only in a run`) : value;
}

/** Returns what a function gives, by its values: a parameter whose values are instance types holds one. */
function kindOfFunction(name: string, value: Json, template: Template, when: Assumptions): SiteKind | undefined {
  const nodes = isList(value) ? value : [value];
  if (name.includes('.') || !nodes.some((node) => GIVES_VALUE.has(intrinsicName(node) ?? ''))) return undefined;
  const texts = nodes.flatMap((node) => textsOf(node, template, when));
  if (texts.some((text) => text !== '' && readsLikeTypes(text))) return isList(value) ? 'instance-type' : 'instance-type-list';
  return texts.some((text) => READS_LIKE_IMAGE.test(text)) ? 'machine-image' : undefined;
}

/** Functions of the template that give one value in place of another. */
const GIVES_VALUE: ReadonlySet<string> = new Set(['Ref', 'Fn::FindInMap', 'Fn::Select', 'Fn::Sub', 'Fn::Join', 'Fn::If']);

function kindOf(name: string, value: Json): SiteKind | undefined {
  if (name.includes('.')) return undefined;
  const nodes = isList(value) ? value : [value];
  // An object is more than a name and a value: its members count by themselves.
  if (nodes.some((node) => (isObject(node) || isList(node)) && intrinsicName(node) === undefined)) return undefined;
  const items = nodes.map(scalarText);
  const texts = items.filter((item) => item !== undefined);
  // What a run or a store fills in is as undecided as a function.
  const isOpen = texts.some((text) => PLACEHOLDER.test(text) || text.includes('{{resolve:'));
  if (texts.length < items.length || isOpen) {
    if (NAMES_TYPE.test(name)) return isList(value) ? 'instance-type' : 'instance-type-list';
    return TAKES_IMAGE.test(name) ? 'machine-image' : undefined;
  }
  if (texts.length > 0 && texts.every(readsLikeTypes)) return isList(value) ? 'instance-type' : 'instance-type-list';
  return texts.some((text) => READS_LIKE_IMAGE.test(text)) ? 'machine-image' : undefined;
}

/**
 * Returns what a call hands to a program: types and images as `handedParameters` does. An image may be there to be copied or deleted,
 * so what is said of it is a warning.
 */
export function handedToProgram(...args: Parameters<typeof handedParameters>): readonly CarriedLaunch[] {
  return handedParameters(...args).map((launch) => (namesImage(launch) ? { ...launch, isGiven: true } : launch));
}

/** Returns the images that a program is given as settings: ids, and undecided values whose names say that they are. */
export function givenImages(title: string, settings: JsonObject, at: CarriedPlace, when: Assumptions): readonly CarriedLaunch[] {
  return handedToProgram(title, settings, at, when).filter(namesImage);
}

function namesImage({ definition }: CarriedLaunch): boolean {
  return definition.sites.some(({ kind }) => kind === 'machine-image');
}

/** `amazonec2-ami=ami-0123456789abcdef0`, `source_ami = "ami-..."`, `--image-id ami-...` */
const GIVEN_IMAGE =
  /(?<![\w.-])["']?-{0,2}([\w.-]*(?:image|ami)[\w.-]*?)["']?\s*(?:=>|[=:]|(?<=-[\w-]+)\s)\s*\[?\s*["']?(ami-[0-9a-f]{8,17})\b/gi;
/** Lines that launch nothing with an image: comments, questions, and what manages images. */
const LAUNCHES_NOTHING =
  /^\s*(?:#(?!!)|\/\/|;).*$|^.*\b(?:describe|deregister|copy|modify|delete|reset|wait|get|list)-.*$|^\s*(?:echo|logger|printf)\b(?!.*[>|]).*$/gim;

/** Returns the images that a script or a configuration gives to programs, by the names of their settings. */
export function imagesGivenIn(text: string): Readonly<Record<string, string>> {
  if (!text.includes('ami-')) return {};
  const found = [...text.replace(LAUNCHES_NOTHING, '').matchAll(GIVEN_IMAGE)];
  return Object.fromEntries(found.map(([, name = '', image = '']) => [name.replaceAll('.', '-'), image.toLowerCase()]));
}

/** Returns the instance types among the parameters of a template that is not checked, as an object or as a list of names and values. */
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

/** Returns parameters that are written as a list of names and values as an object. */
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
