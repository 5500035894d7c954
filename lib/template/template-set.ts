import type { Domain } from './assumptions';
import type { Json } from './json';
import type { Outcome } from './outcome';
import type { Resource } from './resource';
import { Template, type Nesting } from './template';

/** A template to check, with what is known of the world around it. */
export interface TemplateInput {
  /** Names the template in findings: a file path, usually. Unique among the inputs. */
  readonly id: string;
  /** The parsed template: an object with `Resources`. */
  readonly template: Json;
  /** The Region it is deployed to, where that is known. */
  readonly region?: string;
  /** The account it is deployed to, where that is known. */
  readonly account?: string;
  /** Nested stacks whose templates are at hand: logical id of the `AWS::CloudFormation::Stack` to the `id` of the child among the inputs. */
  readonly nested?: ReadonlyMap<string, string>;
}

/** CloudFormation itself stops far earlier. */
const DEEPEST_NESTING = 20;
/** Nested stacks, each as often as it is nested, followed in one check. */
const MOST_DEPLOYMENTS = 10_000;

/**
 * Templates that are deployed together: every input as often as it is deployed, a nested stack's once for each stack
 * that nests it, with the parameters it is handed there.
 */
export class TemplateSet {
  /** Every deployment of every input. */
  public readonly deployments: readonly Template[];
  private readonly inputs: ReadonlyMap<string, TemplateInput>;
  private readonly children = new Map<Template, Map<string, Nesting>>();
  private readonly ancestors = new Map<Template, readonly string[]>();
  private readonly roots: Template[] = [];
  private exports: Map<string, { readonly template: Template; readonly output: string }> | undefined;

  public constructor(inputs: readonly TemplateInput[], parameters: ReadonlyMap<string, string>) {
    this.inputs = new Map(inputs.map((input) => [input.id, input]));
    const given = new Map([...parameters].map(([name, value]): [string, Domain] => [name, { values: [{ value, source: 'given' }] }]));
    const nestedIds = new Set(inputs.flatMap((input) => [...(input.nested?.values() ?? [])]));
    for (const input of inputs) if (!nestedIds.has(input.id)) this.roots.push(this.create(input, given, []));

    const deployments: Template[] = [];
    const deploy = (template: Template): void => {
      deployments.push(template);
      for (const logicalId of this.inputs.get(template.id)?.nested?.keys() ?? []) {
        const stack = template.resource(logicalId);
        const child = stack === undefined || template.assumptionsOf(stack).length === 0 ? undefined : template.child(logicalId);
        if (child !== undefined) deploy(child);
      }
    };
    this.roots.forEach(deploy);
    // Stacks that only nest each other have no root to start from.
    const reachable = this.reachableFromRoots();
    for (const input of inputs) if (!reachable.has(input.id)) deploy(this.create(input, given, []));
    this.deployments = deployments;
  }

  private reachableFromRoots(): ReadonlySet<string> {
    const reached = new Set<string>();
    const pending = this.roots.map(({ id }) => id);
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (reached.has(id)) continue;
      reached.add(id);
      pending.push(...(this.inputs.get(id)?.nested?.values() ?? []));
    }
    return reached;
  }

  private create(input: TemplateInput, given: ReadonlyMap<string, Domain>, ancestors: readonly string[]): Template {
    const template: Template = new Template(input.template, {
      id: input.id,
      region: input.region,
      account: input.account,
      given,
      isNested: ancestors.length > 0,
      child: (stack, parent) => this.child(stack, parent),
      imported: (name) => this.imported(name),
    });
    this.ancestors.set(template, ancestors);
    return template;
  }

  private childId(parent: Template, logicalId: string): string | undefined {
    return this.inputs.get(parent.id)?.nested?.get(logicalId);
  }

  private child(stack: Resource, parent: Template): Nesting {
    const known = this.children.get(parent) ?? new Map<string, Nesting>();
    this.children.set(parent, known);
    const earlier = known.get(stack.logicalId);
    if (earlier !== undefined) return earlier;
    // What the stack is handed may refer to the stack's own outputs.
    known.set(stack.logicalId, 'cut');
    const nesting = this.createChild(stack, parent);
    known.set(stack.logicalId, nesting);
    return nesting;
  }

  private createChild(stack: Resource, parent: Template): Nesting {
    const input = this.inputs.get(this.childId(parent, stack.logicalId) ?? '');
    if (input === undefined) return 'absent';
    const ancestors = [...(this.ancestors.get(parent) ?? []), parent.id];
    if (ancestors.includes(input.id) || ancestors.length > DEEPEST_NESTING || this.ancestors.size > MOST_DEPLOYMENTS) return 'cut';
    const { region = parent.region, account = parent.account } = input;
    const located = { ...input, ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
    return this.create(located, parent.handedTo(stack), ancestors);
  }

  private imported(name: string): readonly Outcome[] | undefined {
    if (this.exports === undefined) {
      this.exports = new Map();
      for (const template of this.roots) {
        for (const { exportName, output } of template.exports()) this.exports.set(exportName, { template, output });
      }
    }
    const exported = this.exports.get(name);
    return exported?.template.output(exported.output);
  }
}
