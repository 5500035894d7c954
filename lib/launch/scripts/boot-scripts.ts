import { Derived } from '../../base/kept';
import { HOLE } from '../../base/hole';
import { member } from '../../base/json/json';
import type { SiteKind } from '../sites';
import type { Launch } from '../launches';
import type { Origin, Outcome } from '../../template/values/outcome';
import { isAtSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import { decode } from '../../user-data/decoding';
import { fileLanguage } from '../../user-data/file-language';
import type { Fragment } from '../../user-data/fragment';
import { mayShowHabit } from '../../user-data/habits/may-show-habit';
import { readUserData } from '../../user-data/read-user-data';
import { quoteWords } from '../../user-data/scripts/quote';
import { cutLines } from '../../user-data/find-habits';
import { readScriptsFully, type PlacedStatement } from '../../user-data/scripts/read-script';
import { commandLines } from './command-lines';
import { outcomeText } from './outcome-text';
import { mayBootWithHabits } from './written-scripts';

/** A script that one site value of a launch runs on the instance. */
export interface BootScript {
  readonly at: SiteValue;
  readonly origin: Origin;
  readonly statements: readonly PlacedStatement[];
  /** All statements that run on the same instance: a script that handles a habit handles it for these, too. */
  readonly together: readonly PlacedStatement[];
  /** What cannot be read at all, as clauses. */
  readonly problems: readonly string[];
  /** What only the deployment knows, as clauses. */
  readonly undecided: readonly string[];
  /** The limit of ours that keeps part of the script from being read, though the template may have it. */
  readonly limit?: string;
}

const NO_SCRIPTS: readonly BootScript[] = [];
const scriptsRead = new Derived((launch: Launch) => (mayBootWithHabits(launch) ? readBootScripts(launch) : NO_SCRIPTS));

/** Returns the scripts of user data and cfn-init: every text that they may turn out to be, each once. Reads each launch once. */
export function bootScripts(launch: Launch): readonly BootScript[] {
  return scriptsRead.of(launch);
}

type Reading = Pick<BootScript, 'problems' | 'undecided'> & { readonly fragments: readonly Fragment[]; readonly mayMatter: boolean };
type Part = Reading & Pick<BootScript, 'at' | 'origin' | 'limit'>;

/** Reads boot scripts as `bootScripts` does, always by folding them: what `mayBootWithHabits` is compared with. */
export function readBootScripts(launch: Launch): readonly BootScript[] {
  const userData = siteValuesOf(launch, 'user-data').flatMap((siteValue) => partsOf(siteValue, userDataPart));
  const commands = siteValuesOf(launch, 'cfn-init-command');
  const files = siteValuesOf(launch, 'cfn-init-file');
  const cfnInit =
    commands.length + files.length === 0
      ? []
      : [
          ...siteValuesOf(launch, 'cfn-init-environment').flatMap((siteValue) => partsOf(siteValue, variablePart)),
          ...commandLines(commands).flatMap((siteValue) => partsOf(siteValue, commandPart)),
          ...files.flatMap((siteValue) => partsOf(siteValue, filePart)),
        ];
  const parts = cfnInit.length === 0 ? userData : [...userData, ...cfnInit];
  // Most scripts have no word of any habit, and parsing takes most of the time.
  if (!parts.some((part) => part.mayMatter)) {
    const remarkable = parts.filter(({ problems, undecided, limit }) => problems.length + undecided.length > 0 || limit !== undefined);
    return remarkable.map((part) => ({ ...part, statements: [], together: [] }));
  }
  const atBoot = userData.map(withStatements);
  const afterwards = cfnInit.map(withStatements);
  // cfn-init runs whatever the user data has prepared.
  const together = [...atBoot, ...afterwards].flatMap(({ statements }) => statements);
  return [
    ...atBoot.map((part) => withSpellings({ ...part, together: part.statements })),
    ...afterwards.map((part) => withSpellings({ ...part, together })),
  ];
}

/** Returns the values at the sites of a kind. An undecided object around user data, or an undecided resource, is left out: the instance type is then undecided, too, which is a finding of its own. */
function siteValuesOf(launch: Launch, kind: SiteKind): readonly SiteValue[] {
  const isReportedElsewhere = kind === 'user-data' || member(launch.resource.body, 'Fn::Transform') !== undefined;
  return launch.siteValuesOf(kind).filter((siteValue) => !isReportedElsewhere || isAtSite(siteValue));
}

/** Adds a problem for each word whose variables have more combinations than are tried. */
function withSpellings(script: BootScript): BootScript {
  const cut = cutLines(script.statements, script.together).map((place) => `the variables in ${place} have too many combinations to follow`);
  return cut.length === 0 ? script : { ...script, problems: [...script.problems, ...cut] };
}

function withStatements(part: Part): Part & Pick<BootScript, 'statements'> {
  const { statements, problems } = readScriptsFully(part.fragments);
  const unknown = statements.flatMap(({ where, uses }) =>
    uses
      .filter(({ role, word }) => role === 'program' && isOnlyHoles(word))
      .map(({ line }) => [...where, `all of line ${line.toString()}`].join(', ')),
  );
  return { ...part, statements, problems: [...part.problems, ...problems], undecided: [...part.undecided, ...unknown] };
}

/** A line that begins with a hole may be any command, or several. */
const BEGINS_UNKNOWN = new RegExp(`^[ \\t]*${HOLE}`, 'm');

/** Decoded text does not show what the script does. */
const DECODES = /base64\s+-/;

function mayMatter(script: string): boolean {
  return mayShowHabit(script) || BEGINS_UNKNOWN.test(script) || DECODES.test(script);
}

function partsOf(siteValue: SiteValue, readPart: (text: string, siteValue: SiteValue) => Reading): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const outcome of siteValue.outcomes) {
    const text = outcomeText(outcome);
    const limit = outcome.kind === 'unresolved' && outcome.reason.kind === 'limit' ? outcome.reason.text : undefined;
    const key = `${limit ?? ''}\n${text ?? ''}`;
    if (text === undefined || parts.has(key)) continue;
    // The known parts of a text are read.
    const reading = isOnlyHoles(text) ? unknownPart(limit === undefined ? outcome : undefined) : readPart(text, siteValue);
    parts.set(key, { at: siteValue, origin: outcome.origin, ...reading, ...(limit === undefined ? {} : { limit }) });
  }
  return [...parts.values()];
}

