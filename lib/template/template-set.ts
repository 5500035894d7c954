import { Effort } from './values/effort';
import type { Json } from '../base/json/json';
import { isNestedStack } from './nested-stacks';
import type { Outcome } from './values/outcome';
import type { Handed } from './values/parameters';
import type { Resource } from './resource';
import { Template, type Nesting, type TemplateSurroundings } from './template';

/** A template to check, with its Region, account and nested stacks. */
export interface TemplateInput {
  /** The name of the template in findings, usually a file path. Unique among the inputs. */
  readonly id: string;
  /** The parsed template: an object with `Resources`. */
  readonly template: Json;
  /** The Region of the deployment, if known. */
  readonly region?: string;
  /** The account of the deployment, if known. */
  readonly account?: string;
  /** The nested stacks with templates among the inputs: the logical id of the `AWS::CloudFormation::Stack`, and the child's `id`. */
  readonly nested?: ReadonlyMap<string, string>;
  /** The template was given by itself. If no stack deploys it, it is deployed on its own. */
  readonly isGiven?: true;
  /** Returns the path of a parameter in the CDK's construct tree. Absent for a template that is not from the CDK. */
  readonly constructPathOf?: (parameter: string) => string | undefined;
}

/**
 * The levels of nested stacks that are followed. CloudFormation accepts far fewer. A deeper stack counts as not followed, which is a
 * finding.
 */
const DEEPEST_NESTING = 20;
/**
 * The number of nested stacks that are followed in one check, counted at each nesting. A further one counts as not followed, which is a
 * finding.
 */
const MOST_DEPLOYMENTS = 5_000;

/**
 * Templates that are deployed together. An input has one deployment for each stack that nests it, with that stack's parameters. An input
 * that no stack nests has one deployment.
 */
export class TemplateSet {
  /** Every deployment of every input. */
  public readonly deployments: readonly Template[];
  /** The number of inputs without a deployment: they are nested only by stacks under a condition that never holds. */
  public readonly notDeployed: number;
  private readonly inputs: ReadonlyMap<string, TemplateInput>;
  private readonly effort = new Effort();
  private readonly roots: readonly Template[];
  private readonly children = new Map<Template, Map<string, Nesting>>();
  private readonly ancestors = new Map<Template, readonly string[]>();
  private exports: ReadonlyMap<string, readonly Export[]> | undefined;
  private importFollowed = false;

  public constructor(inputs: readonly TemplateInput[], parameters: ReadonlyMap<string, string>) {
    this.inputs = new Map(inputs.map((input) => [input.id, input]));
    const given = new Map([...parameters].map(([name, value]): [string, Handed] => [name, { values: [{ value, source: 'given' }] }]));
    const templates = inputs.map((input) => this.create(input, [], (name) => given.get(name)));
    this.roots = this.findRoots(templates);
    const deployed = this.roots.flatMap((root) => this.deploymentsOf(root));
    const ids = new Set(deployed.map(({ id }) => id));
    const others = templates.filter(({ id }) => !ids.has(id));
    const alone = others.filter(({ id }) => this.inputs.get(id)?.isGiven === true);
    this.deployments = [...deployed, ...this.withoutRepetition(alone)];
    this.notDeployed = inputs.length - new Set(this.deployments.map(({ id }) => id)).size;
  }

  /** Tells whether a value has depended on an export of another stack. */
  public get followsImports(): boolean {
    return this.importFollowed;
  }

  /** Returns the deployments of templates that no stack deploys, each once. One of them may nest another. */
  private withoutRepetition(alone: readonly Template[]): readonly Template[] {
    const deployed = new Map<string, readonly Template[]>();
    for (const template of alone) {
      if (![...deployed.values()].flat().some(({ id }) => id === template.id)) deployed.set(template.id, this.deploymentsOf(template));
    }
    return [...deployed.values()].flat();
  }

