import { NAME_OF_NITRO } from '../disk-names';
import { RUNS_ON_DEVICES } from '../scripts/lines/data-files';
import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import { assignmentIn } from './assignments';
import type { WordPattern } from './habit';
import type { Found, TracedStatement } from './match';
import { isRemoved } from './removed-drivers';
import { isHandedOn } from './text-programs';
import { cutsOff } from './replaced-names';
import type { ScriptView } from './script-view';

export function matchWords({ statement, traced }: TracedStatement, pattern: WordPattern, view: ScriptView): readonly Found[] {
  if (pattern.listed === true && statement.isDeviceList !== true) return [];
  return traced
    .filter(
      (use) =>
        (pattern.inLines === undefined || (use.role === 'line' && !isForOthers(statement, pattern.inLines))) &&
        isMeant(use, pattern) &&
        !isGivenTo(use, pattern, view) &&
        (pattern.word.test(use.word) || comesTo(use, pattern, view)) &&
        !isOnlyPassedOn(use, pattern, view, 0) &&
        !(pattern.unused === true && isUsed(use, view)) &&
        !(pattern.unlessRemoved === true && isRemoved(view.spotOf(statement, use))),
    )
    .flatMap((use) => {
      const spot = view.spotOf(statement, use);
      const spellings = view.textsOf(use).slice(1);
      return [{ spot, expecting: [spot], words: spellings.length > 0 ? spellings : [use.word] }];
    });
}

function isMeant({ role, program, word }: Use, { notIn, notOn, notWithin }: WordPattern): boolean {
  if (role === 'spoken') return /\$\{\w+:?=/.test(word);
  if (role === 'pattern') return false;
  if (role === 'line') return notOn?.test(word) !== true;
  return notIn?.test(program) !== true && notWithin?.test(word) !== true;
}

/** Tells whether a variable goes only where the word has another meaning. An unused variable may be for a script that runs later. */
function isOnlyPassedOn(use: Use, pattern: WordPattern, view: ScriptView, depth: number): boolean {
  const mentions = view.variables.mentionsOf(use);
  return (
    mentions.length > 0 &&
    !mentions.some(
      ({ use: mention, statement }) =>
        !isHandedOn(mention, statement, assignmentIn(use).name ?? '') &&
        !isCommandFor(mention, use, pattern, view) &&
        !isKeyOnly(mention, use) &&
        isMeant(mention, pattern) &&
        (depth > 3 || !isOnlyPassedOn(mention, pattern, view, depth + 1)),
    )
  );
}

/** Waits for the device to appear. */
const LOOKS_FOR_FILE = /\bexists?\??\s*\(|\bis_block_device\b|\bl?stat\s*\(|\bTest-Path\b|[\s(]-[be]\s/;

const forOthersKept = new WeakMap<readonly string[], Map<RegExp, boolean>>();

/** Tells whether a script names devices only for another program, such as EC2's API. */
function isForOthers({ lines }: PlacedStatement, names: RegExp): boolean {
  const kept = forOthersKept.get(lines) ?? new Map<RegExp, boolean>();
  forOthersKept.set(lines, kept);
  const isForOthers =
    kept.get(names) ??
    (lines.some((line) => names.test(line)) && !lines.some((line) => RUNS_ON_DEVICES.test(line) || LOOKS_FOR_FILE.test(line)));
  kept.set(names, isForOthers);
  return isForOthers;
}

/** Tells whether the word is for a program in a variable: `AWS="aws ec2"`, `$AWS attach-volume --device /dev/sdf`. */
function isGivenTo({ program }: Use, { notIn }: WordPattern, view: ScriptView): boolean {
  if (notIn === undefined || !program.startsWith('$')) return false;
  return view.variables.spellingsOf(program).some((text) => notIn.test((text.trim().split(/\s/, 1)[0] ?? '').replace(/^.*\//, '')));
}

/** Tells whether an array is run as a command: `command=(aws ec2 attach-volume --device /dev/sdf)`. */
function isCommandFor(mention: Use, { word }: Use, { notIn }: WordPattern, view: ScriptView): boolean {
  if (notIn === undefined || mention.role !== 'program' || !/^\$\{\w+\[[@*]\]\}$/.test(mention.word)) return false;
  const [name = ''] = /^\w+/.exec(word) ?? [];
  const [first] = view.assignmentsTo(name);
  return first !== undefined && notIn.test(assignmentIn(first.use).value);
}

/** Tells whether the name of the device is only a key: `${MOUNTS[$d]}`. */
function isKeyOnly({ word }: Use, use: Use): boolean {
  if (!word.includes('[')) return false;
  const { name } = assignmentIn(use);
  const [before, ...others] = word.split(/(?<=\$\{[!#]?\w{1,60})\[[^\]]*\]/);
  return (
    name !== undefined && others.length > 0 && ![before, ...others].some((text) => new RegExp(String.raw`\$\{?${name}\b`).test(text ?? ''))
  );
}

/** Tells whether the assigned value goes anywhere but into the variable itself. */
function isUsed(use: Use, view: ScriptView): boolean {
  const { name } = assignmentIn(use);
  return view.variables.mentionsOf(use).some(({ use: mention }) => mention.role !== 'spoken' && assignmentIn(mention).name !== name);
}

/** Tells whether a word matches with its variables replaced. A word with a variable that matches by itself does not count. */
export function comesTo(use: Use, { word: text }: WordPattern, view: ScriptView): boolean {
  const { variables } = view;
  const { word } = use;
  return (
    view
      .textsOf(use)
      .slice(1)
      .some((spelling) => text.test(spelling)) &&
    !variables
      .assignmentsFor(word)
      .filter((assignment) => assignment !== word && !(cutsOff(word) && NAME_OF_NITRO.test(assignment)))
      .some((assignment) => text.test(assignment) || variables.spellingsOf(assignment).some((each) => text.test(each)))
  );
}
