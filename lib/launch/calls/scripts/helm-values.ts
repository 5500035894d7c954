import { isList, isObject, type Json } from '../../../base/json/json';
import { parsed } from './documents';
import { splitAtCommas } from './split-at-commas';

/** Tells whether a text may set values of a chart. A cheap test: errs towards yes. */
export function maySetValues(text: string): boolean {
  return text.includes('--set') && /\bhelm\b/.test(text);
}

const SETS = /^--set(?<kind>-string|-json)?(?:=(?<value>[^]*))?$/;

/**
 * Returns the values in the options of a Helm command; undefined for another command.
 * https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set
 */
export function valuesSetBy(words: readonly string[]): Json | undefined {
  if (!words.some((word) => /(?:^|\/)helm(?:\.exe)?$/.test(word))) return undefined;
  const root: Container = {};
  let isSet = false;
  for (const [index, word] of words.entries()) {
    const { kind, value = words[index + 1] } = SETS.exec(word)?.groups ?? {};
    if (!SETS.test(word) || value === undefined) continue;
    isSet = true;
    for (const [path, written] of pairsIn(value, kind === '-json')) put(root, path, written);
  }
  return isSet ? (root as Json) : undefined;
}

type Container = Record<string, unknown> | unknown[];

function pairsIn(text: string, isJson: boolean): readonly (readonly [path: string, value: Json])[] {
  const [, jsonPath, json] = /^([^={]+)=([^]*)$/.exec(text) ?? [];
  if (isJson) return jsonPath === undefined ? [] : [[jsonPath, parsed(json ?? '') ?? json ?? null]];
  return splitAtCommas(text).flatMap((pair): readonly (readonly [string, Json])[] => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[pair.slice(0, at), valueOf(pair.slice(at + 1))]];
  });
}

function valueOf(text: string): Json {
  const [, items] = /^\{([^]*)\}$/.exec(text) ?? [];
  return items === undefined ? text.replaceAll('\\', '') : splitAtCommas(items).map((item) => item.trim());
}

/** The number of list positions, and of levels in a path. Helm's limit is 65,536. */
const MOST = 1000;

function put(root: Container, path: string, value: Json): void {
  const steps = [...path.matchAll(/(?:[^.[\]\\]|\\.)+|\[\d+\]/g)].map(([step]) => step);
  if (steps.length > MOST) return;
  let node: Container = root;
  for (const [index, step] of steps.entries()) {
    const key = step.startsWith('[') ? Number(step.slice(1, -1)) : step.replaceAll('\\', '');
    if (typeof key === 'number' && key > MOST) return;
    const holder = node as Record<string | number, unknown>;
    const next = steps[index + 1];
    if (next === undefined) holder[key] = value;
    else {
      const inner = holder[key];
      const container: Container = isObject(inner as Json) || isList(inner as Json) ? (inner as Container) : next.startsWith('[') ? [] : {};
      holder[key] = container;
      node = container;
    }
  }
}
