import type { Keeper } from '../base/kept';
import { Assumptions } from './values/assumptions';
import type { Effort } from './values/effort';
import type { Names } from './values/evaluation';
import { Evaluator } from './values/evaluator';
import { TextReader } from './values/texts/text-reader';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';
import { handedTo, isNestedStack, type HandedParameters } from './nested-stacks';
import { scalarText, undecidable, type Outcome } from './values/outcome';
import { isPseudoParameter, pseudoParameter, readParameter, type Handed, type Parameter } from './values/parameters';
import type { Resource } from './resource';
import type { DeclaredParameter } from './values/unresolved-reason';
import { readResources, type ResourceSection, type UndecidedPlace, writeOut } from './resource-section';
import { transformsOf, type Transform } from './transforms';

/** The template of a nested stack: `absent` if it is unchecked, `cut` if it nests itself or is nested too often to follow. */
export type Nesting = Template | 'absent' | 'cut';

/** Where the template is deployed: id, account, Region, parameter values, neighbours. */
export interface TemplateSurroundings {
  /** The name of the template in findings. */
  readonly id: string;
  /** Distinguishes the deployments of a template that is nested more than once. */
  readonly deployment: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Returns the values that the deployment gives to a parameter; undefined if the parameter's declaration alone decides. */
  readonly handed: (parameter: string) => Handed | undefined;
  /** Returns the template of a nested stack. */
  readonly child: (stack: Resource, parent: Template) => Nesting;
  /** Returns the outcomes of another template's export with that name; undefined if no checked template has it. */
  readonly imported: (exportName: string, importing: Template) => readonly Outcome[] | undefined;
  readonly effort: Effort;
  /** Returns the path of a parameter in the CDK's construct tree; absent if no path is known. */
  readonly constructPathOf?: ((parameter: string) => string | undefined) | undefined;
  /** The text of another template that contains this one; absent for a template with a document of its own. */
  readonly writtenIn?: WrittenIn;
}

/** A nested stack whose template is not followed, and why. */
export interface UnfollowedStack {
  readonly stack: Resource;
  readonly why: 'absent' | 'cut';
}

/** A text in a resource of another template. Its pointer ends at the text. */
export interface WrittenIn {
  readonly template: Template;
  readonly resource: Resource;
  readonly path: string;
  readonly pointer: Pointer;
}

/** One template as it is deployed: its own text, with the parameter values, account and Region of the deployment. */
export class Template implements Names, Keeper {
  public readonly id: string;
  public readonly deployment: string;
  public readonly evaluator: Evaluator;
  public readonly kept = new Map<object, unknown>();
  public readonly texts: TextReader;
  private readonly root: JsonObject;
  private readonly parameters = new Map<string, Parameter | undefined>();
  private readonly writtenOut = new Map<string, ReadonlyMap<string, Json>>();
  private resourceSection: ResourceSection | undefined;
  private byLogicalId: ReadonlyMap<string, Resource> | undefined;
  private allDefaults: Assumptions | undefined;
  private unfollowed: readonly UnfollowedStack[] | undefined;

  public constructor(
    template: Json,
    private readonly surroundings: TemplateSurroundings,
  ) {
    this.id = surroundings.id;
    this.deployment = surroundings.deployment;
    this.root = isObject(template) ? template : {};
    this.evaluator = new Evaluator(this, surroundings.effort);
    this.texts = new TextReader(this.evaluator);
  }

  public get region(): string | undefined {
    return this.surroundings.region;
  }

  public get writtenIn(): WrittenIn | undefined {
    return this.surroundings.writtenIn;
  }

  public get account(): string | undefined {
    return this.surroundings.account;
  }

  /** Returns the parameter or pseudo parameter of that name. */
  public parameter(name: string): Parameter | undefined {
    if (!this.parameters.has(name)) this.parameters.set(name, this.findParameter(name));
    return this.parameters.get(name);
  }

  /** Returns the parameters that the template declares. */
  public declaredParameters(): readonly DeclaredParameter[] {
    return Object.keys(this.section('Parameters')).map((name) => this.declared(name));
  }

  public mappingNames(): readonly string[] {
    return Object.keys(this.section('Mappings'));
  }

  public mapping(name: string): JsonObject | undefined {
    const rows = member(this.section('Mappings'), name);
    return isObject(rows) ? rows : undefined;
  }

  public condition(name: string): Json | undefined {
    return this.entries('Conditions').get(name);
  }

  /** Returns the template's resources in their order, `Fn::ForEach` expanded. */
  public resources(): readonly Resource[] {
    return this.readResources().resources;
  }

  /** Returns the places in `Resources` whose content only a macro or a loop that cannot be followed knows. */
  public undecidedSections(): readonly UndecidedPlace[] {
    return this.readResources().undecided;
  }

  public resource(logicalId: string): Resource | undefined {
    this.byLogicalId ??= new Map(this.resources().map((resource) => [resource.logicalId, resource]));
    return this.byLogicalId.get(logicalId);
  }

  /** Returns the JSON at a place; undefined if there is none. */
  public nodeAt(pointer: Pointer): Json | undefined {
    let node: Json | undefined = this.root;
    for (const step of pointer) {
      if (isObject(node)) node = member(node, String(step));
      else if (isList(node)) node = node[Number(step)];
      else return undefined;
    }
    return node;
  }

