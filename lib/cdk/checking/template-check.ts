import type { CheckOptions, CheckResult, TemplateInput } from '../../check';
import type { Finding } from '../../finding';
import type { Standard } from '../../policy/standard';
import type { DeclaredParameter } from '../../template/values/unresolved-reason';
import { withQueries } from './app-queries';
import { engine } from './engine';
import { lookUpImages, type Lookups, type Question } from './image-lookups';
import { internalError } from './internal-error';
import type { Deployment, StackTemplates } from './stack-templates';
import { readTemplates, type TemplateInputs } from './template-inputs';

/** Findings in the templates of stacks. */
export interface TemplatesResult extends CheckResult {
  /** Lookups that the command line has to make before the result is complete. */
  readonly questions: readonly Question[];
}

/** Reads and checks the templates of stacks. Never throws: a template that cannot be read or checked is a finding of its own. */
export function checkStackTemplates(
  templates: StackTemplates,
  standard: Standard,
  lookups: Lookups,
  spellingOf: NonNullable<CheckOptions['spellingOf']>,
): TemplatesResult {
  const { catalog, policy } = standard;
  const images = withQueries(standard.images, templates);
  const { severities, demands, launchSites } = policy;
  const policyIsInCode = process.env['JSII_AGENT'] === undefined;
  const options = { severities, demands, launchSites, spellingOf, policyIsInCode, ...(catalog === undefined ? {} : { catalog }) };
  const listsParameters = policy.imageStatements.some(({ templateParameter }) => templateParameter !== undefined);
  if (!policy.imageLookups) return { ...checkByDeployment(templates, { ...options, images }, listsParameters), questions: [] };
  const read = readTemplates(templates.all);
  const { images: lookedUp, questions } = lookUpImages(read.inputs, { ...standard, images }, lookups);
  return { ...sumOf(read.unreadable, checkTogether(templates, read, { ...options, images: lookedUp })), questions };
}

/** Counts templates and launches, whatever the findings in them. */
export function countLaunches(
  templates: StackTemplates,
  launchSites: CheckOptions['launchSites'] = [],
): Pick<CheckResult, 'templates' | 'notDeployed' | 'launches'> {
  return checkByDeployment(templates, { launchSites }, false);
}

/**
 * Checks one deployment after the other, and forgets each before it reads the next: for a large app, holding all templates takes longer
 * than checking them. If a stack imports a value that another exports, checks all deployments together instead.
 *
 * @param listsParameters whether the result has the parameters of the templates
 */
function checkByDeployment(templates: StackTemplates, options: CheckOptions, listsParameters: boolean): CheckResult {
  const sum = new ResultSum();
  for (const deployment of templates.deployments) {
    const { result, unreadable } = readAndCheck(deployment, options);
    if (result.followsImports && templates.deployments.length > 1) {
      const all = readTemplates(templates.all);
      return sumOf(all.unreadable, checkTogether(templates, all, options));
    }
    sum.add(listsParameters ? result : { ...result, parameters: [] }, unreadable);
  }
  return sum.total;
}

/**
 * Reads and checks one deployment. This is a separate function because a loop would still hold its templates while it reads the next ones.
 */
function readAndCheck(
  deployment: Deployment,
  options: CheckOptions,
): { readonly result: CheckResult; readonly unreadable: readonly Finding[] } {
  const { inputs, unreadable } = readTemplates(deployment);
  return { result: checkDeployment([...inputs.values()], options), unreadable };
}

/** Checks all deployments at once. If that crashes, checks each alone to find out which one crashes. */
function checkTogether({ deployments }: StackTemplates, { inputs }: TemplateInputs, options: CheckOptions): readonly CheckResult[] {
  const result = checkOrCrash([...inputs.values()], options);
  if (!(result instanceof Error)) return [result];
  return deployments.map((deployment) => {
    const alone = deployment.flatMap((template) => inputs.get(template) ?? []);
    return checkDeployment(alone, options);
  });
}

function checkOrCrash(inputs: readonly TemplateInput[], options: CheckOptions): CheckResult | Error {
  try {
    return engine.check(inputs, options);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Checks one deployment. A crash is a finding on each of its templates. */
function checkDeployment(inputs: readonly TemplateInput[], options: CheckOptions): CheckResult {
  const result = checkOrCrash(inputs, options);
  if (!(result instanceof Error)) return result;
  const findings = inputs.map(({ id }) => internalError('checking', id, result));
  return { findings, covered: [], templates: 0, notDeployed: 0, launches: 0, parameters: [], followsImports: false };
}

/** Sums up results, and keeps nothing else of them. Templates that cannot be read come first. */
class ResultSum {
  private readonly unreadable: Finding[] = [];
  private readonly findings: Finding[] = [];
  private readonly covered: Finding[] = [];
  private readonly parameters: DeclaredParameter[] = [];
  private templates = 0;
  private notDeployed = 0;
  private launches = 0;
  private followsImports = false;

  public add(result: CheckResult, unreadable: readonly Finding[] = []): void {
    for (const finding of unreadable) this.unreadable.push(finding);
    for (const finding of result.findings) this.findings.push(finding);
    for (const finding of result.covered) this.covered.push(finding);
    for (const parameter of result.parameters) this.parameters.push(parameter);
    this.templates += result.templates;
    this.notDeployed += result.notDeployed;
    this.launches += result.launches;
    this.followsImports ||= result.followsImports;
  }

  public get total(): CheckResult {
    const { unreadable, findings, covered, parameters, templates, notDeployed, launches, followsImports } = this;
    return { findings: [...unreadable, ...findings], covered, parameters, templates, notDeployed, launches, followsImports };
  }
}

function sumOf(unreadable: readonly Finding[], results: readonly CheckResult[]): CheckResult {
  const sum = new ResultSum();
  for (const result of results) sum.add(result);
  const { total } = sum;
  return { ...total, findings: [...unreadable, ...total.findings] };
}
