import { Catalog } from '../../catalog/catalog';
import { closestName } from '../../base/closest-name';
import { isObject, member, type JsonObject } from '../../base/json/json';
import { check, type CheckResult, type RuleSeverity } from '../../check';
import type { Finding } from '../../finding';
import { PolicyError } from '../../policy/policy-error';
import type { Coverage } from '../../policy/sight';
import { loadStandard, type Standard } from '../../policy/standard';
import type { LocatedFinding, UnreadableInput } from '../../report/report';
import { shortList } from '../../rules/advice/wording';
import { rules } from '../../rules';
import { findTemplates, type FoundTemplate } from '../inputs/find-templates';
import { UnusableError, UsageError, type Terminal } from '../terminal';
import type { CheckArguments } from './check-arguments';
import { withLookups } from './context-lookups';

/** The arguments that select the templates and the standard of a check. */
export type CheckedBy = Pick<CheckArguments, 'paths' | 'exclude' | 'policy' | 'severities' | 'baseline' | 'updateBaseline' | 'parameters'>;

/** Templates that have been read and checked, before exemptions and the baseline are applied. */
export interface CheckedTemplates {
  readonly loaded: Standard;
  readonly catalog: Catalog;
  readonly templates: readonly FoundTemplate[];
  readonly unreadable: readonly UnreadableInput[];
  readonly coverage: Coverage;
  readonly result: CheckResult;
  readonly found: readonly LocatedFinding[];
  /** Checks again with some templates in place of those of the same id. */
  readonly recheck: (changed: ReadonlyMap<string, JsonObject>) => readonly Finding[];
}

/**
 * Reads the policy and the templates, names on stderr what cannot be read, and checks the rest.
 *
 * @param severitiesFor changes the severities of the policy
 * @throws UsageError for arguments that do not make sense
 * @throws UnusableError for a policy that cannot be followed
 */
export function checkTemplates(
  given: CheckedBy,
  terminal: Terminal,
  severitiesFor: (severities: ReadonlyMap<string, RuleSeverity>) => ReadonlyMap<string, RuleSeverity> = (severities) => severities,
): CheckedTemplates {
  const loaded = standardFor(given, terminal);
  const catalog = loaded.catalog ?? Catalog.bundled();
  const { templates, unreadable, skipped, leftOut, missing, lookedAt } = findTemplates(given.paths, {
    cwd: terminal.cwd,
    readStdin: terminal.readStdin,
    exclusions: [{ folder: terminal.cwd, globs: given.exclude }, ...loaded.policy.exclude],
  });
  for (const { file, line, column, message } of unreadable) {
    const position = line === undefined ? '' : `:${String(line)}:${String(column ?? 1)}`;
    terminal.err(`${file}${position}: ${message}\n`);
  }
  if (leftOut.length > 0) {
    terminal.err(`left out by --exclude or the policy's exclude, and not checked: ${shortList(leftOut, MOST_LEFT_OUT)}\n`);
  }
  for (const file of skipped) {
    terminal.err(
      `${file}: not checked, although it holds 'Resources': name it if it is a template, or else check the template built from it\n`,
    );
  }
  if (unreadable.length === 0) refuseUndeclared(given.parameters, templates);
  const inputs = templates.map(({ input }) => input);
  const images = withLookups(inputs, loaded, { cwd: terminal.cwd, paths: given.paths, missing, catalog, parameters: given.parameters });
  const { demands, launchSites } = loaded.policy;
  const options = {
    catalog,
    images,
    severities: severitiesFor(loaded.policy.severities),
    demands,
    launchSites,
    parameters: given.parameters,
  };
  const result = check(inputs, options);
  const paths = new Map(templates.map(({ file, path }) => [file, path]));
  return {
    loaded,
    catalog,
    templates,
    unreadable,
    coverage: { pathOf: ({ file = '' }) => paths.get(file) ?? file, covers: (path) => lookedAt.covers(path) },
    result,
    found: located([...result.findings, ...result.covered], templates),
    recheck: (changed) => {
      const replaced = inputs.map((input) => ({ ...input, template: changed.get(input.id) ?? input.template }));
      return check(replaced, options).findings;
    },
  };
}

/** The number of files and folders that are named one by one. */
const MOST_LEFT_OUT = 10;

/**
 * Refuses values for parameters that no template declares, such as a misspelled name. A macro may add parameters, so then none is refused.
 *
 * @throws UsageError that quotes the name
 */
function refuseUndeclared(given: ReadonlyMap<string, string>, templates: readonly FoundTemplate[]): void {
  const sections = templates.map(({ input }) => (isObject(input.template) ? member(input.template, 'Parameters') : undefined));
  const declared = new Set(sections.flatMap((section) => (isObject(section) ? Object.keys(section) : [])));
  if (declared.has('Fn::Transform')) return;
  const undeclared = [...given.keys()].find((name) => !declared.has(name));
  if (undeclared === undefined) return;
  const close = closestName(undeclared, [...declared]);
  throw new UsageError(
    `--parameters: no template has a parameter '${undeclared}'${close === undefined ? ': check its name' : `: did you mean '${close}'`}`,
  );
}

/** Loads the policy file, with the options of the command line on top. */
function standardFor({ policy, severities, baseline, updateBaseline: isUpdate }: CheckedBy, { cwd, today }: Terminal): Standard {
  const values = {
    ...(severities.size > 0 && { rules: Object.fromEntries(severities) }),
    ...(baseline !== undefined && { baseline }),
  };
  try {
    return loadStandard({ cwd, rules, today, ...(isUpdate && { mayLackBaseline: true }) }, policy, [
      { values, source: 'the command line' },
    ]);
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}

function located(findings: readonly Finding[], templates: readonly FoundTemplate[]): LocatedFinding[] {
  const byId = new Map(templates.map((template) => [template.input.id, template]));
  const positioned = findings.map((finding) => {
    const template = byId.get(finding.template);
    return { ...finding, file: template?.file ?? finding.template, ...template?.locate(finding.pointer) };
  });
  const order = new Map(templates.map(({ file }, index) => [file, index]));
  return positioned.sort(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