  /** Returns the templates that no stack nests, and one of each circle of stacks that only nest each other. */
  private findRoots(templates: readonly Template[]): readonly Template[] {
    const nestedBy = new Map(templates.map((template) => [template.id, this.nestedStacks(template).map(({ childId }) => childId)]));
    const nested = new Set([...nestedBy].flatMap(([id, children]) => children.filter((child) => child !== id)));
    const reached = new Set<string>();
    const reach = (id: string): void => {
      const pending = [id];
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        if (reached.has(next)) continue;
        reached.add(next);
        pending.push(...(nestedBy.get(next) ?? []));
      }
    };
    const roots = new Set(templates.filter(({ id }) => !nested.has(id)));
    for (const { id } of roots) reach(id);
    for (const template of templates) {
      if (!reached.has(template.id)) roots.add(template);
      reach(template.id);
    }
    return templates.filter((template) => roots.has(template));
  }

  /** Returns a template and its nested stacks, at all levels. */
  private deploymentsOf(template: Template): Template[] {
    const children = this.nestedStacks(template).flatMap(({ stack }) => {
      const child = template.assumptionsOf(stack).length === 0 ? undefined : template.child(stack.logicalId);
      return child === undefined ? [] : this.deploymentsOf(child);
    });
    return [template, ...children];
  }

  /** Returns the nested stacks of a template whose own templates are among the inputs. */
  private nestedStacks(template: Template): { readonly stack: Resource; readonly childId: string }[] {
    const nested = this.inputs.get(template.id)?.nested;
    return [...(nested ?? [])].flatMap(([logicalId, childId]) => {
      const stack = template.resource(logicalId);
      return stack !== undefined && isNestedStack(stack) && this.inputs.has(childId) ? [{ stack, childId }] : [];
    });
  }

  private create(input: TemplateInput, ancestors: readonly string[], handed: TemplateSurroundings['handed']): Template {
    const template = new Template(input.template, {
      id: input.id,
      deployment: `${input.id}#${String(this.ancestors.size)}`,
      region: input.region,
      account: input.account,
      handed,
      child: (stack, parent) => this.child(stack, parent),
      imported: (exportName, importing) => this.imported(exportName, importing),
      effort: this.effort,
      constructPathOf: input.constructPathOf,
    });
    this.ancestors.set(template, ancestors);
    return template;
  }

  private child(stack: Resource, parent: Template): Nesting {
    const known = this.children.get(parent) ?? new Map<string, Nesting>();
    this.children.set(parent, known);
    const earlier = known.get(stack.logicalId);
    if (earlier !== undefined) return earlier;
    // The stack's parameters may refer to the stack's own outputs.
    known.set(stack.logicalId, 'cut');
    const nesting = this.createChild(stack, parent);
    known.set(stack.logicalId, nesting);
    return nesting;
  }

  private createChild(stack: Resource, parent: Template): Nesting {
    const input = this.inputs.get(this.inputs.get(parent.id)?.nested?.get(stack.logicalId) ?? '');
    if (input === undefined) return 'absent';
    const ancestors = [...(this.ancestors.get(parent) ?? []), parent.id];
    if (ancestors.includes(input.id) || ancestors.length > DEEPEST_NESTING || this.ancestors.size > MOST_DEPLOYMENTS) return 'cut';
    const { region = parent.region, account = parent.account } = input;
    const located = { ...input, ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
    const { byName, others } = parent.handedTo(stack);
    return this.create(located, ancestors, (name) => byName.get(name) ?? others);
  }

  /** Returns the outcomes of every export that a name may refer to. Export names are unique only within one Region of one account. */
  private imported(exportName: string, importing: Template): readonly Outcome[] | undefined {
    this.importFollowed = true;
    this.exports ??= collectExports(this.roots);
    const meant = (this.exports.get(exportName) ?? []).filter(({ template }) => mayShareRegion(template, importing));
    return meant.length === 0 ? undefined : meant.flatMap(({ template, output }) => template.output(output) ?? []);
  }
}

interface Export {
  readonly template: Template;
  readonly output: string;
}

function collectExports(templates: readonly Template[]): ReadonlyMap<string, readonly Export[]> {
  const exports = new Map<string, Export[]>();
  for (const template of templates) {
    for (const { exportName, output } of template.exports()) {
      const sameName = exports.get(exportName);
      if (sameName === undefined) exports.set(exportName, [{ template, output }]);
      else sameName.push({ template, output });
    }
  }
  return exports;
}

function mayShareRegion(a: Template, b: Template): boolean {
  const mayAgree = (one: string | undefined, other: string | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  return mayAgree(a.region, b.region) && mayAgree(a.account, b.account);
}
