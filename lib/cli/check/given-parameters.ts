import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isList, isObject, member, type Json } from '../../base/json/json';
import { decodeTemplate } from '../../base/json/encoding';
import { UnreadableTemplateError } from '../../base/json/unreadable-text-error';
import { readDocument } from '../../template/reading/read-template';
import { describeFailure, statOf } from '../inputs/file-access';
import { UnusableError, UsageError } from '../terminal';

type Pair = readonly [name: string, value: string];

const IS_PAIR = /^[\w:.-]+=/;
/** The JSON that a file would hold. */
const IS_JSON = /^\s*(?:\[\s*\{|\{\s*")/;
/** The shorthand of the AWS CLI, in either order. */
const KEY_FIRST = /^ParameterKey=([^,]*),ParameterValue=(.*)$/s;
const VALUE_FIRST = /^ParameterValue=(.*),ParameterKey=([^,]*)$/s;

/**
 * Reads the words of `--parameters`: `KEY=VALUE`, the AWS CLI's `ParameterKey=...,ParameterValue=...`, or JSON in one of the forms that
 * CloudFormation's tools take, in a file or as the word itself. A parameter that is given twice has the later value.
 *
 * @throws UsageError for a word in none of these forms
 * @throws UnusableError for a file that cannot be read, or holds no parameters
 */
export function readParameters(words: readonly string[], cwd: string): ReadonlyMap<string, string> {
  return new Map(words.flatMap((word) => (IS_PAIR.test(word) ? [pairIn(word)] : pairsInFile(word, cwd))));
}

function pairIn(word: string): Pair {
  const [, key, value] = KEY_FIRST.exec(word) ?? [];
  if (key !== undefined && value !== undefined) return [key, unescaped(value)];
  const [, first, last] = VALUE_FIRST.exec(word) ?? [];
  if (first !== undefined && last !== undefined) return [last, unescaped(first)];
  if (/^(?:ParameterKey|ParameterValue|UsePreviousValue)=.*\b(?:ParameterKey|UsePreviousValue|ResolvedValue)=/.test(word)) {
    throw new UsageError(`--parameters takes ParameterKey=KEY,ParameterValue=VALUE, not '${word}'`);
  }
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

/** In the AWS CLI's shorthand, a value may be quoted, and a comma in it has a backslash before it. */
function unescaped(value: string): string {
  const [, , quoted] = /^(["'])(.*)\1$/s.exec(value) ?? [];
  return (quoted ?? value).replace(/\\([\\,"'])/g, '$1');
}

function pairsInFile(name: string, cwd: string): readonly Pair[] {
  const path = resolve(cwd, name.replace(/^file:\/\//, ''));
  if (IS_JSON.test(name) && statOf(path) === undefined) return pairsInText(name, 'the JSON given');
  try {
    return pairsInText(decodeTemplate(readFileSync(path)), name);
  } catch (error) {
    if (error instanceof UnusableError) throw error;
    if (statOf(path) === undefined) throw new UsageError(`--parameters takes KEY=VALUE or a file, and there is no file '${name}'`);
    throw new UnusableError(`--parameters ${name}: ${describeFailure(error)}`);
  }
}

function pairsInText(text: string, name: string): readonly Pair[] {
  try {
    return pairsIn(readDocument(text, name).value, name);
  } catch (error) {
    throw error instanceof UnreadableTemplateError ? new UnusableError(`--parameters ${name}: ${error.message}`) : error;
  }
}

/** `[{ ParameterKey, ParameterValue }]`, `{ "Parameters": { KEY: VALUE } }` or `{ KEY: VALUE }`. */
function pairsIn(value: Json, name: string): readonly Pair[] {
  if (isList(value)) {
    return value.flatMap((entry, index): readonly Pair[] => {
      const key = isObject(entry) ? member(entry, 'ParameterKey') : undefined;
      const text = isObject(entry) ? member(entry, 'ParameterValue') : undefined;
      if (typeof key !== 'string') throw new UnusableError(`--parameters ${name}: entry ${String(index)} has no ParameterKey`);
      // The previous value of the parameter is unknown, so it may be any admitted value.
      if (text === undefined && isObject(entry) && isTrue(member(entry, 'UsePreviousValue'))) return [];
      return [[key, textOf(key, text, name)]];
    });
  }
  const inner = isObject(value) ? member(value, 'Parameters') : undefined;
  const pairs = isObject(inner) ? inner : value;
  if (!isObject(pairs)) {
    throw new UnusableError(`--parameters ${name}: not a list of ParameterKey and ParameterValue, nor an object of keys and values`);
  }
  return Object.entries(pairs).map(([key, text]) => [key, textOf(key, text, name)]);
}

/** Returns the text of a value. CloudFormation takes texts only: `1.0` as a number would arrive as `1`. */
function textOf(key: string, value: Json | undefined, name: string): string {
  if (typeof value === 'string') return value;
  if (isList(value) && value.every((item) => typeof item === 'string')) return value.join(',');
  throw new UnusableError(`--parameters ${name}: the value of '${key}' is not a text: write it in quotes`);
}

function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true';
}
