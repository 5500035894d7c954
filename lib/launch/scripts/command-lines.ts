import { known, unresolved, type Outcome } from '../../template/values/outcome';
import { FoldedValue, SiteValue } from '../site-reading';
import { quoteWords } from '../../user-data/scripts/quote';
import { outcomeText } from './outcome-text';

/** Returns one value for each command of cfn-init: a command may be one text or a list of words. */
export function commandLines(siteValues: readonly SiteValue[]): readonly SiteValue[] {
  const commands = new Map<string, SiteValue[]>();
  for (const siteValue of siteValues) {
    const path = siteValue.path.replace(/(\/(?:command|test))\/\d+$/, '$1');
    const words = commands.get(path);
    if (words === undefined) commands.set(path, [siteValue]);
    else words.push(siteValue);
  }
  return [...commands].flatMap(([path, words]) => (words.every((word) => word.path === path) ? words : joinedWords(path, words)));
}

/** Joins words to one line for each value that a word may have, the other words at their first value. */
function joinedWords(path: string, words: readonly SiteValue[]): readonly SiteValue[] {
  const [first] = words;
  if (first === undefined) return [];
  const texts = words.map(({ outcomes: [outcome] }) => (outcome === undefined ? '' : (outcomeText(outcome) ?? '')));
  const outcomes = words.flatMap((word, index) =>
    word.outcomes.map((outcome) => joinedLine(quoteWords(texts.with(index, outcomeText(outcome) ?? '')), outcome)),
  );
  const { template, kind, word: serviceWord } = first.folded;
  return [new SiteValue(first.site, path, first.pointer.slice(0, -1), new FoldedValue(template, kind, serviceWord, outcomes))];
}

/** A word that a limit hides leaves the whole line undecided; a word that only the deployment knows leaves a hole in it. */
function joinedLine(line: string, outcome: Outcome): Outcome {
  return outcome.kind === 'unresolved' && outcome.reason.kind === 'limit'
    ? unresolved(outcome.reason, outcome.when, outcome.origin, line)
    : known(line, outcome.when, outcome.origin);
}
