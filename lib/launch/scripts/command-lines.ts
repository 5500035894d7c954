import { LITERAL } from '../../template/values/outcome';
import { outcomeText } from '../../template/values/texts/outcome-text';
import { unknownText, type Choice, type Option, type Text } from '../../template/values/texts/text';
import type { UnresolvedReason } from '../../template/values/unresolved-reason';
import { quoteWords } from '../../user-data/scripts/quote';
import { FoldedValue, SiteValue } from '../site-reading';
import { folderCommand } from './cfn-init-entry';

/** Returns one value for each command of cfn-init: a command may be one text or a list of words. */
export function commandLines(siteValues: readonly SiteValue[]): readonly SiteValue[] {
  const commands = new Map<string, { readonly texts: SiteValue[]; readonly words: SiteValue[] }>();
  for (const siteValue of siteValues) {
    const path = siteValue.path.replace(/(\/(?:command|test))\/\d+$/, '$1');
    const command = commands.get(path) ?? { texts: [], words: [] };
    commands.set(path, command);
    (path === siteValue.path ? command.texts : command.words).push(siteValue);
  }
  return [...commands].flatMap(([path, { texts, words }]) => [...texts, ...joinedWords(path, words)].map(inFolder));
}

/** Adds the change of folder before a command, if it matters. */
function inFolder(siteValue: SiteValue): SiteValue {
  const folder = folderCommand(siteValue);
  return folder === undefined ? siteValue : withText(siteValue, joined([...folder, ...textOf(siteValue)]));
}

function withText({ site, path, pointer, folded: { template, kind, word } }: SiteValue, text: Text): SiteValue {
  return new SiteValue(site, path, pointer, new FoldedValue(template, kind, word, [], [{ text, origin: LITERAL }]));
}

/** Joins words to one text. The values of each word stay in its place. */
function joinedWords(path: string, words: readonly SiteValue[]): readonly SiteValue[] {
  const [first] = words;
  if (first === undefined) return [];
  const text = words.flatMap((word, index) => [...(index === 0 ? [] : [' ']), ...quoted(textOf(word))]);
  const { template, kind, word: serviceWord } = first.folded;
  const folded = new FoldedValue(template, kind, serviceWord, [], [{ text: joined(text), origin: LITERAL }]);
  return [new SiteValue(first.site, path, first.pointer.slice(0, -1), folded)];
}

function quoted(text: Text): Text {
  const [only, ...others] = text;
  if (typeof only === 'string' && others.length === 0) return [quoteWords([only])];
  return ["'", ...text.map((part) => (typeof part === 'string' ? part.replaceAll("'", `'\\''`) : part)), "'"];
}

/** Joins adjacent literal parts. */
function joined(text: Text): Text {
  const parts: Text[number][] = [];
  for (const part of text) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts.splice(-1, 1, last + part);
    else parts.push(part);
  }
  return parts;
}

/** Returns all possible values as one text. */
export function textOf({ path, outcomes, texts }: SiteValue): Text {
  const options: Option[] = [];
  let open: UnresolvedReason | undefined;
  for (const outcome of outcomes) {
    const text = outcomeText(outcome);
    if (text !== undefined) options.push({ tag: JSON.stringify(text), text, origin: outcome.origin });
    else if (outcome.kind === 'unresolved' && open?.kind !== 'limit') open = outcome.reason;
  }
  for (const [index, { text, origin }] of texts.entries()) options.push({ tag: index.toString(), text, origin });
  const [only, ...others] = options;
  if (only === undefined) return open === undefined ? [''] : unknownText(open);
  if (others.length === 0 && open === undefined) return only.text;
  const choice: Choice = { kind: 'choice', selector: path, options, ...(open === undefined ? {} : { open }) };
  return [choice];
}
