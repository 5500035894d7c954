import { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Finding } from '../../finding';
import { acknowledgementOf } from './acknowledgements';
import { resolvedLogicalId, type StackTemplate } from './stack-templates';

/** A finding, and the construct it is about. */
export interface PlacedFinding extends Finding {
  readonly construct: IConstruct;
  readonly stackTemplate: StackTemplate;
}

/** A finding that nobody accepted. */
export function isOpen(finding: Finding): boolean {
  return finding.exempted === undefined;
}

/** Where the offending value comes from, unless it stands where it is used. */
export function sourceOfValue({ origin }: PlacedFinding): string {
  return origin === undefined || origin === 'literal' ? '' : `, from ${origin}`;
}

/** Finds the constructs that findings are about. */
export class FindingPlacer {
  private readonly templates: ReadonlyMap<string, StackTemplate>;
  private readonly resources = new Map<Stack, ReadonlyMap<string, CfnResource>>();

  public constructor(templates: readonly StackTemplate[]) {
    this.templates = new Map(templates.map((template) => [template.id, template]));
  }

  /** The finding at its construct: the resource where it is in the tree, else the stack, as for raw fragments of a template. */
  public place(finding: Finding): PlacedFinding | undefined {
    const stackTemplate = this.templates.get(finding.template);
    if (stackTemplate === undefined) return undefined;
    const { stack } = stackTemplate;
    const resource = this.resourcesOf(stack).get(finding.logicalId ?? '');
    const construct = resource ?? stack;
    // The tree knows better than the template, which need not tell.
    const located = resource === undefined ? finding : { ...finding, constructPath: resource.node.path };
    return { ...withAcknowledgement(located, construct), construct, stackTemplate };
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
  return { ...finding, message: `${finding.message} (the rule is locked, so its acknowledgement on ${where} does not count: remove it)` };
}