  public declares(logicalId: string): boolean {
    return member(this.section('Resources'), logicalId) !== undefined || this.resource(logicalId) !== undefined;
  }

  /** Returns the cases in which the resource is created: none if its condition cannot hold. */
  public assumptionsOf(resource: Resource): readonly Assumptions[] {
    if (resource.condition === undefined) return Assumptions.ALWAYS;
    return this.evaluator.conditions.named(resource.condition, Assumptions.NONE).holds;
  }

  /** Returns the cases in which a resource is not created. */
  public casesWithout(resource: Resource): readonly Assumptions[] {
    return resource.condition === undefined ? [] : this.evaluator.conditions.named(resource.condition, Assumptions.NONE).fails;
  }

  /** Returns the case of a deployment without parameters: each parameter with a default has its default. */
  public defaults(): Assumptions {
    if (this.allDefaults === undefined) {
      let assumed = Assumptions.NONE;
      for (const name of Object.keys(this.section('Parameters'))) {
        const text = this.parameter(name)?.defaultText;
        if (text !== undefined) assumed = assumed.assumeParameter(name, { values: [{ value: text, source: 'Default' }] });
      }
      this.allDefaults = assumed;
    }
    return this.allDefaults;
  }

  /** Returns the macros that process the whole template. */
  public transforms(): readonly Transform[] {
    return transformsOf(this.root);
  }

  /** Returns the nested stack's template; undefined if it is unchecked or not followed. */
  public child(logicalId: string): Template | undefined {
    const stack = this.resource(logicalId);
    const nesting = stack === undefined || !isNestedStack(stack) ? undefined : this.surroundings.child(stack, this);
    return nesting instanceof Template ? nesting : undefined;
  }

  /** Returns the nested stacks whose templates are not followed, and why. */
  public unfollowedStacks(): readonly UnfollowedStack[] {
    this.unfollowed ??= this.resources()
      .filter((stack) => isNestedStack(stack) && this.assumptionsOf(stack).length > 0)
      .flatMap((stack) => {
        const nesting = this.surroundings.child(stack, this);
        return nesting instanceof Template ? [] : [{ stack, why: nesting }];
      });
    return this.unfollowed;
  }

  /** Returns the values that a nested stack gives to the parameters of its template. */
  public handedTo(stack: Resource): HandedParameters {
    return handedTo(stack, this.assumptionsOf(stack), this.evaluator);
  }

  public nestedOutput(stack: string, output: string): readonly Outcome[] | undefined {
    return this.child(stack)?.output(output);
  }

  public imported(exportName: string): readonly Outcome[] | undefined {
    return this.surroundings.imported(exportName, this);
  }

  /** Returns the outcomes of one of the template's outputs; undefined if it has none of that name. */
  public output(name: string): readonly Outcome[] | undefined {
    const output = this.entries('Outputs').get(name);
    const value = output !== undefined && isObject(output) ? member(output, 'Value') : undefined;
    if (value === undefined) return undefined;
    return this.evaluator.evaluate(value, ['Outputs', name, 'Value'], Assumptions.NONE).map((outcome) => {
      if (outcome.kind !== 'known' || scalarText(outcome.value) !== undefined) return outcome;
      // Its functions refer to names of this template. Another template does not have these names.
      return undecidable(`output '${name}' is not a text`, outcome.when);
    });
  }

  /** Returns the names under which outputs are exported to other stacks, each with the output's own name. */
  public exports(): readonly { readonly exportName: string; readonly output: string }[] {
    return [...this.entries('Outputs')].flatMap(([output, body]) => {
      const declaration = isObject(body) ? member(body, 'Export') : undefined;
      const name = isObject(declaration) ? member(declaration, 'Name') : undefined;
      if (name === undefined) return [];
      return this.evaluator.evaluate(name, undefined, Assumptions.NONE).flatMap((outcome) => {
        const exportName = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return exportName === undefined ? [] : [{ exportName, output }];
      });
    });
  }

  private section(name: string): JsonObject {
    const section = member(this.root, name);
    return isObject(section) ? section : {};
  }

  private entries(sectionName: string): ReadonlyMap<string, Json> {
    const known = this.writtenOut.get(sectionName);
    if (known !== undefined) return known;
    const section = this.section(sectionName);
    // The collection of a loop may itself look up an entry of the section.
    this.writtenOut.set(sectionName, new Map(Object.entries(section)));
    const entries = writeOut(section, sectionName, this.evaluator);
    this.writtenOut.set(sectionName, entries);
    return entries;
  }

  private readResources(): ResourceSection {
    if (this.resourceSection === undefined) {
      this.resourceSection = { resources: [], undecided: [] };
      this.resourceSection = readResources(this.section('Resources'), this.evaluator);
    }
    return this.resourceSection;
  }

  private findParameter(name: string): Parameter | undefined {
    if (isPseudoParameter(name)) return pseudoParameter(name, this.pseudoValue(name));
    const declaration = member(this.section('Parameters'), name);
    return declaration === undefined ? undefined : readParameter(this.declared(name), declaration, this.surroundings.handed(name));
  }

  private declared(name: string): DeclaredParameter {
    const { constructPathOf } = this.surroundings;
    return {
      name,
      template: this.id,
      get constructPath() {
        return constructPathOf?.(name);
      },
    };
  }

  private pseudoValue(name: string): string | undefined {
    if (name === 'AWS::Region') return this.region;
    return name === 'AWS::AccountId' ? this.account : undefined;
  }
}
