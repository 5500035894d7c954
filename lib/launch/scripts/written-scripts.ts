import { HOLE } from '../../base/hole';
import { Derived } from '../../base/kept';
import { rememberedByText } from '../../base/remembered';
import { intrinsicName } from '../../template/values/evaluation';
import { isList, isObject, member, type Json } from '../../base/json/json';
import type { LaunchResource, LaunchSite } from '../sites';
import type { Launch } from '../launch';
import { isPseudoParameter } from '../../template/values/parameters';
import { plainNode } from '../plain-reading';
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

const scriptSites = new WeakMap<LaunchResource, readonly LaunchSite[]>();

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
    sites = definition.sites.filter(({ kind }) => kind === 'user-data' || kind.startsWith('cfn-init-'));
    scriptSites.set(definition, sites);
  }
  const texts: SlottedText[] = [];
  for (const site of sites) {
    const plain = plainNode(resource, site);
    if (plain === 'unset') continue;
    const text = plain === undefined || site.kind !== 'user-data' ? undefined : writtenScript(plain.node, template);
    if (text === undefined || hidesScripts(text)) return undefined;
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

/** Returns user data that is written out, or whose parts are a word or less. */
function writtenScript(node: Json, template: Template): SlottedText | undefined {
  const argument = intrinsicName(node) === 'Fn::Base64' && isObject(node) ? member(node, 'Fn::Base64') : undefined;
  if (argument === undefined) return undefined;
  const slots = new Slots();
  const written = writtenText(argument, template);
  if (written !== undefined) return new SlottedText(literal(written), slots);
  const text = template.texts.read(argument, [], Assumptions.NONE);
  return text.every((part) => typeof part === 'string' || isOfWords(part)) ? new SlottedText(slots.flat(text), slots) : undefined;
}

function isOfWords(part: TextPart): boolean {
  if (typeof part === 'string' || part.kind === 'base64' || part.open?.kind === 'limit') return false;
  return part.options.every(({ text: [value = '', ...others] }) => {
    return (
      others.length === 0 && typeof value === 'string' && !IS_MORE_THAN_A_WORD.test(value) && !CARRIES.test(value) && !IS_BINARY.test(value)
    );
  });
}

/** Returns a text with holes for references to resources and pseudo parameters; undefined if folding may find more. */
function writtenText(node: Json, template: Template): string | undefined {
  if (typeof node === 'string') return node;
  if (!isObject(node)) return undefined;
  switch (intrinsicName(node)) {
    case 'Ref':
      return isCreated(member(node, 'Ref'), template) ? HOLE : undefined;
    case 'Fn::GetAtt':
      return isAttribute(member(node, 'Fn::GetAtt')) ? HOLE : undefined;
    case 'Fn::Join':
      return joinedText(member(node, 'Fn::Join'), template);
    case 'Fn::Sub':
      return substitutedText(member(node, 'Fn::Sub'), template);
    default:
      return undefined;
  }
}

function joinedText(argument: Json | undefined, template: Template): string | undefined {
  const [delimiter, parts] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || !isList(parts)) return undefined;
  let text = '';
  for (const part of parts) {
    const written = writtenText(part, template);
    if (written === undefined) return undefined;
    text += text === '' ? written : delimiter + written;
  }
  return text;
}

function substitutedText(text: Json | undefined, template: Template): string | undefined {
  if (typeof text !== 'string') return undefined;
  const names = [...text.matchAll(/\$\{([^!${}][^${}]*)\}/g)].map(([, name = '']) => name.trim());
  return names.every((name) => (name.includes('.') ? isAttribute(name) : isCreated(name, template)))
    ? text.replace(/\$\{[^!${}][^${}]*\}/g, HOLE)
    : undefined;
}

/** Tells whether a name is a pseudo parameter or a resource. The values of a parameter may be parts of the script. */
function isCreated(name: Json | undefined, template: Template): boolean {
  if (typeof name !== 'string' || name === 'AWS::NoValue') return false;
  return isPseudoParameter(name) || (template.parameter(name) === undefined && template.declares(name));
}

/**
 * Tells whether only the deployment knows an attribute. It is neither an output of a nested stack nor the value of a Parameter Store
 * parameter.
 */
function isAttribute(argument: Json | undefined): boolean {
  const [logicalId, attribute] = isList(argument) ? argument : typeof argument === 'string' ? argument.split(/\.(.*)/s) : [];
  return typeof logicalId === 'string' && typeof attribute === 'string' && attribute !== 'Value' && !attribute.startsWith('Outputs');
}
