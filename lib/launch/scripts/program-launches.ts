import { Derived } from '../../base/kept';
import { member } from '../../base/json/json';
import type { Origin } from '../../template/values/outcome';
import { givenTypes, mayGiveTypes, type GivenType } from '../calls/given-types';
import { launchingWords, mayNameAction } from '../calls/launching-code';
import type { Launch } from '../launches';
import { plainNode } from '../plain-reading';
import { isAtSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import { commandLines } from './command-lines';
import { readParts, type ScriptPart } from './script-parts';
import { slotSpellings } from './slot-spellings';
import { Slots } from './slots';

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
function mayLaunch({ definition, resource }: Launch): boolean {
  const sites = definition.sites.filter(({ kind }) => SCRIPTS.some((script) => script === kind));
  if (sites.length === 0) return false;
  const metadata = member(resource.body, 'Metadata');
  const nodes = sites
    .filter(({ kind }) => kind === 'user-data')
    .map((site) => {
      const plain = plainNode(resource, site);
      if (plain === undefined) return resource.body;
      return plain === 'unset' ? undefined : plain.node;
    });
  // What is encoded shows nothing.
  if (nodes.some((node) => typeof node === 'string')) return true;
  const text = JSON.stringify([nodes, metadata]);
  return mayGiveTypes(text) || mayNameAction(text) || /base64|gzip/i.test(text);
}

function readProgramLaunches(launch: Launch): readonly ProgramLaunches[] {
  const slots = new Slots();
  const values = SCRIPTS.flatMap((kind) => {
    const found = launch.siteValuesOf(kind).filter((siteValue) => isAtSite(siteValue));
    return kind === 'cfn-init-command' ? commandLines(found) : found;
  });
  return values
    .flatMap((siteValue) => readParts(siteValue, slots))
    .flatMap((part) => {
      const { at, origin } = part;
      const texts = textsOf(part, slots);
      const given = texts.flatMap(givenTypes);
      const actions = [...new Set(texts.flatMap(launchingWords))];
      return given.length === 0 && actions.length === 0 ? [] : [{ at, origin, given, actions }];
    });
}

/** Returns the texts of a script, its decoded parts among them, each word with slots in all its spellings. */
function textsOf({ rendered, fragments }: ScriptPart, slots: Slots): readonly string[] {
  const texts = new Set([...fragments.map(({ text }) => text), rendered.text]);
  return [...texts].map((text) => text.replace(/\S*[\uE000-\uF8FF]\S*/g, (word) => slotSpellings(word, slots).words.join(' ')));
}
