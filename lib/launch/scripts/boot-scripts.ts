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

/** What one place of a launch runs on the instance. */
export interface BootScript {
  readonly at: SiteValue;
  readonly origin: Origin;
  readonly statements: readonly PlacedStatement[];
  /** What runs along with it: a script that handles a habit handles it for these as well. */
  readonly together: readonly PlacedStatement[];
  /** Clauses: what cannot be read at all, and what only the deployment knows. */
  readonly problems: readonly string[];
  readonly undecided: readonly string[];
  /** Why not all of it has been followed, though the template may have it: a limit of ours. */
  readonly limit?: string;
}

const NO_SCRIPTS: readonly BootScript[] = [];
const read = new WeakMap<Launch, readonly BootScript[]>();

/** User data and what cfn-init runs: every text that they may turn out to be, each once. */
export function bootScripts(launch: Launch): readonly BootScript[] {
  let scripts = read.get(launch);
  if (scripts === undefined) {
    scripts = mayBootWithHabits(launch) ? readBootScripts(launch) : NO_SCRIPTS;
    read.set(launch, scripts);
  }
  return scripts;
}

type Reading = Pick<BootScript, 'problems' | 'undecided'> & { readonly fragments: readonly Fragment[]; readonly mayMatter: boolean };
type Part = Reading & Pick<BootScript, 'at' | 'origin' | 'limit'>;

function readBootScripts(launch: Launch): readonly BootScript[] {
  const userData = siteValuesOf(launch, 'user-data').flatMap((siteValue) => textsOf(siteValue, userDataPart));
  const commands = siteValuesOf(launch, 'cfn-init-command');
  const files = siteValuesOf(launch, 'cfn-init-file');
  const cfnInit =
    commands.length + files.length === 0
      ? []
      : [
          ...siteValuesOf(launch, 'cfn-init-environment').flatMap((siteValue) => textsOf(siteValue, variablePart)),
          ...commandLines(commands).flatMap((siteValue) => textsOf(siteValue, commandPart)),
          ...files.flatMap((siteValue) => textsOf(siteValue, filePart)),
        ];
  const parts = cfnInit.length === 0 ? userData : [...userData, ...cfnInit];
  // Most scripts hold no word of any habit, and taking them apart is what takes time.
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

/** What leaves more than user data, or the whole resource, undecided leaves the instance type undecided too, and that rule says so. */
function siteValuesOf(launch: Launch, kind: SiteKind): readonly SiteValue[] {
  const isSaidElsewhere = kind === 'user-data' || member(launch.resource.body, 'Fn::Transform') !== undefined;
  return launch.siteValuesOf(kind).filter((siteValue) => !isSaidElsewhere || isAtSite(siteValue));
}

/** Tells of words that variables may make too many others of to try. */
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

/** A line that begins with a part that is not known may be a command, or many. */
const BEGINS_UNKNOWN = new RegExp(`^[ \\t]*${HOLE}`, 'm');

/** What it decodes does not show what it does. */
const DECODES = /base64\s+-/;

function mayMatter(script: string): boolean {
  return mayShowHabit(script) || BEGINS_UNKNOWN.test(script) || DECODES.test(script);
}

function textsOf(siteValue: SiteValue, readPart: (text: string, siteValue: SiteValue) => Reading): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const outcome of siteValue.outcomes) {
    const text = outcomeText(outcome);
    const limit = outcome.kind === 'unresolved' && outcome.reason.kind === 'limit' ? outcome.reason.text : undefined;
    const key = `${limit ?? ''}\n${text ?? ''}`;
    if (text === undefined || parts.has(key)) continue;
    // Of a text that is partly known, what is known is read.
    const reading = isOnlyHoles(text) ? unknownPart(limit === undefined ? outcome : undefined) : readPart(text, siteValue);
    parts.set(key, { at: siteValue, origin: outcome.origin, ...reading, ...(limit === undefined ? {} : { limit }) });
  }
  return [...parts.values()];
}

/** Whether nothing of a text is known. */
function isOnlyHoles(text: string): boolean {
  return text.includes(HOLE) && text.replaceAll(HOLE, '').trim() === '';
}

function unknownPart(outcome: Outcome | undefined): Reading {
  return { fragments: [], problems: [], undecided: outcome?.kind === 'unresolved' ? [outcome.reason.text] : [], mayMatter: false };
}

/** Scripts read before: instances of one kind, and the templates of several Regions, share theirs. */
const userDataRead = new Map<string, Reading>();
const MOST_REMEMBERED = 200;

function userDataPart(text: string): Reading {
  const earlier = userDataRead.get(text);
  if (earlier !== undefined) return earlier;
  const { fragments, problems, elsewhere } = readUserData(text);
  const reading = { fragments, problems, undecided: elsewhere, mayMatter: fragments.some((fragment) => mayMatter(fragment.text)) };
  if (userDataRead.size >= MOST_REMEMBERED) userDataRead.clear();
  userDataRead.set(text, reading);
  return reading;
}

function commandPart(text: string): Reading {
  return fragmentPart({ kind: 'shell', text, where: [], line: 1 });
}

/** A variable of a command, as a shell would set it. */
function variablePart(text: string, { pointer }: SiteValue): Reading {
  return fragmentPart({ kind: 'shell', text: `${String(pointer.at(-1))}=${quoteWords([text])}`, where: ['environment'], line: 1 });
}

/** A file's path is the part of its place that names it. */
function filePart(text: string, { path }: SiteValue): Reading {
  const [, file = ''] = /\/files\/(.*)\/content$/.exec(path) ?? [];
  const { text: content = text, problem } = decode(text);
  const kind = fileLanguage(file, content);
  const reading = fragmentPart({ kind, text: content, where: [`file ${file}`], line: 1 });
  // Many a file is no text: what would not be read anyway need not be readable.
  return problem === undefined || kind === 'other' ? reading : { ...reading, problems: [`file ${file} ${problem}`] };
}

function fragmentPart(fragment: Fragment): Reading {
  return { fragments: [fragment], problems: [], undecided: [], mayMatter: mayMatter(fragment.text) };
}
