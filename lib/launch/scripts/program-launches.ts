import { Derived } from '../../base/kept';
import type { Origin } from '../../template/values/outcome';
import { givenTypes, mayGiveTypes, type GivenType } from '../calls/given-types';
import { launchingWords, mayNameAction } from '../calls/launching-code';
import type { Launch } from '../launches';
import { isAtSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import { commandLines } from './command-lines';
import { launchParts } from './launch-parts';
import type { ScriptPart } from './script-parts';
import { slotSpellings } from './slot-spellings';
import { hasSlot, type Slots } from './slots';
import { HIDES_SCRIPTS, mayShowInScripts } from './written-scripts';

/** What programs that a boot script runs may launch: types that it gives to them, and actions of AWS that it names. */
export interface ProgramLaunches {
  readonly at: SiteValue;
  readonly origin: Origin;
  readonly given: readonly GivenType[];
  /** Actions that launch, as the script spells them. */
  readonly actions: readonly string[];
}

const NONE: readonly ProgramLaunches[] = [];
const launchesRead = new Derived((launch: Launch) => (mayLaunch(launch) ? readProgramLaunches(launch) : NONE));

/** Returns what the programs in user data and files of cfn-init may launch, as far as the text says it. Reads each launch once. */
export function programLaunches(launch: Launch): readonly ProgramLaunches[] {
  return launchesRead.of(launch);
}

const SCRIPTS = ['user-data', 'cfn-init-command', 'cfn-init-file'] as const;

/** Tells from the template as it is written whether a script may launch. Errs towards yes. */
function mayLaunch(launch: Launch): boolean {
  const isRead = (): boolean => true;
  return mayShowInScripts(launch, (script) => mayGiveTypes(script) || mayNameAction(script) || HIDES_SCRIPTS.test(script), isRead);
}

function readProgramLaunches(launch: Launch): readonly ProgramLaunches[] {
  const parts = launchParts.of(launch);
  const values = SCRIPTS.flatMap((kind) => {
    const found = launch.siteValuesOf(kind).filter((siteValue) => isAtSite(siteValue));
    return kind === 'cfn-init-command' ? commandLines(found) : found;
  });
  return parts.of(values).flatMap((part) => {
    const { at, origin } = part;
    const texts = textsOf(part, parts.slots);
    const given = texts.flatMap(givenTypes);
    const actions = [...new Set(texts.flatMap(launchingWords))];
    return given.length === 0 && actions.length === 0 ? [] : [{ at, origin, given, actions }];
  });
}

/** Returns the texts of a script, its decoded parts among them, each word with slots in all its spellings. */
function textsOf({ rendered, fragments }: ScriptPart, slots: Slots): readonly string[] {
  const texts = new Set([...fragments.map(({ text }) => text), rendered.text]);
  return [...texts].map((text) =>
    hasSlot(text)
      ? text
          .split('\n')
          .map((line) => spelled(line, slots))
          .join('\n')
      : text,
  );
}

function spelled(line: string, slots: Slots): string {
  return hasSlot(line) ? line.replace(/\S+/g, (word) => (hasSlot(word) ? slotSpellings(word, slots).words.join(' ') : word)) : line;
}