/** Whether no part of a text is known. */
function isOnlyHoles(text: string): boolean {
  return text.includes(HOLE) && text.replaceAll(HOLE, '').trim() === '';
}

function unknownPart(outcome: Outcome | undefined): Reading {
  return { fragments: [], problems: [], undecided: outcome?.kind === 'unresolved' ? [outcome.reason.text] : [], mayMatter: false };
}

/** Scripts by text: instances of one kind, and the templates of several Regions, share theirs. */
const userDataRead = new Map<string, Reading>();
/** Scripts that are kept. Above this, all are dropped and read again. */
const MOST_KEPT = 200;

function userDataPart(text: string): Reading {
  const earlier = userDataRead.get(text);
  if (earlier !== undefined) return earlier;
  const { fragments, problems, elsewhere } = readUserData(text);
  const reading = { fragments, problems, undecided: elsewhere, mayMatter: fragments.some((fragment) => mayMatter(fragment.text)) };
  if (userDataRead.size >= MOST_KEPT) userDataRead.clear();
  userDataRead.set(text, reading);
  return reading;
}

function commandPart(text: string): Reading {
  return fragmentPart({ kind: 'shell', text, where: [], line: 1 });
}

/** Reads a variable of a command, as a shell would set it. */
function variablePart(text: string, { pointer }: SiteValue): Reading {
  return fragmentPart({ kind: 'shell', text: `${String(pointer.at(-1))}=${quoteWords([text])}`, where: ['environment'], line: 1 });
}

/** Reads a file, whose path is a part of the value's place. */
function filePart(text: string, { path }: SiteValue): Reading {
  const [, file = ''] = /\/files\/(.*)\/content$/.exec(path) ?? [];
  const { text: content = text, problem } = decode(text);
  const kind = fileLanguage(file, content);
  const reading = fragmentPart({ kind, text: content, where: [`file ${file}`], line: 1 });
  // Many files are no text: a file in no language that is read need not be readable.
  return problem === undefined || kind === 'other' ? reading : { ...reading, problems: [`file ${file} ${problem}`] };
}

function fragmentPart(fragment: Fragment): Reading {
  return { fragments: [fragment], problems: [], undecided: [], mayMatter: mayMatter(fragment.text) };
}
