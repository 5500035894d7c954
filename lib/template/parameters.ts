import { readAllowedPattern } from './allowed-pattern';
import type { Domain, DomainValue } from './assumptions';
import { isList, isObject, member, type Json, type JsonObject } from './json';
import { scalarText } from './outcome';

/** A template parameter as far as its value can be known before deployment. */
export interface Parameter {
  readonly name: string;
  /** The parameter's value is a list, written as one text with commas. */
  readonly isList: boolean;
  readonly domain: Domain;
  /** The text that applies when nothing is given at deployment. */
  readonly defaultText: string | undefined;
  /** Decides for a text whether AllowedPattern lets it through; undefined where there is no pattern that can be judged safely. */
  readonly admits?: (text: string) => boolean;
}

const PSEUDO_PARAMETERS = new Set(['AWS::AccountId', 'AWS::NotificationARNs', 'AWS::Partition', 'AWS::Region', 'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix']);

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

/** Reads a parameter's declaration. `given` is the value handed over at deployment, where it is known. */
export function readParameter(name: string, declaration: Json, given: Domain | undefined): Parameter {
  const body: JsonObject = isObject(declaration) ? declaration : {};
  const type = scalarText(member(body, 'Type') ?? 'String') ?? 'String';
  const isListType = type === 'CommaDelimitedList' || type.startsWith('List<') || type.startsWith('AWS::SSM::Parameter::Value<List<');
  const defaultText = readDefault(member(body, 'Default'));
  const base = { name, isList: isListType };
  if (type.startsWith('AWS::SSM::Parameter::')) return { ...base, domain: storedDomain(name, type, given, defaultText), defaultText: undefined };
  if (given !== undefined) return { ...base, ...handedOver(name, given, defaultText) };

  const allowed = readTexts(member(body, 'AllowedValues'));
  if (allowed !== undefined) return { ...base, domain: allowedDomain(defaultText, allowed, isListType), defaultText };
  const admits = readAllowedPattern(member(body, 'AllowedPattern'));
  return { ...base, domain: freeDomain(name, defaultText), defaultText, ...(admits === undefined ? {} : { admits }) };
}

/** The values of a parameter that somebody else sets: a nested stack's, or one given on the command line. */
function handedOver(name: string, given: Domain, defaultText: string | undefined): Pick<Parameter, 'domain' | 'defaultText'> {
  if (given.orDefault !== true) return { domain: given, defaultText: given.values[0]?.value };
  const { values, open } = given;
  const withDefault = defaultText === undefined ? values : [{ value: defaultText, source: 'Default' }, ...values.filter(({ value }) => value !== defaultText)];
  const missing = withDefault.length === 0 ? freeDomain(name, undefined).open : undefined;
  const reason = open ?? missing;
  return { domain: reason === undefined ? { values: withDefault } : { values: withDefault, open: reason }, defaultText };
}

function readDefault(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return isList(value) ? readTexts(value)?.join(',') : scalarText(value);
}

function readTexts(value: Json | undefined): string[] | undefined {
  return isList(value) ? value.map(scalarText).filter((text) => text !== undefined) : undefined;
}

/** The template holds a parameter's *name* in Parameter Store: what is kept there is read at deployment. */
function storedDomain(name: string, type: string, given: Domain | undefined, defaultText: string | undefined): Domain {
  const path = given?.values[0]?.value ?? defaultText;
  const where = path === undefined ? 'in Systems Manager' : `in Systems Manager under '${path}'`;
  const text = type.startsWith('AWS::SSM::Parameter::Value<')
    ? `parameter '${name}' is kept ${where} and read at deployment`
    : `parameter '${name}' names a Systems Manager parameter`;
  return { values: [], open: { kind: 'ssm', name: path ?? name, text } };
}

function allowedDomain(defaultText: string | undefined, allowed: readonly string[], isListType: boolean): Domain {
  const values: DomainValue[] = defaultText === undefined ? [] : [{ value: defaultText, source: 'Default' }];
  if (isListType) return { values: [...values, { value: allowed.join(','), source: 'AllowedValues', anyOrder: true }] };
  const rest = allowed.filter((value) => value !== defaultText);
  return { values: [...values, ...rest.map((value) => ({ value, source: 'AllowedValues' }))] };
}

function freeDomain(name: string, defaultText: string | undefined): Domain {
  const hasDefault = defaultText !== undefined;
  const text = hasDefault ? `parameter '${name}' admits any value at deployment` : `parameter '${name}' has no default and admits any value`;
  return { values: hasDefault ? [{ value: defaultText, source: 'Default' }] : [], open: { kind: 'parameter', name, hasDefault, text } };
}
