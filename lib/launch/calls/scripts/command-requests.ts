import { isList, isObject, type Json, type JsonObject } from '../../../base/json/json';
import { intrinsicName } from '../../../template/values/evaluation';
import { runTimeValue } from '../../../template/values/intrinsics/run-time';
import type { Statement } from '../../../user-data/scripts/statement';
import { actionName, serviceName } from '../action-names';
import { apiCall, deploysTemplate, mayLaunchBy, runsAutomation } from '../api-calls';
import { inputsOf } from '../handed-inputs';
import { hereDocumentsIn, parsed } from './documents';
import type { ScriptValues } from './script-values';
import { readShorthand } from './shorthand';

/** A command of the AWS command line, as an API call. */
export interface CommandRequest {
  readonly service: string;
  /** The action as the script writes it: `run-instances`. */
  readonly action: string;
  readonly request: JsonObject;
}

/** Options with a value before the service or the action. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html */
const GLOBAL_OPTION =
  /^--(?:region|profile|output|query|endpoint-url|ca-bundle|cli-(?:read|connect)-timeout|cli-(?:binary|error)-format|color)$/;
const NAME = /^[a-z][a-z0-9-]*$/;

/** Finds the AWS CLI commands that call a launching action, or that pass on the settings of a launch. */
export function commandRequests(statements: readonly Statement[], values: ScriptValues, text: string): readonly CommandRequest[] {
  const files = new Map(
    hereDocumentsIn(text).flatMap(({ file, text: content }) => (file === undefined ? [] : [[baseName(file), content]])),
  );
  return statements
    .flatMap(({ uses }) => commandsOf(uses))
    .flatMap((words) => {
      const found = calledBy(words);
      if (found === undefined) return [];
      const { service, action, options } = found;
      const request = requestOf(service, action, options, { values, files });
      return [{ service, action: isDeployment(service, action) ? 'create-stack' : action, request }];
    });
}

/** Returns the words of each command of a statement. The program comes first. */
export function commandsOf(uses: Statement['uses']): readonly (readonly string[])[] {
  const commands: string[][] = [];
  for (const { role, word } of uses) {
    if (role === 'program') commands.push([word]);
    else if (role === 'argument') commands.at(-1)?.push(word);
  }
  return commands;
}

interface Called {
  readonly service: string;
  readonly action: string;
  readonly options: readonly string[];
}

/** Finds a service and its action in the words after `aws`, or after the name of a container with the AWS CLI. */
function calledBy(words: readonly string[]): Called | undefined {
  const names: { readonly word: string; readonly at: number }[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (GLOBAL_OPTION.test(word)) at++;
    else if (NAME.test(word)) names.push({ word, at });
    else if (word.startsWith('--') && names.length > 2) break;
  }
  for (const [index, { word: service }] of names.entries()) {
    const next = names[index + 1];
    if (next !== undefined && mayLaunchWith(service, next.word)) return { service, action: next.word, options: words.slice(next.at + 1) };
  }
  return undefined;
}

function mayLaunchWith(service: string, action: string): boolean {
  if (!mayLaunchBy(service) && inputsOf(service, action) === undefined && !runsAutomation(service, action)) return false;
  return (
    apiCall(service, action) !== undefined ||
    inputsOf(service, action) !== undefined ||
    runsAutomation(service, action) ||
    deploysTemplate(service, action) ||
    isDeployment(service, action)
  );
}

/**
 * Tells whether the command is `aws cloudformation deploy`, which creates or updates a stack.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
 */
function isDeployment(service: string, action: string): boolean {
  return service === 'cloudformation' && action === 'deploy';
}

/** Tells whether a command changes a launching resource without changing its launches: `update-auto-scaling-group --min-size 2`. */
export function keepsWhatLaunches({ service, action, request }: CommandRequest): boolean {
  const definition = apiCall(service, action)?.definition;
  if (definition?.withoutType.is !== 'nothing') return false;
  const paths = [
    ...definition.sites.map(({ path }) => path),
    ...(definition.launchTemplates ?? []),
    ...(definition.typeComesFrom ?? []),
    ...(definition.parts ?? []),
    'CliInput',
  ];
  return paths.every((path) => !Object.hasOwn(request, path.split('.')[0] ?? ''));
}

interface Given {
  readonly values: ScriptValues;
  /** Here documents, by the name of their file. */
  readonly files: ReadonlyMap<string, string>;
}

/** Members of a request, by their names in EMR's command line. https://docs.aws.amazon.com/cli/latest/reference/emr/create-cluster.html */
const EMR: ReadonlyMap<string, string> = new Map([
  ['instancetype', 'MasterInstanceType'],
  ['instancegroups', 'InstanceGroups'],
  ['instancefleets', 'InstanceFleets'],
]);

