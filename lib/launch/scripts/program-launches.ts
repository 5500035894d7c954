import { Derived } from '../../base/kept';
import { rememberedByText } from '../../base/remembered';
import { Assumptions } from '../../template/values/assumptions';
import type { Origin } from '../../template/values/outcome';
import { carriedTogether, type Carried } from '../calls/carried';
import type { GivenType } from '../calls/given-types';
import { mayLaunch, mayLaunchAsWritten, scriptLaunches, type ScriptLaunches } from '../calls/scripts/script-launches';
import type { Launch } from '../launch';
import { isAtSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import { commandLines } from './command-lines';
import { sharedParts } from './shared-parts';
import { mayConcernWith, textsOfPart } from './texts-in-turn';
import { hasSlot } from './slots';
import { writtenScripts } from './written-scripts';

/** The launches of programs in a boot script: types that the script gives to them, and AWS actions that it names. */
export interface ProgramLaunches {
  readonly at: SiteValue;
  readonly origin: Origin;
  readonly given: readonly GivenType[];
  /** Launching actions, in the script's spelling. */
  readonly actions: readonly string[];
  /** The launches of its commands and manifests. */
  readonly carried: Carried;
}

const NONE: readonly ProgramLaunches[] = [];
const launchesRead = new Derived((launch: Launch) => (mayProgramsLaunch(launch) ? readProgramLaunches(launch) : NONE));

/** Returns the launches of programs in user data and cfn-init files, if the text shows them. Reads each launch once. */
export function programLaunches(launch: Launch): readonly ProgramLaunches[] {
  return launchesRead.of(launch);
}

const SCRIPTS = ['user-data', 'cfn-init-command', 'cfn-init-file'] as const;

/** Keeps answers: a script may be written out in several places. */
const mayScriptLaunch = rememberedByText(100, mayLaunchAsWritten);

/** Tells from the written template, without decoding, whether a script may launch. Errs towards yes. */
function mayProgramsLaunch(launch: Launch): boolean {
  const texts = writtenScripts(launch);
  return texts?.some((text) => (hasSlot(text.text) ? mayConcernWith(text, mayLaunchAsWritten) : mayScriptLaunch(text.text))) ?? true;
}

function readProgramLaunches(launch: Launch): readonly ProgramLaunches[] {
  const parts = sharedParts.of(launch);
  const values = SCRIPTS.flatMap((kind) => {
    const found = launch.siteValuesOf(kind).filter((siteValue) => isAtSite(siteValue));
    return kind === 'cfn-init-command' ? commandLines(found) : found;
  });
  const { resource, template, cases } = launch;
  const [when = Assumptions.NONE] = cases;
  return parts.of(values).flatMap((part) => {
    const { at, origin } = part;
    const place = { at: { path: at.path, pointer: at.pointer }, when, resource, template };
    const { inner, whole } = textsOfPart(part, parts.slots, mayLaunch);
    const ofInner = inner.map((text) => scriptLaunches(text, true, place));
    const judged = new Set(ofInner.flatMap((each) => [...each.judged]));
    // The whole text repeats the content of its fragments, though perhaps not as a script.
    const ofWhole = whole
      .map((text) => scriptLaunches(text, true, place))
      .map((each): ScriptLaunches => ({
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

/** Returns the types that a script gives to programs, including those in texts of its manifests. */
function givenIn({ given, carried }: ScriptLaunches): readonly GivenType[] {
  return [...given, ...carried.undecided.flatMap((each) => each.given ?? [])];
}
