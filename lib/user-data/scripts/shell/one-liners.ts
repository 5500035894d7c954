/** A one-line program in another language, and the way that language prints several values. */
export interface OneLiner {
  readonly text: string;
  readonly between: string;
  /** The values of variables before the program begins. */
  readonly variables: ReadonlyMap<string, string>;
}

const LANGUAGES: readonly (readonly [program: RegExp, option: RegExp, between: string])[] = [
  [/^python[\d.]*$/, /^-\w*c$/, ' '],
  [/^perl[\d.]*$/, /^-\w*[eE]$/, ''],
  [/^ruby[\d.]*$/, /^-\w*e$/, '\n'],
  [/^php[\d.]*$/, /^-\w*r$/, ''],
  [/^node$/, /^-\w*e$|^--eval$/, ' '],
];

/** Tells whether a command's only input is a program in its arguments. The program alone then determines the output. */
export function isOneLiner(program: string, rest: readonly string[]): boolean {
  return oneLinerOf(program, rest) !== undefined;
}

/** Returns the program in a command's arguments; undefined for any other command. */
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
