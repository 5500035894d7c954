import { HOLE } from '../../base/hole';
import { isList, type Json } from '../../base/json/json';
import { parsedJson } from './written-text';

/** The levels of nested functions that are followed. A deeper value counts as known only in a run. */
const DEEPEST = 10;

/** Computes the value of a function; undefined if only a run can. */
type Compute = (values: readonly Json[]) => Json | undefined;
type Functions = ReadonlyMap<string, Compute>;

/** A number or another scalar of JSON. A JSON number has no leading zeros. */
const SCALAR = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$|^(?:true|false|null)$/;

/**
 * Computes a JSONPath expression, such as `States.Format('{}.{}', 't2', $.size)`, from its literals. `HOLE` stands for a part that only a
 * run knows.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export function pathValue(expression: string, depth = 0): Json {
  const text = expression.trim();
  if (/^'(?:[^'\\]|\\.)*'$/s.test(text)) return text.slice(1, -1).replace(/\\'/g, "'");
  if (SCALAR.test(text)) return JSON.parse(text) as Json;
  const [, name, inner] = /^States\.(\w+)\(([^]*)\)$/.exec(text) ?? [];
  if (name === undefined || inner === undefined || depth > DEEPEST) return HOLE;
  const values = (partsOf(inner, ',') ?? []).map((each) => pathValue(each, depth + 1));
  return INTRINSICS.get(name)?.(values) ?? HOLE;
}

const INTRINSICS: Functions = new Map<string, Compute>([
  ['Format', formatted],
  ['StringToJson', ([text]) => jsonOf(text)],
  ['JsonToString', ([value]) => (value === undefined ? undefined : JSON.stringify(value))],
  ['Array', (values) => [...values]],
  ['ArrayGetItem', ([list, index]) => (isList(list) && typeof index === 'number' ? list[index] : undefined)],
  ['ArrayUnique', ([list]) => (isList(list) && list.every(isText) ? [...new Set(list)] : undefined)],
  ['StringSplit', ([text, separator]) => split(text, separator)],
  ['Base64Encode', ([text]) => (isLiteral(text) ? Buffer.from(text, 'utf8').toString('base64') : undefined)],
  ['Base64Decode', ([text]) => (isLiteral(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined)],
]);

function formatted([template, ...values]: readonly Json[]): string | undefined {
  if (!isText(template)) return undefined;
  let next = 0;
  return template.replace(/\\([{}\\])|\{\}/g, (_, escaped: string | undefined) => escaped ?? textOf(values[next++]));
}

/** `{% 't2' & '.micro' %}`: the expression is the text between the signs. */
const JSONATA = /^\{%([^]*)%\}$/;

/** Returns the expression in `{% %}`; undefined for any other text. */
export function jsonataIn(text: string): string | undefined {
  return JSONATA.exec(text)?.[1];
}

/**
 * Computes a JSONata expression, such as `'t2' & '.micro'`, from its literals. `HOLE` stands for a part that only a run knows.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function jsonataValue(expression: string, depth = 0): Json {
  const parts = depth > DEEPEST ? undefined : partsOf(expression, '&');
  if (parts === undefined) return HOLE;
  const values = parts.map((part) => jsonataTerm(part.trim(), depth));
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values.map(textOf).join('');
}

function jsonataTerm(term: string, depth: number): Json {
  if (/^(["'])(?:(?!\1)[^\\]|\\.)*\1$/s.test(term)) return quoted(term);
  if (SCALAR.test(term)) return JSON.parse(term) as Json;
  const [, name, inner] = /^(?:(\$\w+)?\(|\[)([^]*)[)\]]$/.exec(term) ?? [];
  if (inner === undefined) return HOLE;
  if (name === undefined && term.startsWith('(')) return jsonataValue(inner, depth + 1);
  const values = (inner.trim() === '' ? [] : partsOf(inner, ','))?.map((each) => jsonataValue(each, depth + 1));
  if (values === undefined) return HOLE;
  return name === undefined ? values : (FUNCTIONS.get(name)?.(values) ?? HOLE);
}

const FUNCTIONS: Functions = new Map<string, Compute>([
  ['$join', ([list, separator = '']) => (isList(list) && isLiteral(separator) ? list.map(textOf).join(separator) : undefined)],
  ['$string', ([value]) => (value === undefined ? undefined : textOf(value))],
  ['$lowercase', ([text]) => (isLiteral(text) ? text.toLowerCase() : undefined)],
  ['$uppercase', ([text]) => (isLiteral(text) ? text.toUpperCase() : undefined)],
  ['$trim', ([text]) => (isLiteral(text) ? text.trim() : undefined)],
  ['$split', ([text, separator]) => split(text, separator)],
  ['$parse', ([text]) => jsonOf(text)],
  ['$eval', ([text]) => jsonOf(text)],
  ['$base64encode', ([text]) => (isLiteral(text) ? Buffer.from(text, 'utf8').toString('base64') : undefined)],
  ['$base64decode', ([text]) => (isLiteral(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined)],
]);

function quoted(literal: string): Json {
  const inner = literal.slice(1, -1).replace(/\\'/g, "'").replace(/\\"|"/g, '\\"').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
  return jsonOf(`"${inner}"`) ?? HOLE;
}

function jsonOf(text: Json | undefined): Json | undefined {
  return isLiteral(text) ? parsedJson(text) : undefined;
}

function split(text: Json | undefined, separators: Json | undefined): Json | undefined {
  if (!isLiteral(text) || !isLiteral(separators) || separators === '') return undefined;
  return text.split(separators);
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}

function isLiteral(value: Json | undefined): value is string {
  return isText(value) && !value.includes(HOLE);
}

function textOf(value: Json | undefined): string {
  if (value === undefined) return HOLE;
  return isText(value) ? value : JSON.stringify(value);
}

const OPENS: ReadonlySet<string> = new Set('([{');
const CLOSES: ReadonlySet<string> = new Set(')]}');

/** Splits an expression at separators outside quotes and brackets; undefined if quotes or brackets do not match. */
function partsOf(expression: string, separator: ',' | '&'): readonly string[] | undefined {
  const parts: string[] = [];
  let start = 0;
  let level = 0;
  let quote = '';
  for (let index = 0; index < expression.length; index += 1) {
    const character = expression.charAt(index);
    if (quote !== '') {
      if (character === '\\') index += 1;
      else if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if (OPENS.has(character)) level += 1;
    else if (CLOSES.has(character)) level -= 1;
    else if (character === separator && level === 0) {
      parts.push(expression.slice(start, index));
      start = index + 1;
    }
    if (level < 0) return undefined;
  }
  parts.push(expression.slice(start));
  return level === 0 && quote === '' ? parts : undefined;
}
