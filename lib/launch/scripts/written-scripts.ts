import { HOLE } from '../../base/hole';
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
import { SLOT, Slots } from './slots';
import { hasUnknownCommand } from './unknown-command';

/** The beginning of a script. Other formats have parts of their own, which may be encoded or broken. */
const IS_SCRIPT = /^\s*#!/;
/** A script that may carry another one in encoded form, or that is binary or stored elsewhere. */
export const HIDES_SCRIPTS = /base64|b64|decode64|\batob\b|-e(?:c|nc|ncodedcommand)\b|gzip|[\0-\x08\x0e-\x1f]|\{\{resolve:/i;
/** A value that may be more than a word of a command, or the beginning of one. */
const IS_MORE_THAN_A_WORD = /[;&|(){}<>`!#"'\\\n]|\b(?:then|do|else|sudo|exec|eval|nohup|time|env)\b/;
/** Characters. A longer script is always read, and may be refused as too long. */
const LARGEST = 100_000;

const scriptSites = new WeakMap<LaunchResource, readonly LaunchSite[]>();

/**
 * Whether the boot scripts of a launch may show a habit, told from the template as it is written. Most scripts are written out, or
 * joined with references that hold no part of them, and show at once that they have none: these need not be folded. Returns true
 * for anything else, which may also be unreadable. test/launch/written-scripts.test.ts compares the verdict with the folded scripts.
 */
export function mayBootWithHabits(launch: Launch): boolean {
  const shows = (script: string): boolean => mayRun(script) || mayShowHabit(script);
  return mayShowInScripts(launch, shows, (flat, slots) => mayRun(flat.replace(SLOT, HOLE)) || mayShowHabitWith(flat, slots));
}

/**
 * Whether a boot script of a launch may show something, told from the template as it is written. Returns true for the scripts of cfn-init.
 *
 * @param shows tells it of a script that is written out
 * @param showsWithValues tells it of user data in which parts may have several values, each of them a word or less
 */
export function mayShowInScripts(
  { definition, resource, template }: Launch,
  shows: (script: string) => boolean,
  showsWithValues: (flat: string, slots: Slots) => boolean,
): boolean {
  let sites = scriptSites.get(definition);
  if (sites === undefined) {
    sites = definition.sites.filter(({ kind }) => kind === 'user-data' || kind.startsWith('cfn-init-'));
    scriptSites.set(definition, sites);
  }
  return sites.some((site) => {
    const plain = plainNode(resource, site);
    if (plain === 'unset') return false;
    if (plain === undefined || site.kind !== 'user-data') return true;
    const script = encodedText(plain.node, template);
    return script === undefined ? mayShowWithValues(plain.node, template, showsWithValues) : shows(script);
  });
}

/** Whether a text has to be read for other reasons than a trace of a habit. */
function mayRun(script: string): boolean {
  return !IS_SCRIPT.test(script) || script.length > LARGEST || HIDES_SCRIPTS.test(script) || hasUnknownCommand(script);
}

/** Whether a script may show something with the values of its parts. Returns true where a value may be more than a word. */
function mayShowWithValues(node: Json, template: Template, shows: (flat: string, slots: Slots) => boolean): boolean {
  const argument = intrinsicName(node) === 'Fn::Base64' && isObject(node) ? member(node, 'Fn::Base64') : undefined;
  if (argument === undefined) return true;
  const text = template.texts.read(argument, [], Assumptions.NONE);
  if (!text.every((part) => typeof part === 'string' || isOfWords(part))) return true;
  const slots = new Slots();
  return shows(slots.flat(text), slots);
}

function isOfWords(part: TextPart): boolean {
  if (typeof part === 'string' || part.kind === 'base64' || part.open?.kind === 'limit') return false;
  return part.options.every(({ text: [value = '', ...others] }) => {
    return others.length === 0 && typeof value === 'string' && !IS_MORE_THAN_A_WORD.test(value) && !HIDES_SCRIPTS.test(value);
  });
}

/** Returns the argument of `Fn::Base64` as `writtenText` does; undefined for a text that is encoded already. */
function encodedText(node: Json, template: Template): string | undefined {
  const argument = intrinsicName(node) === 'Fn::Base64' && isObject(node) ? member(node, 'Fn::Base64') : undefined;
  return argument === undefined ? undefined : writtenText(argument, template);
}

/** Returns a text with holes for references to resources and pseudo parameters; undefined where folding may find more in it. */
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

/** Whether a name is a pseudo parameter or a resource, and not a parameter, whose values may be parts of the script. */
function isCreated(name: Json | undefined, template: Template): boolean {
  if (typeof name !== 'string' || name === 'AWS::NoValue') return false;
  return isPseudoParameter(name) || (template.parameter(name) === undefined && template.declares(name));
}

/** Whether only the deployment knows an attribute: it is neither an output of a nested stack nor the value of a Parameter Store parameter. */
function isAttribute(argument: Json | undefined): boolean {
  const [logicalId, attribute] = isList(argument) ? argument : typeof argument === 'string' ? argument.split(/\.(.*)/s) : [];
  return typeof logicalId === 'string' && typeof attribute === 'string' && attribute !== 'Value' && !attribute.startsWith('Outputs');
}
