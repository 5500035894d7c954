import { NAME_OF_NITRO } from '../disk-names';
import type { Use } from '../scripts/statement';
import { assignmentIn } from './assignments';
import type { WordPattern } from './habit';
import type { Found, TracedStatement } from './match';
import { cutsOff } from './replaced-names';
import type { ScriptView } from './script-view';

export function matchWords({ statement, traced }: TracedStatement, pattern: WordPattern, view: ScriptView): readonly Found[] {
  return traced
    .filter(
      (use) =>
        isMeant(use, pattern) &&
        !isGivenTo(use, pattern, view) &&
        (pattern.word.test(use.word) || comesTo(use, pattern, view)) &&
        !isOnlyPassedOn(use, pattern, view, 0) &&
        !(pattern.unused === true && isUsed(use, view)),
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
      ({ use: mention }) =>
        !isCommandFor(mention, use, pattern, view) &&
        isMeant(mention, pattern) &&
        (depth > 3 || !isOnlyPassedOn(mention, pattern, view, depth + 1)),
    )
  );
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
