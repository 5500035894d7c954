import { HOLE } from '../../base/hole';
import { Derived } from '../../base/kept';
import { Assumptions } from '../../template/values/assumptions';
import type { Origin } from '../../template/values/outcome';
import { carriedTogether, type Carried } from '../calls/carried';
import { mayGiveTypes, type GivenType } from '../calls/given-types';
import { mayNameAction } from '../calls/launching-code';
import { mayHoldManifests } from '../calls/scripts/documents';
import { maySetValues } from '../calls/scripts/helm-values';
import { readScript, type ScriptReading } from '../calls/scripts/read-script';
import type { Launch } from '../launch';
import { isAtSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import { commandLines } from './command-lines';
import { launchParts } from './launch-parts';
import type { ScriptPart } from './script-parts';
import { SLOT, slotsIn, type Slots } from './slots';
import { HIDES_SCRIPTS, mayShowInScripts } from './written-scripts';

/** What programs that a boot script runs may launch: types that it gives to them, and actions of AWS that it names. */
export interface ProgramLaunches {
  readonly at: SiteValue;
  readonly origin: Origin;
  readonly given: readonly GivenType[];
  /** Actions that launch, as the script spells them. */
  readonly actions: readonly string[];
  /** What its commands and manifests launch. */
  readonly carried: Carried;
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
  return mayShowInScripts(launch, mayShowLaunch, isRead);
}

function mayShowLaunch(script: string): boolean {
  if (mayGiveTypes(script) || mayNameAction(script) || mayHoldManifests(script) || maySetValues(script)) return true;
  return script.includes('ami-') || HIDES_SCRIPTS.test(script);
}

function readProgramLaunches(launch: Launch): readonly ProgramLaunches[] {
  const parts = launchParts.of(launch);
  const values = SCRIPTS.flatMap((kind) => {
    const found = launch.siteValuesOf(kind).filter((siteValue) => isAtSite(siteValue));
    return kind === 'cfn-init-command' ? commandLines(found) : found;
  });
  const { resource, template, cases } = launch;
  const [when = Assumptions.NONE] = cases;
  return parts.of(values).flatMap((part) => {
    const { at, origin } = part;
    const place = { at: { path: at.path, pointer: at.pointer }, when, resource, template };
    const { inner, whole } = textsOf(part, parts.slots);
    const ofInner = inner.map((text) => readScript(text, true, place));
    const judged = new Set(ofInner.flatMap((each) => [...each.judged]));
    // What a fragment says is said by the whole text as well, if not as a script.
    const ofWhole = whole
      .map((text) => readScript(text, true, place))
      .map((each): ScriptReading => ({
        ...each,
        given: each.given.filter(({ type }) => !judged.has(type)),
        actions: each.actions.filter((action) => !judged.has(action)),
      }));
    const readings = [...ofInner, ...ofWhole];
    const given = [...new Map(readings.flatMap(givenIn).map((each) => [`${each.key} ${each.type}`, each])).values()];
    const actions = [...new Set(readings.flatMap((each) => each.actions))];
    const carried = carriedTogether(readings.map((each) => each.carried));
    const isEmpty = given.length + actions.length + carried.launches.length + carried.undecided.length === 0;
    return isEmpty ? [] : [{ at, origin, given, actions, carried }];
  });
}

/** Returns the types that a script gives to programs, those in texts within its manifests included. */
function givenIn({ given, carried }: ScriptReading): readonly GivenType[] {
  return [...given, ...carried.undecided.flatMap((each) => each.given ?? [])];
}

/** Texts in which each value of a slot is written out in turn. Beyond it, the others are left to the last, which counts as open. */
const MOST_TEXTS = 100;
/** Values within values. */
const DEEPEST = 20;

interface ScriptTexts {
  /** Its parts, decoded. */
  readonly inner: readonly string[];
  /** The text as it is written, where it is not one of its parts. */
  readonly whole: readonly string[];
}

/** Returns the texts of a script: every value of each slot in one of them. */
function textsOf({ rendered, fragments }: ScriptPart, slots: Slots): ScriptTexts {
  const inner = new Set(fragments.map(({ text }) => text));
  const whole = inner.has(rendered.text) ? [] : [rendered.text];
  return { inner: [...inner].flatMap((text) => textsInTurn(text, slots)), whole: whole.flatMap((text) => textsInTurn(text, slots)) };
}

function textsInTurn(text: string, slots: Slots): readonly string[] {
  const most = Math.max(1, ...[...slotsIn(text)].map((char) => optionsOf(char, slots)));
  return Array.from({ length: Math.min(most, MOST_TEXTS) }, (_, turn) => inTurn(text, turn, slots, 0));
}

/** Counts the values of a slot, those of the slots in them included. */
function optionsOf(char: string, slots: Slots, depth = 0): number {
  const slot = slots.get(char);
  if (slot === undefined || depth >= DEEPEST) return 1;
  const inner = slot.values.flatMap(({ text }) => [...slotsIn(text)].map((each) => optionsOf(each, slots, depth + 1)));
  const own = slot.values.length + (slot.isOpen ? 1 : 0);
  return Math.min(MOST_TEXTS, own * Math.max(1, ...inner));
}

function inTurn(text: string, turn: number, slots: Slots, depth: number): string {
  return text.replace(SLOT, (char) => {
    const slot = slots.get(char);
    if (slot === undefined || depth >= DEEPEST || turn === MOST_TEXTS - 1) return HOLE;
    const count = slot.values.length + (slot.isOpen ? 1 : 0);
    const value = slot.values[turn % Math.max(1, count)];
    return value === undefined ? HOLE : inTurn(value.text, Math.floor(turn / Math.max(1, count)), slots, depth + 1);
  });
}
