/** A function of a shell script, and what of its parameters and output is used. */
export interface ShellFunction {
  readonly name: string;
  /** Parameters that its body mentions: `1`, or `all` for `$@` and `$*`. */
  readonly mentions: Set<string>;
  /** It moves its parameters on. */
  shifts: boolean;
}

export function newFunction(name: string): ShellFunction {
  return { name, mentions: new Set(), shifts: false };
}

/** Names the variable that stands for a parameter of a function, as `$1` means another thing in each of them. */
export function parameterName({ name }: Pick<ShellFunction, 'name'>, parameter: string): string {
  return `${name.replace(/\W/g, '_')}__${parameter}`;
}

/** Names the variable that stands for what a function prints. */
export function outputName(name: string): string {
  return parameterName({ name }, 'output');
}

const DEFINED = /(?:^|[\n;&|{(]|\bfunction)[ \t]*([\w:.+-]+)[ \t]*\([ \t]*\)|\bfunction[ \t]+([\w:.+-]+)/g;
const CAPTURED = /(?:\$\(|`)\s*([\w:.+-]+)/g;

/** Lists the functions of a text whose output it takes. */
export function capturedFunctions(text: string): ReadonlySet<string> {
  const captured = new Set<string>();
  if (!text.includes('$(') && !text.includes('`')) return captured;
  const defined = new Set([...text.matchAll(DEFINED)].map(([, name, other]) => name ?? other ?? ''));
  if (defined.size === 0) return captured;
  for (const [, name = ''] of text.matchAll(CAPTURED)) if (defined.has(name)) captured.add(name);
  return captured;
}