function requestOf(service: string, action: string, words: readonly string[], given: Given): JsonObject {
  const names = membersOf(service, action);
  const request: Record<string, Json> = {};
  for (const [option, texts] of optionsOf(words)) {
    const key = option.replaceAll('-', '').toLowerCase();
    const value = valueOf(option, texts, given);
    if (/^cliinput(?:json|yaml)$/.test(key)) {
      Object.assign(request, isObject(value) && intrinsicName(value) === undefined ? value : { CliInput: value });
      continue;
    }
    const name = names.get(key);
    request[name?.member ?? pascal(option)] = name?.isList === true && !isList(value) ? [value] : value;
  }
  if (isDeployment(service, action)) return { Parameters: overridesIn(request) };
  if (serviceName(service) === 'emr' && actionName(action) === 'createcluster') return emrRequest(request);
  // `--instance-type m4.large` means an object with one member.
  const { InstanceType: type } = request as { readonly InstanceType?: Json };
  return actionName(action) === 'modifyinstanceattribute' && typeof type === 'string'
    ? { ...request, InstanceType: { Value: type } }
    : request;
}

/** Returns `--parameter-overrides Type=m5.large Count=2` as parameters of a stack. */
function overridesIn(request: JsonObject): Json {
  const { ParameterOverrides: overrides } = request as { readonly ParameterOverrides?: Json };
  if (overrides === undefined) return {};
  const each = (isList(overrides) ? overrides : [overrides]).filter(isObject);
  return Object.fromEntries(each.flatMap((pair) => Object.entries(pair)));
}

function emrRequest(request: JsonObject): JsonObject {
  const own = Object.entries(request).map(([key, value]) => [EMR.get(key.toLowerCase()), key, value] as const);
  return {
    ...Object.fromEntries(own.flatMap(([member, key, value]) => (member === undefined ? [[key, value]] : []))),
    Instances: Object.fromEntries(own.flatMap(([member, , value]) => (member === undefined ? [] : [[member, value]]))),
  };
}

/** Returns the options with their words. An option without a word is a switch. */
function optionsOf(words: readonly string[]): readonly (readonly [option: string, texts: readonly string[]])[] {
  const options: [string, string[]][] = [];
  for (const word of words) {
    const [, option, value] = /^--([a-z][\w-]*)(?:=([^]*))?$/.exec(word) ?? [];
    if (option !== undefined) options.push([option, value === undefined ? [] : [value]]);
    else options.at(-1)?.[1].push(word);
  }
  return options;
}

function valueOf(option: string, texts: readonly string[], given: Given): Json {
  const values = texts.map((text) => wordValue(option, text, given));
  const [only] = values;
  return values.length <= 1 ? (only ?? true) : values;
}

/** Options with plain text, in none of the command line's formats. */
const IS_TEXT = /^(?:user-data|query|filters?)$/;

function wordValue(option: string, word: string, { values, files }: Given): Json {
  const [, path] = /^fileb?:\/\/(.*)$/.exec(word) ?? [];
  if (path !== undefined) {
    const content = files.get(baseName(path));
    if (content === undefined) return runTimeValue([], `it is in the file '${path}'`);
    return IS_TEXT.test(option) ? values.valueOfText(content) : documentIn(content, values);
  }
  if (IS_TEXT.test(option)) return values.valueOfText(word);
  // `{}` is the place that xargs and find fill in.
  if (word === '{}') return runTimeValue([], 'another command provides it');
  if (/^\s*[[{]/.test(word)) return documentIn(word, values);
  const shorthand = readShorthand(values.marked(word));
  return shorthand === undefined ? values.valueOfText(word) : values.filledIn(shorthand);
}

function documentIn(text: string, values: ScriptValues): Json {
  const value = parsed(values.marked(text));
  return value === undefined ? runTimeValue([], 'it is not JSON') : values.filledIn(value);
}

interface Member {
  readonly member: string;
  readonly isList: boolean;
}

/** Returns the members of a request that the table of calls names, by their names in lower case. */
function membersOf(service: string, action: string): ReadonlyMap<string, Member> {
  const definition = apiCall(service, action)?.definition;
  const paths = [...(definition?.sites ?? []).map(({ path }) => path), ...(definition?.launchTemplates ?? [])];
  return new Map(
    paths.map((path) => {
      const [member = '', next] = path.split('.');
      return [member.toLowerCase(), { member, isList: next === '[]' }];
    }),
  );
}

function pascal(option: string): string {
  return option.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
