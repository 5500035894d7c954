import { readAllowedPattern } from './allowed-pattern';
import type { Assumptions } from './assumptions';
import { distinctReasons, union, type Domain, type DomainValue, type OpenReasons } from './domain';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
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
      ? { values: [], open: [{ kind: 'parameter', name, hasDefault: false, text: `'${name}' is known at deployment only` }] }
      : { values: [{ value, source: 'environment' }] };
  return { name, isList: name === 'AWS::NotificationARNs', domain, defaultText: value };
}

/** The Region that is assumed, as where a mapping has an entry for each; undefined where none is. */
export function regionOf(when: Assumptions): string | undefined {
  const domain = when.domain('AWS::Region');
  return domain?.open === undefined && domain?.values.length === 1 ? domain.values[0]?.value : undefined;
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
  const allowed = readAllowedValues(member(body, 'AllowedValues'));
  const free = freeDomain(name, defaultText);
  const declared = allowed === undefined ? free : allowedDomain(defaultText, allowed, isList);
  const value = handed === undefined ? { domain: declared, defaultText } : handedOver(handed, declared, { defaultText, isList });
  if (type.startsWith('AWS::SSM::Parameter::Value<')) {
    return { name, isList, domain: storedDomain(name, value.domain), defaultText: undefined };
  }
  const admits = allowed === undefined ? readAllowedPattern(member(body, 'AllowedPattern')) : undefined;
  return { name, isList, ...value, ...(admits === undefined ? {} : { admits }) };
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

const LIST_AS_TEXT: OpenReasons = [{ kind: 'function', text: 'it is a list that is chosen at deployment' }];

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

/**
 * The template holds a parameter's *name* in Parameter Store: what is kept there is read at deployment. Where any name may
 * be given, the default counts: the CDK declares such a parameter for every image it takes from there.
 */
function storedDomain(name: string, { values, open }: Domain): Domain {
  const named = values.map(({ value }): UnresolvedReason => {
    return { kind: 'ssm', path: value, text: `parameter '${name}' is kept in Systems Manager under '${value}' and read at deployment` };
  });
  const elsewhere = (open ?? []).filter((reason) => named.length === 0 || !(reason.kind === 'parameter' && reason.name === name));
  const somewhere = elsewhere.map((): UnresolvedReason => {
    return { kind: 'ssm', path: undefined, text: `parameter '${name}' is kept in Systems Manager and read at deployment` };
  });
  const reasons = distinctReasons([...named, ...somewhere]);
  return reasons === undefined ? { values: [] } : { values: [], open: reasons };
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
    open: [{ kind: 'parameter', name, hasDefault, text }],
  };
}
