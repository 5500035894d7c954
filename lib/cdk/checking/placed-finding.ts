import { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Finding } from '../../finding';
import { acknowledgementOf } from './acknowledgements';
import { authoredProp, type AuthoredProp } from './authored-prop';
import { camelCased, inLanguage } from './language';
import { resolvedLogicalId, type StackTemplate, type StackTemplates } from './stack-templates';

/** A finding at its construct. */
export interface PlacedFinding extends Finding {
  readonly construct: IConstruct;
  readonly stackTemplate: StackTemplate;
  /** The prop in the code of the app that sets the property; undefined if the code has none, or it is not known. */
  readonly prop?: AuthoredProp | undefined;
  /** The finding is a note because of the policy, as under the profile `observe`. Reports list it. */
  readonly isObserved?: boolean;
}

/** Tells whether a finding counts: no acknowledgement, exemption or baseline accepts it. */
export function isOpen(finding: Finding): boolean {
  return finding.exempted === undefined;
}

/** A parameter that the CDK creates from the path of a public parameter. No author wrote its name. */
export const MADE_BY_CDK = /^parameter SsmParameterValue\w+Parameter(?: |$)/;

/** Renders the origin of the offending value; empty for a literal. */
export function sourceOfValue({ origin, prop }: PlacedFinding): string {
  const written =
    origin
      ?.split(', ')
      .filter((each) => !MADE_BY_CDK.test(each))
      .join(', ') ?? '';
  if (written === '' || written === 'literal') return '';
  const spelled = (name: string): string => (prop === undefined ? name : inLanguage(camelCased(name)));
  return `, from ${written.replace(/(?<=\()(?:Default|AllowedValues)(?=\))/g, spelled)}`;
}

/** Renders the prop of a finding with the construct that takes it: `instanceType of ec2.Instance 'Web/Server'`. */
export function describeProp({ name, className, construct }: AuthoredProp): string {
  return `${name} of ${className} '${construct.node.path}'`;
}

/** Finds the construct of each finding. */
export class FindingPlacer {
  private readonly resources = new Map<Stack, ReadonlyMap<string, CfnResource>>();

  public constructor(private readonly templates: StackTemplates) {}

  /**
   * Places a finding at its resource, or at the stack if the resource is not in the construct tree, as with a raw fragment of a
   * template. Undefined for a finding in a template that is not among those checked.
   */
  public place(finding: Finding): PlacedFinding | undefined {
    const stackTemplate = this.templates.find(finding.template);
    if (stackTemplate === undefined) return undefined;
    const { stack } = stackTemplate;
    const resource = this.resourcesOf(stack).get(finding.logicalId ?? '');
    const construct = resource ?? stack;
    // The template may lack the path (`aws:cdk:path`), or have another one.
    const located = resource === undefined ? finding : { ...finding, constructPath: resource.node.path };
    const prop = resource === undefined ? undefined : authoredProp(resource, finding.path, finding.value);
    return { ...withAcknowledgement(located, construct), construct, stackTemplate, prop };
  }

  /** Finds the construct of a resource; undefined for one that is not in the construct tree. */
  public resourceAt(template: string, logicalId: string): CfnResource | undefined {
    const stackTemplate = this.templates.find(template);
    return stackTemplate === undefined ? undefined : this.resourcesOf(stackTemplate.stack).get(logicalId);
  }

  private resourcesOf(stack: Stack): ReadonlyMap<string, CfnResource> {
    const known = this.resources.get(stack);
    if (known !== undefined) return known;
    const resources = stack.node
      .findAll()
      .filter((construct) => CfnResource.isCfnResource(construct))
      .filter((resource) => Stack.of(resource) === stack);
    const byLogicalId = new Map(resources.map((resource) => [resolvedLogicalId(resource), resource]));
    this.resources.set(stack, byLogicalId);
    return byLogicalId;
  }
}

function withAcknowledgement(finding: Finding, construct: IConstruct): Finding {
  const acknowledgement = acknowledgementOf(finding.rule, construct);
  if (acknowledgement === undefined) return finding;
  const { reason, at } = acknowledgement;
  if (!finding.locked) return { ...finding, exempted: { by: 'acknowledgement', reason, at } };
  const where = at === '' ? 'the app' : `'${at}'`;
  return { ...finding, message: `${finding.message} (the rule is locked, so the acknowledgement on ${where} does not count: remove it)` };
}
