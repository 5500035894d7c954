import { HOLE, UNKNOWN_CHARACTERS } from '../../base/hole';
import { rememberedByText } from '../../base/remembered';
import type { Choice } from '../../template/values/texts/text';
import { decode } from '../../user-data/decoding';
import { fileLanguage } from '../../user-data/file-language';
import type { Fragment, UserDataReading } from '../../user-data/fragment';
import { readUserData } from '../../user-data/read-user-data';
import { quoteWords } from '../../user-data/scripts/quote';
import type { Alternative } from '../../user-data/scripts/statement';
import type { ScriptText, SiteValue } from '../site-reading';
import type { BootScript } from './boot-script';
import { fileOf, isRunFile, serviceOf, withContext } from './cfn-init-entry';
import { OTHER, renderScript, type RenderedScript, type Selection } from './render-script';
import { emptyOption, longestOption } from './standing-options';
import type { Placing } from './script-writer';
import { scriptAlternatives, unknownWhole } from './script-texts';
import { mayShowHabitWith, mayShowWith } from './slot-spellings';
import { hasUnknownCommand } from './unknown-command';
import { SLOT, type Slots } from './slots';
import { SlottedText } from './slotted-text';

/** One text of a boot script, as fragments. */
export interface ScriptPart extends Pick<BootScript, 'at' | 'origin' | 'problems' | 'undecided' | 'isFetched' | 'limit'> {
  readonly fragments: readonly Fragment[];
  readonly rendered: RenderedScript;
  /** The choices of the deployment that lead to the whole text; empty if there are none. */
  readonly alternatives: readonly Alternative[];
}

type Reading = Pick<UserDataReading, 'fragments' | 'problems' | 'isFetched'> & { readonly undecided: readonly string[] };

/** The number of additional texts for options that cannot be read beside the others. Above it, a limit names the unread part. */
const MOST_VARIANTS = 100;
/** The number of characters of all these texts of one script. */
const MOST_CHARACTERS = 4_000_000;

const NOTHING_RENDERED: RenderedScript = {
  text: '',
  pieces: [],
  entangled: [],
  deferred: [],
  open: [],
  mayBeEmpty: [],
  limits: [],
  lines: [],
};

/** Reads each possible text of a value, and the options that need a text of their own. */
export function readParts(siteValue: SiteValue, slots: Slots): readonly ScriptPart[] {
  const { texts, unknown } = scriptAlternatives(siteValue);
  const count = texts.length + unknown.length;
  const parts = new Map<string, ScriptPart>();
  for (const { reason, origin } of unknown) {
    const isLimit = reason.kind === 'limit';
    const undecided = isLimit || isQuiet(siteValue) ? [] : [reason.text];
    const part = { at: siteValue, origin, fragments: [], rendered: NOTHING_RENDERED, problems: [], alternatives: [] };
    parts.set(`\n${reason.text}`, { ...part, undecided, ...(isLimit ? { limit: reason.text } : {}) });
  }
  for (const [index, text] of texts.entries()) {
    const own = count > 1 ? [{ of: siteValue.path, option: index.toString(), count }] : [];
    const filled = { ...text, text: withContext(text.text, siteValue) };
    for (const part of readText(siteValue, filled, own, slots)) {
      const key = `${part.limit ?? ''}\n${part.rendered.text}`;
      if (!parts.has(key)) parts.set(key, part);
    }
  }
  return [...parts.values()];
}

/** Tells whether a value is not a script. An unknown value is then no finding. */
function isQuiet(siteValue: SiteValue): boolean {
  return siteValue.site.kind === 'cfn-init-environment' || serviceOf(siteValue) !== undefined;
}

