import { Assumptions, type Domain, type DomainValue } from './assumptions';
import { Evaluator } from './evaluator';
import { expandForEach, isForEach } from './for-each';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from './json';
import { describeOrigin, scalarText, type Outcome } from './outcome';
import { isPseudoParameter, pseudoParameter, readParameter, type Parameter } from './parameters';
import { readResource, type Resource } from './resource';

/** A nested stack's template; `absent` when it is not at hand, `cut` when it nests itself or is nested too often to follow. */
export type Nesting = Template | 'absent' | 'cut';

const NESTED_STACKS: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application']);

/** What a template does not say of itself. */
export interface TemplateSurroundings {
  /** Names the template in findings. */
  readonly id: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Values handed to parameters. A nested stack's parameter that is handed none keeps its default. */
  readonly given: ReadonlyMap<string, Domain>;
  readonly isNested: boolean;
  /** The template of a nested stack. */
  readonly child: (stack: Resource, parent: Template) => Nesting;
  /** The outcomes of a value that another template exports under that name. */
  readonly imported: (name: string) => readonly Outcome[] | undefined;
}

/** One template as it is deployed: its own text, with the parameters and the place it is given. */
export class Template {
  public readonly id: string;
  public readonly evaluator: Evaluator;
  private readonly parameters = new Map<string, Parameter | undefined>();
  private readonly root: JsonObject;
  private resourceList: readonly Resource[] | undefined;
  private byLogicalId: ReadonlyMap<string, Resource> | undefined;
  private forEachProblems: readonly Pointer[] = [];

  public constructor(
    template: Json,
    private readonly surroundings: TemplateSurroundings,
  ) {
    this.id = surroundings.id;
    this.root = isObject(template) ? template : {};
    this.evaluator = new Evaluator(this);
  }

  /** A parameter or pseudo parameter of that name. */
  public parameter(name: string): Parameter | undefined {
    if (!this.parameters.has(name)) this.parameters.set(name, this.findParameter(name));
    return this.parameters.get(name);
  }

  public mappingNames(): readonly string[] {
    return Object.keys(this.section('Mappings'));
  }

  public mapping(name: string): JsonObject | undefined {
    const rows = member(this.section('Mappings'), name);
    return isObject(rows) ? rows : undefined;
  }

  public condition(name: string): Json | undefined {
    return member(this.section('Conditions'), name);
  }

  /** The template's resources in their order, `Fn::ForEach` written out. */
  public resources(): readonly Resource[] {
    return (this.resourceList ??= this.readResources());
  }

  public resource(logicalId: string): Resource | undefined {
    this.byLogicalId ??= new Map(this.resources().map((resource) => [resource.logicalId, resource]));
    return this.byLogicalId.get(logicalId);
  }

  public declares(logicalId: string): boolean {
    return member(this.section('Resources'), logicalId) !== undefined || this.resource(logicalId) !== undefined;
  }

  /** What has to hold for the resource to be created; empty where its condition cannot hold. */
  public assumptionsOf(resource: Resource): readonly Assumptions[] {
    if (resource.condition === undefined) return [Assumptions.NONE];
    return this.evaluator.conditions.named(resource.condition, Assumptions.NONE).holds;
  }

  /** Every parameter that has a default at its default: how the template is deployed when nothing is given. */
  public defaults(): Assumptions {
    let assumed = Assumptions.NONE;
    for (const name of Object.keys(this.section('Parameters'))) {
      const text = this.parameter(name)?.defaultText;
      if (text !== undefined) assumed = assumed.assumeParameter(name, { values: [{ value: text, source: 'Default' }] });
    }
    return assumed;
  }

  /** The nested stack's template, where it is at hand. */
  public child(logicalId: string): Template | undefined {
    const stack = this.resource(logicalId);
    const nesting = stack === undefined ? undefined : this.surroundings.child(stack, this);
    return nesting instanceof Template ? nesting : undefined;
  }

  /** Nested stacks whose templates are not followed, and why. */
  public unfollowedStacks(): readonly { readonly stack: Resource; readonly why: 'absent' | 'cut' }[] {
    return this.resources().flatMap((stack) => {
      if (!NESTED_STACKS.has(stack.type) || this.assumptionsOf(stack).length === 0) return [];
      const nesting = this.surroundings.child(stack, this);
      return nesting instanceof Template ? [] : [{ stack, why: nesting }];
    });
  }

  /** The outcomes of one of the template's outputs; undefined where it has none of that name. */
  public output(name: string): readonly Outcome[] | undefined {
    const output = member(this.section('Outputs'), name);
    const value = isObject(output) ? member(output, 'Value') : undefined;
    return value === undefined ? undefined : this.evaluator.evaluate(value, ['Outputs', name, 'Value'], Assumptions.NONE);
  }

  /** The names under which outputs are exported to other stacks, with the output's own name. */
  public exports(): readonly { readonly exportName: string; readonly output: string }[] {
    return Object.entries(this.section('Outputs')).flatMap(([output, body]) => {
      const declaration = isObject(body) ? member(body, 'Export') : undefined;
      const name = isObject(declaration) ? member(declaration, 'Name') : undefined;
      if (name === undefined) return [];
      return this.evaluator.evaluate(name, undefined, Assumptions.NONE).flatMap((outcome) => {
        const exportName = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return exportName === undefined ? [] : [{ exportName, output }];
      });
    });
  }

  /** The outcomes of an imported value, each under `when`: what the exporting template assumes says nothing of this one. */
  public imported(name: string, when: Assumptions): Outcome[] | undefined {
    return this.surroundings.imported(name)?.map((outcome) => ({ ...outcome, when, origin: [...outcome.origin, `export ${name}`] }));
  }

