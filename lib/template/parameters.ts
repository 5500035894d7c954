import { readAllowedPattern } from './allowed-pattern';
import { union, type Domain, type DomainValue } from './domain';
import { isList, isObject, member, type Json, type JsonObject } from './json';
import { scalarText } from './outcome';
import type { UnresolvedReason } from './unresolved-reason';

/** A template parameter as far as its value can be known before deployment. */
export interface Parameter {
  readonly name: string;
  /** The parameter's value is a list, written as one text with commas. */
  readonly isList: boolean;
  readonly domain: Domain;
  /** The text that applies when nothing is given at deployment. */
  readonly defaultText: string | undefined;
  /**
   * Decides for a text (for a list parameter: for an item) whether AllowedPattern lets it through; undefined where there is
   * no pattern that can be judged.
   */
  readonly admits?: (text: string) => boolean;
}

/** What a parameter is handed by whoever deploys its template. */
export interface Handed extends Pick<Domain, 'values' | 'open'> {
  /** Nothing may be handed over at all: the parameter's default is possible too. */
  readonly orDefault?: true;
}

const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

export function isPseudoParameter(name: string): boolean {
  return PSEUDO_PARAMETERS.has(name);
}

export function pseudoParameter(name: string, value: string | undefined): Parameter {
  const domain: Domain =
    value === undefined
      ? { values: [], open: { kind: 'parameter', name, hasDefault: false, text: `'${name}' is known at deployment only` } }
      : { values: [{ value, source: 'environment' }] };
  return { name, isList: name === 'AWS::NotificationARNs', domain, defaultText: value };
}

/**
 * Reads a parameter's declaration. `handed` is what is handed over at deployment, where that is known. What MinLength,
 * MaxLength and the template's `Rules` rule out counts as possible.
 */
export function readParameter(name: string, declaration: Json, handed: Handed | undefined): Parameter {
  const body: JsonObject = isObject(declaration) ? declaration : {};
  const type = scalarText(member(body, 'Type') ?? 'String') ?? 'String';
  const isList = isListType(type);
  const defaultText = readDefault(member(body, 'Default'));
  if (type.startsWith('AWS::SSM::Parameter::')) {
    return { name, isList, domain: storedDomain(name, type, handed, defaultText), defaultText: undefined };
  }
  const allowed = readAllowedValues(member(body, 'AllowedValues'));
  const free = freeDomain(name, defaultText);
  const declared = allowed === undefined ? free : allowedDomain(defaultText, allowed, isList);
  const admits = allowed === undefined ? readAllowedPattern(member(body, 'AllowedPattern')) : undefined;
  return {
    name,
    isList,
    ...(handed === undefined ? { domain: declared, defaultText } : handedOver(handed, declared, { defaultText, isList })),
    ...(admits === undefined ? {} : { admits }),
  };
}

function isListType(type: string): boolean {
  const stored = /^AWS::SSM::Parameter::Value<(.*)>$/.exec(type);
  const own = stored?.[1] ?? type;
  return own === 'CommaDelimitedList' || own.startsWith('List<');
}

/**
 * The values of a parameter that somebody else sets: a nested stack's, or one given on the command line. Of what cannot be
 * known of them, only what the parameter itself admits can be deployed.
 */
function handedOver(
  handed: Handed,
  declared: Domain,
  { defaultText, isList }: Pick<Parameter, 'defaultText' | 'isList'>,
): Pick<Parameter, 'domain' | 'defaultText'> {
  const ownDefault = handed.orDefault === true && defaultText !== undefined ? [{ value: defaultText, source: 'Default' }] : [];
  // Any order of the items of a list is a text of its own.
  const values = handed.values.filter(({ anyOrder }) => isList || anyOrder !== true);
  const open = handed.open ?? (values.length < handed.values.length ? LIST_AS_TEXT : undefined);
  const isOpen = open !== undefined || (handed.orDefault === true && defaultText === undefined);
  const rest: Domain[] = isOpen ? [declared.open === undefined ? declared : { values: [], open: open ?? declared.open }] : [];
  const domain = union([{ values: [...ownDefault, ...values] }, ...rest]);
  return { domain, defaultText: domain.values[0]?.value };
}

const LIST_AS_TEXT: UnresolvedReason = { kind: 'function', text: 'it is a list that is chosen at deployment' };

function readDefault(value: Json | undefined): string | undefined {
  if (value === undefined || !isList(value)) return value === undefined ? undefined : scalarText(value);
  return readTexts(value)?.join(',');
}

/** Undefined where nothing is listed, or something other than texts: then nothing is known of the values. */
function readAllowedValues(value: Json | undefined): readonly string[] | undefined {
  const texts = isList(value) ? readTexts(value) : undefined;
  return texts?.length === 0 ? undefined : texts;
}

function readTexts(list: readonly Json[]): readonly string[] | undefined {
  const texts = list.map(scalarText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** The template holds a parameter's *name* in Parameter Store: what is kept there is read at deployment. */
function storedDomain(name: string, type: string, handed: Handed | undefined, defaultText: string | undefined): Domain {
  const path = handed?.values[0]?.value ?? defaultText;
  const where = path === undefined ? 'in Systems Manager' : `in Systems Manager under '${path}'`;
  const text = type.startsWith('AWS::SSM::Parameter::Value<')
    ? `parameter '${name}' is kept ${where} and read at deployment`
    : `parameter '${name}' names a Systems Manager parameter`;
  return { values: [], open: { kind: 'ssm', name: path ?? name, text } };
}

function allowedDomain(defaultText: string | undefined, allowed: readonly string[], isList: boolean): Domain {
  const values: DomainValue[] = defaultText === undefined ? [] : [{ value: defaultText, source: 'Default' }];
  if (isList) return { values: [...values, { value: allowed.join(','), source: 'AllowedValues', anyOrder: true }] };
  const rest = new Set(allowed.filter((value) => value !== defaultText));
  return { values: [...values, ...[...rest].map((value) => ({ value, source: 'AllowedValues' }))] };
}

function freeDomain(name: string, defaultText: string | undefined): Domain {
  const hasDefault = defaultText !== undefined;
  const text = hasDefault
    ? `parameter '${name}' admits any value at deployment`
    : `parameter '${name}' has no default and admits any value`;
  return {
    values: hasDefault ? [{ value: defaultText, source: 'Default' }] : [],
    open: { kind: 'parameter', name, hasDefault, text },
  };
}