function readText(siteValue: SiteValue, text: ScriptText, alternatives: readonly Alternative[], slots: Slots): readonly ScriptPart[] {
  const placing = placingOf(siteValue, text, slots);
  const parts: ScriptPart[] = [];
  let charactersLeft = MOST_CHARACTERS;
  let unread: Choice | undefined;
  const read = (selection: Selection, rendered: RenderedScript): void => {
    charactersLeft -= rendered.text.length;
    const chosen = [...selection].map(([selector, option]) => ({ of: `text with ${selector}`, option, count: Infinity }));
    const part = partOf(siteValue, text, rendered, [...alternatives, ...chosen]);
    // A text that cannot be read because of an unknown part is not broken.
    const isOther = part.problems.length > 0 && [...selection.values()].includes(OTHER);
    parts.push(isOther ? { ...part, problems: [], undecided: [...part.undecided, ...reasonsOf(rendered, selection)] } : part);
  };
  const isFull = (pending: number): boolean => parts.length + pending > MOST_VARIANTS || charactersLeft < 0;
  const apart = new Set<Choice>();
  const start = renderScript(text.text, slots, placing, new Map());
  const emptied = emptySelection(start, slots);
  const pending: Selection[] = emptied.size > 0 ? [emptied, new Map()] : [new Map()];
  for (let selection = pending.pop(); selection !== undefined; selection = pending.pop()) {
    const rendered = selection.size === 0 ? start : renderScript(text.text, slots, placing, selection);
    const undecided = rendered.entangled.find(({ selector, options }) => !selection.has(selector) && options.length > 1);
    for (const choice of [...rendered.deferred, ...rendered.entangled]) apart.add(choice);
    if (undecided === undefined) read(selection, rendered);
    else if (isFull(pending.length + undecided.options.length)) {
      unread ??= undecided;
      read(selection, rendered);
    } else for (const { tag } of undecided.options) pending.push(new Map([...selection, [undecided.selector, tag]]));
  }
  for (const choice of apart) {
    const tags = readApart(choice, siteValue, parts[0], slots);
    for (const tag of tags) {
      if (isFull(0)) unread ??= choice;
      else {
        const selection = new Map([[choice.selector, tag]]);
        read(selection, renderScript(text.text, slots, placing, selection));
      }
    }
  }
  const [first, ...others] = parts;
  if (first === undefined || unread === undefined || first.limit !== undefined) return parts;
  return [{ ...first, limit: tooMany(unread) }, ...others];
}

function reasonsOf({ entangled, deferred, open }: RenderedScript, selection: Selection): readonly string[] {
  return [
    ...new Set(
      [...entangled, ...deferred, ...open].flatMap((choice) => (selection.get(choice.selector) === OTHER ? (choice.open?.text ?? []) : [])),
    ),
  ];
}

/** Selects the empty option of each choice within a line that has one. */
function emptySelection({ mayBeEmpty }: RenderedScript, slots: Slots): Selection {
  return new Map(mayBeEmpty.map((choice) => [choice.selector, emptyOption(choice, slots)?.tag ?? '']));
}

/** Returns the tags of a choice's options that none of the texts has so far. */
function readApart(choice: Choice, { site }: SiteValue, base: ScriptPart | undefined, slots: Slots): readonly string[] {
  const { options, open } = choice;
  const [first] = options;
  const inBase = first === undefined ? undefined : longestOption(choice, first, slots);
  const isEntangled = base?.rendered.entangled.includes(choice) === true;
  const tags = isEntangled ? [] : options.filter((option) => option !== inBase).map(({ tag }) => tag);
  return open === undefined || site.kind !== 'user-data' ? tags : [...tags, OTHER];
}

function tooMany({ shown, selector }: Choice): string {
  return `it has too many parts of several lines to follow all values of ${shown ?? selector}`;
}

