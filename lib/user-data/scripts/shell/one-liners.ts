/** A program of one line in another language, and how that language prints several values. */
export interface OneLiner {
  readonly text: string;
  readonly between: string;
  /** Values of its variables before it begins. */
  readonly variables: ReadonlyMap<string, string>;
}

const LANGUAGES: readonly (readonly [program: RegExp, option: RegExp, between: string])[] = [
  [/^python[\d.]*$/, /^-\w*c$/, ' '],
  [/^perl[\d.]*$/, /^-\w*[eE]$/, ''],
  [/^ruby[\d.]*$/, /^-\w*e$/, '\n'],
  [/^php[\d.]*$/, /^-\w*r$/, ''],
  [/^node$/, /^-\w*e$|^--eval$/, ' '],
];

/** Tells whether a program is given another one in its arguments and nothing else: what it prints is made by that alone. */
export function isOneLiner(program: string, rest: readonly string[]): boolean {
  return oneLinerOf(program, rest) !== undefined;
}

/** Returns what a program is given to run in its arguments; undefined for anything else. */
export function oneLinerOf(program: string, rest: readonly string[]): OneLiner | undefined {
  if (/^[gmn]?awk$/.test(program)) return ofAwk(rest);
  const [, option, between] = LANGUAGES.find(([name]) => name.test(program)) ?? [];
  const at = option === undefined ? -1 : rest.findIndex((word) => option.test(word));
  const text = at < 0 ? undefined : rest[at + 1];
  return text === undefined || between === undefined ? undefined : { text, between, variables: new Map() };
}

function ofAwk(rest: readonly string[]): OneLiner | undefined {
  const set = rest.flatMap((word, index) => (rest[index - 1] === '-v' ? [word] : []));
  const variables = new Map(set.map((word) => [word.replace(/=.*/s, ''), word.slice(word.indexOf('=') + 1)]));
  const [, text] = rest.map((word) => /^\s*BEGIN\s*\{([^]*)\}\s*$/.exec(word)).find((match) => match !== null) ?? [];
  return text === undefined ? undefined : { text, between: ' ', variables };
}
