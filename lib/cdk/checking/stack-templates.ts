import { join, relative } from 'node:path';
import { type CfnResource, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A stack of any kind, and the template that synthesis writes for it. */
export interface StackTemplate {
  /** The template's path within the cloud assembly of the app: `assembly-Prod/ProdWeb1F2E3D.template.json`. */
  readonly id: string;
  readonly path: string;
  readonly stack: Stack;
  /** The outermost stack around `stack`, which CloudFormation deploys. */
  readonly topLevelStack: Stack;
  /** The ids of the templates nested in this one, by the logical id of the resource that nests each. */
  readonly nested: ReadonlyMap<string, string>;
}

const NOTHING_NESTED: ReadonlyMap<string, string> = new Map();

/** The templates of a top-level stack and of all stacks nested in it. */
export type Deployment = readonly StackTemplate[];

/**
 * The templates below a construct, or some of them. Gathered once for each check and passed on, because gathering walks the construct tree.
 */
export class StackTemplates {
  /**
   * Gathers every stack below `root`: top-level stacks, nested stacks, Service Catalog product stacks, and those of Stages.
   * The CDK hands validation plugins the top-level ones only, and aws-cdk-lib 2.258 just their paths.
   */
  public static below(root: IConstruct): StackTemplates {
    const assembly = outermostStage(root)?.outdir ?? '';
    const nested = new Map<Stack, Map<string, string>>();
    const found: FoundConstructs = { stacks: [], acknowledging: [] };
    findConstructs(root, found);
    const located = found.stacks.map((stack) => {
      const path = join(Stage.of(stack)?.outdir ?? assembly, stack.templateFile);
      const id = relative(assembly, path);
      recordNesting(stack, id, nested);
      return { id, path, stack, topLevelStack: topLevelStackOf(stack) };
    });
    const all = located.map((each) => ({ ...each, nested: nested.get(each.stack) ?? NOTHING_NESTED }));
    return new StackTemplates(root, all, all.length, found.acknowledging);
  }

  private readonly byId: ReadonlyMap<string, StackTemplate>;
  private grouped: readonly Deployment[] | undefined;

  private constructor(
    private readonly root: IConstruct,
    public readonly all: readonly StackTemplate[],
    private readonly total: number,
    private readonly acknowledging: readonly IConstruct[],
  ) {
    this.byId = new Map(all.map((template) => [template.id, template]));
  }

  /** The templates grouped by top-level stack, in the order of the construct tree. */
  public get deployments(): readonly Deployment[] {
    this.grouped ??= groupedByTopLevelStack(this.all);
    return this.grouped;
  }

  public find(id: string): StackTemplate | undefined {
    return this.byId.get(id);
  }

  /** Returns the templates that satisfy a condition; the same object if all do. */
  public filter(keeps: (template: StackTemplate) => boolean): StackTemplates {
    const kept = this.all.filter(keeps);
    return kept.length === this.all.length ? this : new StackTemplates(this.root, kept, this.total, this.acknowledging);
  }

  /** Returns the constructs at and below a scope that acknowledge rules. */
  public acknowledgingBelow(scope: IConstruct): readonly IConstruct[] {
    const isInside = scope.node.scopes.includes(this.root);
    const found: FoundConstructs = { stacks: [], acknowledging: [] };
    if (!isInside) findConstructs(scope, found);
    return isInside ? this.acknowledging.filter((construct) => construct.node.scopes.includes(scope)) : found.acknowledging;
  }

  /** Tells whether these are all templates below `root`. */
  public holdAllBelow(root: IConstruct): boolean {
    return root === this.root && this.all.length === this.total;
  }
}

interface FoundConstructs {
  readonly stacks: Stack[];
  /** Constructs that acknowledge rules, of whatever plugin. */
  readonly acknowledging: IConstruct[];
}

/** Finds all of these in one walk: an app may have many constructs. */
function findConstructs(construct: IConstruct, found: FoundConstructs): void {
  if (Stack.isStack(construct)) found.stacks.push(construct);
  const { metadata, children } = construct.node;
  if (metadata.some(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)) found.acknowledging.push(construct);
  for (const child of children) findConstructs(child, found);
}

/** The App, or the Stage that takes its place; undefined for a construct that is never synthesized. */
export function outermostStage(construct: IConstruct): Stage | undefined {
  return construct.node.scopes.find((scope) => Stage.isStage(scope));
}

/** Resolves the logical id of a resource in the template of its stack. */
export function resolvedLogicalId(resource: CfnResource): string {
  return String(Stack.of(resource).resolve(resource.logicalId));
}

/**
 * Finds the outermost stack of the same Stage. A Stage inside a stack, such as that of a pipeline, has its own stacks: they are not part of
 * the outer stack.
 */
function topLevelStackOf(stack: Stack): Stack {
  const stage = Stage.of(stack);
  return stack.node.scopes.filter((scope) => Stack.isStack(scope)).find((outer) => Stage.of(outer) === stage) ?? stack;
}

function recordNesting(
  { nestedStackParent: parent, nestedStackResource: resource }: Stack,
  id: string,
  nested: Map<Stack, Map<string, string>>,
): void {
  if (parent === undefined || resource === undefined) return;
  const siblings = nested.get(parent) ?? new Map<string, string>();
  nested.set(parent, siblings.set(resolvedLogicalId(resource), id));
}

function groupedByTopLevelStack(templates: readonly StackTemplate[]): readonly Deployment[] {
  const deployments = new Map<Stack, StackTemplate[]>();
  for (const template of templates) {
    const deployment = deployments.get(template.topLevelStack);
    if (deployment === undefined) deployments.set(template.topLevelStack, [template]);
    else deployment.push(template);
  }
  return [...deployments.values()];
}
