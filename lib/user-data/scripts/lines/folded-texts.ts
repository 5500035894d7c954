/** A quoted text of Python, Ruby, Perl or JavaScript. */
export const TEXT = String.raw`(?:[rbuf]{0,2})(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`;
const ASSIGNED = new RegExp(String.raw`^\s*(?:(?:my|our|const|let|var)\s+)?\$?([A-Za-z_]\w*)\s*=\s*(${TEXT})\s*;?\s*$`);
const IS_ASSIGNED = /^\s*(?:(?:my|our|const|let|var)\s+)?\$?([A-Za-z_]\w*)\s*[-+*.|&]?=(?![=~>])/;
/** `{name}` of Python, `#{name}` of Ruby, `${name}` of JavaScript and Perl. */
const PUT_IN = /[#$]?\{\s*\$?([A-Za-z_]\w*)\s*\}/g;
/** `$name` of Perl and PHP. */
const NAMED = /(?<![\w$\\])\$([A-Za-z_]\w*)(?!\s*[-+*.|&]?=(?!=)|\w)/g;
const SUMMED = new RegExp(String.raw`(${TEXT})\s*[+.]\s*(${TEXT})`);
const SUMMED_NAME = new RegExp(
  String.raw`(?:(?<=${TEXT}\s*[+.]\s*)\$?\b([A-Za-z_]\w*)\b(?!\s*[([.\w])|(?<![\w.])\$?\b([A-Za-z_]\w*)\b(?=\s*\+\s*${TEXT}))`,
  'g',
);
const JOINED = new RegExp(String.raw`(?:\bos\.path\.join|\bpath\.join|\bFile\.join)\s*\(\s*(${TEXT}(?:\s*,\s*${TEXT})+)\s*\)`, 'g');
const PATH = new RegExp(String.raw`\b(?:pathlib\.)?(?:Pure)?(?:Posix)?Path\s*\(\s*(${TEXT})\s*\)((?:\s*/\s*${TEXT})+)`, 'g');
/** `" ".join(["a", "b"])`, `["a", "b"].join(" ")` */
const JOINED_LIST = new RegExp(
  String.raw`(${TEXT})\.join\(\s*[[(]\s*(${TEXT}(?:\s*,\s*${TEXT})*)\s*,?\s*[\])]\s*\)|\[\s*(${TEXT}(?:\s*,\s*${TEXT})*)\s*,?\s*\]\.join\(\s*(${TEXT})\s*\)`,
  'g',
);
const ARGUMENT = String.raw`(?:${TEXT}|\$?[A-Za-z_]\w*)`;
const ARGUMENTS = String.raw`${ARGUMENT}(?:\s*,\s*${ARGUMENT})*`;
/** `"/sys/{}".format("x")`, `"/sys/%s" % "x"`, `sprintf("/sys/%s", "x")`. */
const FORMATTED = new RegExp(
  String.raw`(?<braces>${TEXT})\.format\(\s*(?<given>${ARGUMENTS})\s*\)|(?<percents>${TEXT})\s*%\s*(?:[([]\s*(?<several>${ARGUMENTS})\s*,?\s*[)\]]|(?<one>${ARGUMENT}))|\bs?printf\s*\(?\s*(?<format>${TEXT})\s*,\s*(?<values>${ARGUMENTS})\s*\)?`,
  'g',
);
/** The number of concatenations in one line. Above it, texts stay apart. */
const MOST_SUMS = 50;
/** The number of characters of a line that are read. */
const LONGEST = 2000;

/** Texts by the names of their variables. */
export type HeldTexts = Pick<ReadonlyMap<string, string>, 'get' | 'size'>;

/** Returns the texts of variables that the script sets once. */
export function heldTexts(lines: readonly string[]): HeldTexts {
  const held = new Map<string, string>();
  const again = new Set<string>();
  for (const line of lines) {
    const [, name] = line.length > LONGEST ? [] : (IS_ASSIGNED.exec(line) ?? []);
    if (name === undefined) continue;
    const [, , text] = ASSIGNED.exec(line) ?? [];
    if (held.has(name) || text === undefined) again.add(name);
    else held.set(name, content(text));
  }
  for (const name of again) held.delete(name);
  return held;
}

/** Combines the texts of a line: concatenations, joined paths, and inserted values. */
export function foldedTexts(line: string, held: HeldTexts): string {
  if (line.length > LONGEST || !/["'`]|\bqx\b/.test(line)) return line;
  let folded = line;
  if (held.size > 0) {
    if (folded.includes('{')) folded = folded.replace(PUT_IN, (whole, name: string) => held.get(name) ?? whole);
    if (/["']\s*[+.]|\+\s*["']/.test(folded)) {
      folded = folded.replace(SUMMED_NAME, (whole, after?: string, before?: string) => {
        const text = held.get(after ?? before ?? '');
        return text === undefined || /["'\\]/.test(text) ? whole : `"${text}"`;
      });
    }
  }
  folded = folded.replace(JOINED, (_, texts: string) => {
    return `"${[...texts.matchAll(new RegExp(TEXT, 'g'))].map(([text]) => content(text)).join('/')}"`;
  });
  if (folded.includes('.join(')) {
    folded = folded.replace(JOINED_LIST, (_, before?: string, list?: string, other?: string, behind?: string) => {
      const texts = [...(list ?? other ?? '').matchAll(new RegExp(TEXT, 'g'))].map(([text]) => content(text));
      return `"${texts.join(content(before ?? behind ?? ''))}"`;
    });
  }
  folded = folded.replace(PATH, (_, first: string, others: string) => {
    const rest = [...others.matchAll(new RegExp(TEXT, 'g'))].map(([text]) => content(text));
    return `"${[content(first), ...rest].join('/')}"`;
  });
  if (folded.includes('%') || folded.includes('.format(')) {
    folded = folded.replace(FORMATTED, (whole: string, ...rest: unknown[]) => {
      const { braces, given, percents, several, one, format, values } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      const text = braces ?? percents ?? format ?? '';
      return filledIn(text, given ?? several ?? one ?? values ?? '', held) ?? whole;
    });
  }
  folded = withSums(folded);
  if (held.size > 0 && folded.includes('$')) folded = folded.replace(NAMED, (whole, name: string) => held.get(name) ?? whole);
  return folded;
}

/** Combines the texts that a line concatenates. */
export function withSums(line: string): string {
  let folded = line;
  for (let sums = 0; sums < MOST_SUMS; sums++) {
    const summed = folded.replace(SUMMED, (_, one: string, other: string) => `"${content(one)}${content(other)}"`);
    if (summed === folded) break;
    folded = summed;
  }
  return folded;
}

const ARGUMENT_IN = new RegExp(ARGUMENT, 'g');

/** Inserts arguments into a format, in order; undefined if an argument is unknown. */
export function filledIn(format: string, given: string, held: HeldTexts): string | undefined {
  const values = [...given.matchAll(ARGUMENT_IN)].map(([argument]) =>
    /["']/.test(argument) ? content(argument) : held.get(argument.replace('$', '')),
  );
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length) return undefined;
  let next = 0;
  return `"${content(format).replace(/\{(\d*)\}|%s/g, (place, index: string | undefined) => {
    const at = index === undefined || index === '' ? next++ : Number(index);
    return known[at] ?? place;
  })}"`;
}

export function content(text: string): string {
  return text.replace(/^[rbuf]{0,2}/, '').slice(1, -1);
}
