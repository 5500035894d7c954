import type { ShellFunction } from './command';

export function newFunction(name: string): ShellFunction {
  return { name, members: [], mentions: new Set(), shifts: false };
}

/** Returns the variable that stands for a parameter of a function. `$1` differs from function to function. */
export function parameterVariable({ name }: Pick<ShellFunction, 'name'>, parameter: string): string {
  return `${name.replace(/\W/g, '_')}__${parameter}`;
}

/** Returns the variable that stands for a function's output. */
export function outputVariable(name: string): string {
  return parameterVariable({ name }, 'output');
}

const DEFINED = /(?:^|[\n;&|{(]|\bfunction)[ \t]*([\w:.+-]+)[ \t]*\([ \t]*\)|\bfunction[ \t]+([\w:.+-]+)/g;
const CAPTURED = /(?:\$\(|`|<\()\s*([\w:.+-]+)|(?:^|[\n;&|{(])[ \t]*([\w:.+-]+)[^\n|;&]*\|(?!\|)/g;

/**
 * Lists the functions whose output a text captures.
 *
 * @param known functions of other texts
 */
export function capturedFunctions(text: string, known: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const captured = new Set<string>();
  if (!/\$\(|[`|]/.test(text)) return captured;
  const defined = new Set([...text.matchAll(DEFINED)].map(([, name, other]) => name ?? other ?? ''));
  if (defined.size + known.size === 0) return captured;
  for (const [, substituted, piped] of text.matchAll(CAPTURED)) {
    const name = substituted ?? piped ?? '';
    if (defined.has(name) || known.has(name)) captured.add(name);
  }
  return captured;
}