/** Formats whose lines are not lines of a script. */
const OTHER_FORMAT = /^\s*(?:#cloud|#include|##\s*template|content-|mime-|\{|\[|---|<\?|version:|tasks:|apiVersion:|[\w-]+:\s*(?:\n|$))/i;

function placingOf({ site }: SiteValue, { text }: ScriptText, slots: Slots): Placing {
  if (site.kind === 'cfn-init-command' || site.kind === 'cfn-init-environment' || site.kind === 'cfn-init-setting') return 'command';
  // Most texts are scripts, and no option changes their first line.
  if (typeof text[0] === 'string' && /^\s*#!.*\n/.test(text[0])) return 'lines';
  const start = renderScript(text, slots, 'words', new Map()).text;
  if (new RegExp(`^[A-Za-z0-9+/=_\\s${UNKNOWN_CHARACTERS}-]{8,}$`).test(start) && !/\S\s+\S/.test(start)) return 'apart';
  return OTHER_FORMAT.test(start) ? 'words' : 'lines';
}

function partOf(siteValue: SiteValue, text: ScriptText, rendered: RenderedScript, alternatives: readonly Alternative[]): ScriptPart {
  const [limit] = rendered.limits;
  const place = { at: siteValue, origin: text.origin, rendered, alternatives, ...(limit === undefined ? {} : { limit }) };
  const reason = unknownWhole(rendered.text, text);
  if (reason !== undefined) {
    const isNote = limit === undefined && !isQuiet(siteValue);
    return { ...place, fragments: [], problems: [], undecided: isNote ? [reason.text] : [] };
  }
  const reading = READERS[siteValue.site.kind]?.(rendered.text, siteValue) ?? userDataReading(rendered.text);
  return { ...place, ...reading };
}

const READERS: Readonly<Partial<Record<SiteValue['site']['kind'], (text: string, siteValue: SiteValue) => Reading>>> = {
  'cfn-init-command': (text) => fragmentPart({ kind: 'shell', text, where: [], line: 1 }),
  'cfn-init-environment': variableReading,
  'cfn-init-file': fileReading,
  'cfn-init-setting': settingReading,
};

const userDataReading = rememberedByText(200, (text): Reading => {
  const { elsewhere, ...read } = readUserData(text);
  return { ...read, undecided: elsewhere };
});

/** Reads a variable of a command as an assignment of the shell. */
function variableReading(text: string, { pointer }: SiteValue): Reading {
  return fragmentPart({ kind: 'shell', text: `${String(pointer.at(-1))}=${quoteWords([text])}`, where: ['environment'], line: 1 });
}

/** Reads a file. Its path is part of the value's place. */
function fileReading(text: string, siteValue: SiteValue): Reading {
  const file = fileOf(siteValue);
  const { text: content = text, problem } = decode(text);
  const ownKind = fileLanguage(file, content);
  const kind = ownKind === 'other' && isRunFile(siteValue) ? 'shell' : ownKind;
  const reading = fragmentPart({ kind, text: content, where: [`file ${file}`], line: 1, file });
  // Many files are not text: a file in an unread language need not be readable.
  return problem === undefined || kind === 'other' ? reading : { ...reading, problems: [`file ${file} ${problem}`] };
}

/** Reads the address of a file, which matters only for a script, or the address of a service to run. */
function settingReading(text: string, siteValue: SiteValue): Reading {
  const service = serviceOf(siteValue);
  if (service !== undefined) {
    const isOff = text === 'false';
    return isOff ? NO_READING : fragmentPart({ kind: 'shell', text: `systemctl start ${quoteWords([service])}`, where: [], line: 1 });
  }
  if (!isRunFile(siteValue)) return NO_READING;
  const address = text.replaceAll(HOLE, '...').replace(SLOT, '...');
  return { ...NO_READING, undecided: [`${fileOf(siteValue)} comes from ${address}`], isFetched: true };
}

const NO_READING: Reading = { fragments: [], problems: [], undecided: [] };

function fragmentPart(fragment: Fragment): Reading {
  return { fragments: [fragment], problems: [], undecided: [] };
}

/** Decoding commands: the script's own text does not resemble the decoded text. */
const DECODES =
  /base64\s+-|FromBase64String|b64decode|decode64|\batob\b|\s[-/]e(?:c|nc|ncodedcommand)?[\s"',]+[A-Za-z0-9+/]{16}|\s[-/]e(?:c|nc|ncodedcommand)[\s"',]+\$/i;

/** The number of characters within which a decoding command shows. */
const LONGEST_DECODING = 32;

/** Tells whether a part of a script needs parsing. Most have no word of any habit. Errs towards true. */
export function mayMatter({ fragments }: ScriptPart, slots: Slots): boolean {
  return fragments.some(({ text }) => {
    const withHoles = text.replace(SLOT, (char) => (slots.get(char)?.isOpen === false ? char : HOLE));
    const slotted = new SlottedText(text, slots);
    return (
      mayShowHabitWith(slotted) || hasUnknownCommand(withHoles) || mayShowWith(slotted, (each) => DECODES.test(each), LONGEST_DECODING)
    );
  });
}