  /** The macros named by the template's `Transform`, each with where it is written. An object names a macro with parameters. */
  public transforms(): readonly { readonly name: string; readonly pointer: Pointer }[] {
    const transform = member(this.root, 'Transform');
    if (transform === undefined || transform === null) return [];
    const entries = isList(transform) ? transform.map((entry, index) => ({ entry, pointer: ['Transform', index] })) : [{ entry: transform, pointer: ['Transform'] }];
    return entries.map(({ entry, pointer }) => ({ name: macroName(entry), pointer }));
  }

  /** Places in `Resources` that a macro fills in, so that what they hold is not known. */
  public undecidedSections(): readonly { readonly name: string; readonly pointer: Pointer }[] {
    this.resources();
    const found = this.forEachProblems.map((pointer) => ({ name: 'Fn::ForEach', pointer }));
    const include = member(this.section('Resources'), 'Fn::Transform');
    return include === undefined ? found : [...found, { name: macroName(include), pointer: ['Resources', 'Fn::Transform'] }];
  }

  /**
   * What a nested stack's parameters are handed by its `AWS::CloudFormation::Stack` (or SAM application).
   * Values are those of this template, with where they come from.
   */
  public handedTo(stack: Resource): ReadonlyMap<string, Domain> {
    const handed = new Map<string, Domain>();
    const properties = member(stack.body, 'Properties');
    const parameters = isObject(properties) ? member(properties, 'Parameters') : undefined;
    if (!isObject(parameters)) return handed;
    const pointer = [...stack.pointer, 'Properties', 'Parameters'];
    for (const when of this.assumptionsOf(stack)) {
      for (const [name, node] of Object.entries(parameters)) {
        const outcomes = this.evaluator.evaluate(node, [...pointer, name], when);
        handed.set(name, mergeDomains(handed.get(name), domainOf(outcomes, stack.logicalId)));
      }
    }
    return handed;
  }

  public get region(): string | undefined {
    return this.surroundings.region;
  }

  public get account(): string | undefined {
    return this.surroundings.account;
  }

  private section(name: string): JsonObject {
    const section = member(this.root, name);
    return isObject(section) ? section : {};
  }

  private findParameter(name: string): Parameter | undefined {
    if (isPseudoParameter(name)) return pseudoParameter(name, this.pseudoValue(name));
    const declaration = member(this.section('Parameters'), name);
    if (declaration === undefined) return undefined;
    const given = this.surroundings.given.get(name);
    return readParameter(name, declaration, given ?? (this.surroundings.isNested ? { values: [], orDefault: true } : undefined));
  }

  private pseudoValue(name: string): string | undefined {
    if (name === 'AWS::Region') return this.region;
    return name === 'AWS::AccountId' ? this.account : undefined;
  }

  private readResources(): Resource[] {
    const resources: Resource[] = [];
    const problems: Pointer[] = [];
    const section = this.section('Resources');
    for (const logicalId of Object.keys(section)) {
      const body = section[logicalId] ?? null;
      if (isForEach(logicalId)) {
        const pointer = ['Resources', logicalId];
        const expansions = expandForEach(body, pointer, this.evaluator);
        if (expansions === undefined) problems.push(pointer);
        for (const { key, body: expanded, pointer: at } of expansions ?? []) addResource(resources, key, expanded, at);
      } else {
        addResource(resources, logicalId, body, ['Resources', logicalId]);
      }
    }
    this.forEachProblems = problems;
    return resources;
  }
}

function addResource(resources: Resource[], logicalId: string, body: Json, pointer: Pointer): void {
  const resource = isObject(body) ? readResource(logicalId, body, pointer) : undefined;
  if (resource !== undefined) resources.push(resource);
}

function macroName(transform: Json): string {
  if (typeof transform === 'string') return transform;
  const name = isObject(transform) ? member(transform, 'Name') : undefined;
  return typeof name === 'string' ? name : 'Fn::Transform';
}

/** What a parameter may be handed: a list becomes one text with commas, as CloudFormation passes it on. */
function domainOf(outcomes: readonly Outcome[], stack: string): Domain {
  const values: DomainValue[] = [];
  let open: Domain['open'];
  let orDefault = false;
  for (const outcome of outcomes) {
    if (outcome.kind === 'absent') {
      orDefault = true;
      continue;
    }
    const text = outcome.kind === 'known' ? textOf(outcome.value) : undefined;
    if (text !== undefined) values.push({ value: text, source: `given by ${stack}: ${describeOrigin(outcome.origin)}` });
    else open ??= outcome.kind === 'unresolved' ? outcome.reason : { kind: 'function', text: `what '${stack}' hands over cannot be decided` };
  }
  return { values, ...(open === undefined ? {} : { open }), ...(orDefault ? { orDefault } : {}) };
}

function textOf(value: Json): string | undefined {
  if (!isList(value)) return scalarText(value);
  const texts = value.map(scalarText);
  return texts.every((text) => text !== undefined) ? texts.join(',') : undefined;
}

function mergeDomains(a: Domain | undefined, b: Domain): Domain {
  if (a === undefined) return b;
  const values = [...a.values, ...b.values.filter(({ value }) => !a.values.some((entry) => entry.value === value))];
  const open = a.open ?? b.open;
  const orDefault = a.orDefault ?? b.orDefault;
  return { values, ...(open === undefined ? {} : { open }), ...(orDefault === undefined ? {} : { orDefault }) };
}
