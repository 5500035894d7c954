import { readAllowedPattern } from './allowed-pattern';
import type { Assumptions } from './assumptions';
import { distinctReasons, union, type Domain, type DomainValue, type OpenReasons } from './domain';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../../base/json/json';
import { scalarText } from './outcome';
import { type DeclaredParameter, parameterOf, type UnresolvedReason } from './unresolved-reason';

/** A template parameter, with its values that are known before deployment. */
export interface Parameter {
  readonly name: string;
  /** The parameter's value is a list, written as one comma-separated text. */
  readonly isList: boolean;
  readonly domain: Domain;
  /** The text that applies if the deployment gives none. */
  readonly defaultText: string | undefined;
  /** Tells whether AllowedPattern admits a text, or an item of a list parameter; undefined if there is no pattern that can be followed. */
  readonly admits?: (text: string) => boolean;
}

/** The values that a deployment gives to a parameter, from a parent stack or the command line. */
export interface Handed extends Pick<Domain, 'values' | 'open'> {
  /** The deployment may give none. The parameter's default is then possible too. */
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
      ? { values: [], open: [{ kind: 'parameter', name, hasDefault: false, text: `'${name}' is known only at deployment` }] }
      : { values: [{ value, source: 'environment' }] };
  return { name, isList: name === 'AWS::NotificationARNs', domain, defaultText: value };
}

/** Returns the Region that a case assumes, such as the key of a mapping by Region; undefined if it assumes none. */
export function regionOf(when: Assumptions): string | undefined {
  const domain = when.domain('AWS::Region');
  return domain?.open === undefined && domain?.values.length === 1 ? domain.values[0]?.value : undefined;
}

/**
 * Reads a parameter's declaration. Values that MinLength, MaxLength or the template's `Rules` exclude count as possible.
 *
 * @param handed the values that the deployment gives; undefined if nothing is known about the deployment
 */
export function readParameter(declared: DeclaredParameter, declaration: Json, handed: Handed | undefined): Parameter {
  const { name } = declared;
  const body: JsonObject = isObject(declaration) ? declaration : {};
  const type = scalarText(member(body, 'Type') ?? 'String') ?? 'String';
  const isList = isListType(type);
  const defaultText = readDefault(member(body, 'Default'));
  const allowed = readAllowedValues(member(body, 'AllowedValues'));
  const own = allowed === undefined ? freeDomain(declared, defaultText) : allowedDomain(name, defaultText, allowed, isList);
  const value = handed === undefined ? { domain: own, defaultText } : handedValue(handed, own, { defaultText, isList });
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
 * Returns the value of a parameter that a deployment sets. If the value is unknown, only the values that the parameter itself admits can be
 * deployed.
 */
function handedValue(
  handed: Handed,
  declared: Domain,
  { defaultText, isList }: Pick<Parameter, 'defaultText' | 'isList'>,
): Pick<Parameter, 'domain' | 'defaultText'> {
  const possible: Domain[] = [];
  const mayBeDefault = handed.orDefault === true;
  if (mayBeDefault && defaultText !== undefined) possible.push({ values: declared.values.filter(({ source }) => source === 'Default') });
  // A list in any order is not a value of a parameter that takes one text: it may be any text.
  const values = handed.values.filter(({ anyOrder }) => isList || anyOrder !== true);
  possible.push({ values });
  const open = handed.open ?? (values.length < handed.values.length ? LIST_AS_TEXT : undefined);
  const mustBeGiven = mayBeDefault && defaultText === undefined;
  if (open !== undefined || mustBeGiven) {
    possible.push(declared.open === undefined ? declared : { values: [], open: open ?? declared.open });
  }
  const domain = union(possible);
  return { domain, defaultText: domain.values[0]?.value };
}

const LIST_AS_TEXT: OpenReasons = [{ kind: 'function', text: 'it is a list that is chosen at deployment' }];

function readDefault(value: Json | undefined): string | undefined {
  if (value === undefined || !isList(value)) return value === undefined ? undefined : scalarText(value);
  return readTexts(value)?.join(',');
}

/** Returns the allowed values; undefined for an empty list, and for one that holds more than texts. The values are then unknown. */
function readAllowedValues(value: Json | undefined): readonly string[] | undefined {
  const texts = isList(value) ? readTexts(value) : undefined;
  return texts?.length === 0 ? undefined : texts;
}

function readTexts(list: readonly Json[]): readonly string[] | undefined {
  const texts = list.map(scalarText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/**
 * Returns the domain of a template parameter whose value is the *name* of a Parameter Store parameter, read at deployment. If the
 * deployment may give any name, the default name counts: the CDK declares a parameter in this way for every image in Parameter Store.
 */
function storedDomain(name: string, { values, open }: Domain): Domain {
  const named = values.map(({ value }): UnresolvedReason => {
    return { kind: 'ssm', path: value, text: `parameter '${name}' is stored in Systems Manager as '${value}' and read at deployment` };
  });
  const elsewhere = (open ?? []).filter((reason) => named.length === 0 || !(reason.kind === 'parameter' && reason.name === name));
  const somewhere = elsewhere.map((reason): UnresolvedReason => {
    const givenTo = parameterOf(reason);
    const text = `parameter '${name}' is stored in Systems Manager and read at deployment`;
    return { kind: 'ssm', path: undefined, ...(givenTo === undefined ? {} : { givenTo }), text };
  });
  const reasons = distinctReasons([...named, ...somewhere]);
  return reasons === undefined ? { values: [] } : { values: [], open: reasons };
}

function allowedDomain(name: string, defaultText: string | undefined, allowed: readonly string[], isList: boolean): Domain {
  const list: Pointer = ['Parameters', name, 'AllowedValues'];
  if (isList) {
    const any: DomainValue = { value: allowed.join(','), source: 'AllowedValues', written: [list], anyOrder: true };
    return { values: defaultText === undefined ? [any] : [defaultValue(name, defaultText), any] };
  }
  const entries = new Map<string, Pointer[]>();
  for (const [index, value] of allowed.entries()) {
    const written = entries.get(value) ?? [];
    written.push([...list, index]);
    entries.set(value, written);
  }
  const rest = [...entries].filter(([value]) => value !== defaultText);
  const values = rest.map(([value, written]): DomainValue => ({ value, source: 'AllowedValues', written }));
  if (defaultText === undefined) return { values };
  return { values: [defaultValue(name, defaultText, entries.get(defaultText)), ...values] };
}

function defaultValue(name: string, value: string, alsoAt: readonly Pointer[] = []): DomainValue {
  return { value, source: 'Default', written: [['Parameters', name, 'Default'], ...alsoAt] };
}

function freeDomain(givenTo: DeclaredParameter, defaultText: string | undefined): Domain {
  const { name } = givenTo;
  const hasDefault = defaultText !== undefined;
  const text = hasDefault
    ? `parameter '${name}' admits any value at deployment`
    : `parameter '${name}' has no default and admits any value`;
  return {
    values: hasDefault ? [defaultValue(name, defaultText)] : [],
    open: [{ kind: 'parameter', name, hasDefault, givenTo, text }],
  };
}
