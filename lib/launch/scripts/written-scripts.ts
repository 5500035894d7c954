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

/** The beginning of a script. Other formats have parts that may be encoded or broken. */
const IS_SCRIPT = /^\s*#!/;
/** A script that may hold another one in encoded form, or in a store. */
const CARRIES = /64(?<=b64|base64|decode64)|atob\b(?<=\batob)|-e(?:n?c|ncodedcommand)\b|gzip|\{\{resolve:/i;
/** The number of characters within which this shows: those of `-encodedcommand`. */
const LONGEST_CARRIER = 16;
const IS_BINARY = /[\0-\x08\x0e-\x1f]/;
/** A value that may be more than a word of a command, or the beginning of a command. */
const IS_MORE_THAN_A_WORD = /[;&|(){}<>`!#"'\\\n]|\b(?:then|do|else|sudo|exec|eval|nohup|time|env)\b/;
/** The number of characters. A longer script is always read, and may be refused as too long. */
const LARGEST = 100_000;

/** The sites of boot scripts in a row. */
interface ScriptSites {
  readonly userData: readonly LaunchSite[];
  readonly cfnInit: readonly LaunchSite[];
}

const scriptSites = new WeakMap<LaunchResource, ScriptSites>();

/**
 * Tells whether the boot scripts of a launch may show a habit, from the written template. Most scripts are written out, or are joined with
 * references that hold no part of them. If these show no habit, they need no folding. Errs towards true.
 * test/launch/written-scripts.test.ts compares the verdict with the folded scripts.
 */
export function mayBootWithHabits(launch: Launch): boolean {
  const shows = (text: SlottedText): boolean => (hasSlot(text.text) ? mayRun(text.open) || mayShowHabitWith(text) : mayBoot(text.text));
  return writtenScripts(launch)?.some(shows) ?? true;
}

/** Keeps answers: a script may be written out in several places. */
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
 * Returns the boot scripts of a launch as the template has them. Undefined if one needs folding, if a part of one may be more than a word
 * of a command, or if cfn-init has scripts.
 */
export function writtenScripts(launch: Launch): readonly SlottedText[] | undefined {
  return scriptsWritten.of(launch);
}

/** Tells whether a script may hold another one, even if a value completes the word that shows it: `ba${P} -d`. */
function hidesScripts(text: SlottedText): boolean {
  const carries = (each: string): boolean => CARRIES.test(each);
  return carries(text.open) || IS_BINARY.test(text.open) || text.someValueShows(carries, LONGEST_CARRIER);
}

/** Tells whether a text needs reading for another reason than the trace of a habit. */
function mayRun(script: string): boolean {
  return !IS_SCRIPT.test(script) || script.length > LARGEST || hasUnknownCommand(script);
}

const NO_SLOTS = new Slots();

/** Reads a script without values; null if it may hold another script. A script that is written in several places is read once. */
const scriptWithoutValues = rememberedByText(100, (written): SlottedText | null => {
  const text = new SlottedText(literal(written), NO_SLOTS);
  return hidesScripts(text) ? null : text;
});

/**
 * Returns user data that is written out, or whose parts are a word or less; undefined for other user data, and for user data that may hold
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
