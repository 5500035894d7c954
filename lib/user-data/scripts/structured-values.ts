import { rememberedByText } from '../../base/remembered';
import { isYamlList, isYamlMap, readTolerantYaml, yamlMember, yamlText, type YamlValue } from '../formats/tolerant-yaml';

/** One step of a path: a key, a position, or all members. */
type Step = { readonly key: string } | { readonly position: number } | 'all';

const STEP = /\s*\|?\s*(?:\.\s*(\w[\w-]*)\??|\.?\[\s*(?:"([^"]*)"|(-?\d*))\s*\]\??|\."([^"]*)")/y;
const FALLBACK = /\s*\/\/[^|]*$/;

/** Texts that one program after the other takes values from are read once. */
const read = rememberedByText(10, readTolerantYaml);

/** The number of characters of a filter. Of a longer one, each value in the text counts. */
const LONGEST_FILTER = 500;

/** Values within values. */
const DEEPEST = 50;

/** Returns what `jq` or `yq` takes from a text in JSON or YAML: `.data.device`, `.disks[].name`; undefined for other filters and texts. */
export function queried(text: string, rest: readonly string[]): string | undefined {
  const words = rest.filter((word) => !/^-[rMecCjS]+$|^--(?:raw-output|exit-status|compact-output)$|^(?:e|eval)$/.test(word));
  const [filter, ...others] = words;
  if (filter === undefined || others.length > 0 || /\$[({\w]/.test(filter)) return undefined;
  return structuredValues(text, filter)?.join('\n');
}

function structuredValues(text: string, filter: string): readonly string[] | undefined {
  if (filter.length > LONGEST_FILTER) return undefined;
  const steps = stepsOf(filter.replace(FALLBACK, '').trim());
  if (steps === undefined) return undefined;
  const { value, problem } = read(text);
  return problem === undefined ? steps.reduce(stepInto, [value]).flatMap((each) => textsIn(each, 0)) : undefined;
}

function stepsOf(filter: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < filter.length) {
    STEP.lastIndex = at;
    const [whole = '', name, quoted, position, other] = STEP.exec(filter) ?? [];
    if (whole === '') return filter === '.' ? [] : undefined;
    const key = name ?? quoted ?? other;
    steps.push(key !== undefined ? { key } : position === '' ? 'all' : { position: Number(position) });
    at += whole.length;
  }
  return steps;
}

function stepInto(values: readonly YamlValue[], step: Step): readonly YamlValue[] {
  return values.flatMap((value): readonly YamlValue[] => {
    if (step === 'all') return isYamlList(value) ? value : isYamlMap(value) ? Object.values(value) : [];
    const found = 'key' in step ? yamlMember(value, step.key) : isYamlList(value) ? value.at(step.position) : undefined;
    return found === undefined ? [] : [found];
  });
}

/** All texts in a value, keys included. */
function textsIn(value: YamlValue, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  if (isYamlList(value)) return value.flatMap((each) => textsIn(each, depth + 1));
  if (isYamlMap(value)) return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each, depth + 1)]);
  return [yamlText(value) ?? ''];
}
