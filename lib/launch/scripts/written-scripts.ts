import { Derived } from '../../base/kept';
import { rememberedByText } from '../../base/remembered';
import { intrinsicName } from '../../template/values/evaluation';
import { isObject, member, type Json } from '../../base/json/json';
import type { LaunchResource, LaunchSite, SiteKind } from '../sites';
import type { Launch } from '../launch';
import { plainNode } from '../plain-reading';
import { textAsWritten } from '../text-as-written';
import type { Template } from '../../template/template';
import { Assumptions } from '../../template/values/assumptions';
import type { TextPart } from '../../template/values/texts/text';
import { mayShowHabit } from '../../user-data/habits/may-show-habit';
import { mayShowHabitWith } from './slot-spellings';
import { hasSlot, literal, Slots } from './slots';
import { SlottedText } from './slotted-text';
import { hasUnknownCommand } from './unknown-command';

/** The beginning of a script. Other formats have parts of their own, which may be encoded or broken. */
const IS_SCRIPT = /^\s*#!/;
/** A script that may carry another one in encoded form, or that is stored elsewhere. */
const CARRIES = /64(?<=b64|base64|decode64)|atob\b(?<=\batob)|-e(?:n?c|ncodedcommand)\b|gzip|\{\{resolve:/i;
/** Characters within which it shows: those of `-encodedcommand`. */
const LONGEST_CARRIER = 16;
const IS_BINARY = /[\0-\x08\x0e-\x1f]/;
/** A value that may be more than a word of a command, or the beginning of one. */
const IS_MORE_THAN_A_WORD = /[;&|(){}<>`!#"'\\\n]|\b(?:then|do|else|sudo|exec|eval|nohup|time|env)\b/;
/** Characters. A longer script is always read, and may be refused as too long. */
const LARGEST = 100_000;

/** The sites of boot scripts in a row. */
interface ScriptSites {
  readonly userData: readonly LaunchSite[];
  readonly cfnInit: readonly LaunchSite[];
}

const scriptSites = new WeakMap<LaunchResource, ScriptSites>();

/**
 * Whether the boot scripts of a launch may show a habit, told from the template as it is written. Most scripts are written out, or
 * joined with references that hold no part of them, and show at once that they have none: these need not be folded. Returns true
 * for anything else, which may also be unreadable. test/launch/written-scripts.test.ts compares the verdict with the folded scripts.
 */
export function mayBootWithHabits(launch: Launch): boolean {
  const shows = (text: SlottedText): boolean => (hasSlot(text.text) ? mayRun(text.open) || mayShowHabitWith(text) : mayBoot(text.text));
  return writtenScripts(launch)?.some(shows) ?? true;
}

/** Scripts that are written out in several places are looked at once. */
const mayBoot = rememberedByText(100, (script) => mayRun(script) || mayShowHabit(script));

const scriptsWritten = new Derived((launch: Launch): readonly SlottedText[] | undefined => {
  const { definition, resource, template } = launch;
  let sites = scriptSites.get(definition);
  if (sites === undefined) {
    const ofKind = (matches: (kind: SiteKind) => boolean): readonly LaunchSite[] => definition.sites.filter(({ kind }) => matches(kind));
    sites = { userData: ofKind((kind) => kind === 'user-data'), cfnInit: ofKind((kind) => kind.startsWith('cfn-init-')) };
    scriptSites.set(definition, sites);
  }
  if (sites.cfnInit.some((site) => plainNode(resource, site) !== 'unset')) return undefined;
  const texts: SlottedText[] = [];
  for (const site of sites.userData) {
    const plain = plainNode(resource, site);
    if (plain === 'unset') continue;
    const text = plain === undefined ? undefined : writtenScript(plain.node, template);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
});

/**
 * Returns the boot scripts of a launch as the template has them; undefined where one has to be folded to be known, where a part of it may
 * be more than a word of a command, and where cfn-init has some.
 */
export function writtenScripts(launch: Launch): readonly SlottedText[] | undefined {
  return scriptsWritten.of(launch);
}

/** Whether a script may carry another one, also where a value completes the word that says so: `ba${P} -d`. */
function hidesScripts(text: SlottedText): boolean {
  const carries = (each: string): boolean => CARRIES.test(each);
  return carries(text.open) || IS_BINARY.test(text.open) || text.someValueShows(carries, LONGEST_CARRIER);
}

/** Whether a text has to be read for other reasons than a trace of a habit. */
function mayRun(script: string): boolean {
  return !IS_SCRIPT.test(script) || script.length > LARGEST || hasUnknownCommand(script);
}

const NO_SLOTS = new Slots();

/** Reads a script without values. One that is written out in several places is looked at once. Null for one that may carry another. */
const scriptWithoutValues = rememberedByText(100, (written): SlottedText | null => {
  const text = new SlottedText(literal(written), NO_SLOTS);
  return hidesScripts(text) ? null : text;
});

/**
 * Returns user data that is written out, or whose parts are each a word or less; undefined for anything else, and for what may carry
 * another script.
 */
function writtenScript(node: Json, template: Template): SlottedText | undefined {
  const argument = intrinsicName(node) === 'Fn::Base64' && isObject(node) ? member(node, 'Fn::Base64') : undefined;
  if (argument === undefined) return undefined;
  const written = textAsWritten(argument, template);
  if (written !== undefined) return scriptWithoutValues(written) ?? undefined;
  const parts = template.texts.read(argument, [], Assumptions.NONE);
  if (!parts.every((part) => typeof part === 'string' || isOfWords(part))) return undefined;
  const slots = new Slots();
  const text = new SlottedText(slots.flat(parts), slots);
  return hidesScripts(text) ? undefined : text;
}

function isOfWords(part: TextPart): boolean {
  if (typeof part === 'string' || part.kind === 'base64' || part.open?.kind === 'limit') return false;
  return part.options.every(({ text: [value = '', ...others] }) => {
    return (
      others.length === 0 && typeof value === 'string' && !IS_MORE_THAN_A_WORD.test(value) && !CARRIES.test(value) && !IS_BINARY.test(value)
    );
  });
}
