import { Derived } from '../../base/kept';
import { member } from '../../base/json/json';
import type { SiteKind } from '../sites';
import type { Launch } from '../launch';
import { isAtSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import { cutLines } from '../../user-data/find-habits';
import { SharedScripts } from '../../user-data/scripts/read-script';
import type { BootScript } from './boot-script';
import { commandLines } from './command-lines';
import { sharedParts } from './shared-parts';
import { mayMatter, type ScriptPart } from './script-parts';
import { withStatements } from './part-statements';
import { mayBootWithHabits } from './written-scripts';

const NO_SCRIPTS: readonly BootScript[] = [];
const scriptsRead = new Derived((launch: Launch) => (mayBootWithHabits(launch) ? readBootScripts(launch) : NO_SCRIPTS));

/** Returns the scripts of user data and cfn-init: each possible text once. Reads each launch once. */
export function bootScripts(launch: Launch): readonly BootScript[] {
  return scriptsRead.of(launch);
}

/** Reads boot scripts as `bootScripts` does, but always folds them. Tests compare `mayBootWithHabits` with it. */
export function readBootScripts(launch: Launch): readonly BootScript[] {
  const texts = sharedParts.of(launch);
  const { slots } = texts;
  const partsOf = (values: readonly SiteValue[]): readonly ScriptPart[] => texts.of(values);
  const userData = partsOf(siteValuesOf(launch, 'user-data'));
  const commands = siteValuesOf(launch, 'cfn-init-command');
  const files = siteValuesOf(launch, 'cfn-init-file');
  const settings = siteValuesOf(launch, 'cfn-init-setting');
  const hasCfnInit = commands.length + files.length + settings.length > 0;
  const variables = hasCfnInit ? siteValuesOf(launch, 'cfn-init-environment') : [];
  const runsCfnInit = userData.some(({ rendered }) => rendered.text.includes('cfn-init'));
  const cfnInit = hasCfnInit
    ? [...partsOf(variables), ...partsOf(commandLines(commands)), ...partsOf(files), ...partsOf(settings)].map((part) =>
        withInclude(part, runsCfnInit),
      )
    : [];
  const parts = cfnInit.length === 0 ? userData : [...userData, ...cfnInit];
  // Most scripts have no word of any habit, and parsing takes most of the time.
  if (!parts.some((part) => mayMatter(part, slots))) {
    const remarkable = parts.filter(({ problems, undecided, limit }) => problems.length + undecided.length > 0 || limit !== undefined);
    return remarkable.map((part) => ({ ...part, statements: [], together: [] }));
  }
  const shared = new SharedScripts();
  const atBoot = userData.map((part) => withStatements(part, slots, shared));
  // A file in an unknown language is read if another script runs it.
  const isOther = ({ fragments }: ScriptPart): boolean => fragments.some(({ kind }) => kind === 'other');
  const inOrder = [...cfnInit.filter((part) => !isOther(part)), ...cfnInit.filter(isOther)];
  const afterwards = inOrder.map((part) => withStatements(part, slots, shared));
  const ofUserData = atBoot.flatMap(({ statements }) => statements);
  // cfn-init runs after the user data, with everything that these have prepared.
  const together = cfnInit.length === 0 ? ofUserData : [...ofUserData, ...afterwards.flatMap(({ statements }) => statements)];
  return [
    ...atBoot.map((part) => withSpellings({ ...part, together: ofUserData })),
    ...afterwards.map((part) => withSpellings({ ...part, together })),
  ];
}

const textsRead = new Derived((launch: Launch) =>
  BOOTED_KINDS.flatMap((kind) =>
    sharedParts
      .of(launch)
      .of(siteValuesOf(launch, kind))
      .flatMap(({ fragments }) => fragments.map(({ text }) => text)),
  ),
);

const BOOTED_KINDS = ['user-data', 'cfn-init-command', 'cfn-init-file'] as const satisfies readonly SiteKind[];

/** Returns the texts of user data and cfn-init in any language, decoded. Each choice of the deployment is one character in them. */
export function bootTexts(launch: Launch): readonly string[] {
  return textsRead.of(launch);
}

/**
 * Returns the values at the sites of a kind. An undecided object around user data, or an undecided resource, is omitted: its instance type
 * is undecided too, which is a finding of its own.
 */
function siteValuesOf(launch: Launch, kind: SiteKind): readonly SiteValue[] {
  const isReportedElsewhere = kind === 'user-data' || member(launch.resource.body, 'Fn::Transform') !== undefined;
  return launch.siteValuesOf(kind).filter((siteValue) => !isReportedElsewhere || isAtSite(siteValue));
}

/** Marks the text that an include fills in, if cfn-init probably runs it. */
function withInclude(part: ScriptPart, runsCfnInit: boolean): ScriptPart {
  const isInclude = part.undecided.some((reason) => reason.startsWith("'Fn::Transform'"));
  return isInclude && (runsCfnInit || part.at.path.includes('AWS::CloudFormation::Init')) ? { ...part, isFetched: true } : part;
}

/** Adds a problem for each word with more combinations of variables than are tried. */
function withSpellings(script: BootScript): BootScript {
  const cut = cutLines(script.statements, script.together).map((place) => `the variables in ${place} have too many combinations to follow`);
  return cut.length === 0 ? script : { ...script, problems: [...script.problems, ...cut] };
}
