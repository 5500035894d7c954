import { Stack, type CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { ALPHA_PROPS } from './alpha-props';
import { CONSTRUCT_PROPS } from './construct-props';
import { creationTrace } from './creation-trace';
import { classOf } from './jsii-class';
import { camelCased, inLanguage } from './language';
import { isIncluded, isL1, isOverridden } from './written-property';

/** The prop by which the code of an app sets a property of a resource. */
export interface AuthoredProp {
  /** Its name in the language of the app: `instanceType`, `capacity.dataNodeInstanceType`, `instance_type`. */
  readonly name: string;
  /** The construct that takes it, which makes the resource or is the resource. */
  readonly construct: IConstruct;
  /** The class of the construct, as code writes it: `ec2.Instance`. */
  readonly className: string;
}

/** Packages whose constructs pass on the props of the app unchanged, also in Python's spelling. */
const OWN_PACKAGES = /^(?:aws-cdk-lib|constructs|cdk-nitro|@aws-cdk\/.+|jsii|aws_cdk|cdk_nitro)$/;

/** The folder in which pnpm keeps every package. It identifies none. */
const ANY_PACKAGE = '.pnpm';

/**
 * Finds the prop that sets a property of a resource: a prop of the outermost CDK construct that makes the resource, or a prop of an L1
 * class. Undefined if the property is written as in a template (by an override, in an included template or a raw resource), if a package
 * makes the resource from its own props, or if the construct has no prop for the property.
 *
 * @param path as in findings: `Properties/InstanceType`
 * @param value the value of the property, if several props set it
 */
export function authoredProp(resource: CfnResource, path: string, value: string | undefined): AuthoredProp | undefined {
  const property = path.replace(/^Properties\//, '');
  if (property === path && !path.startsWith('Metadata/')) return undefined;
  if (isOverridden(resource, path) || isIncluded(resource) || isMadeByPackage(resource)) return undefined;
  const made = outermostMaker(resource);
  if (made !== undefined) {
    const fits = made.rows.find((row) => isWithin(property, row.property) && row.values?.test(value ?? '') !== false);
    return fits === undefined ? undefined : authored(made.construct, fits.prop);
  }
  const isPlain =
    isL1(resource) &&
    !scopesInStack(resource)
      .slice(1)
      .some((scope) => makerOf(scope) !== undefined) &&
    property !== path;
  return isPlain ? authored(resource, camelCased(property)) : undefined;
}

function authored(construct: IConstruct, prop: string): AuthoredProp {
  return { name: inLanguage(prop), construct, className: classNameOf(construct) };
}

function isWithin(property: string, outer: string): boolean {
  return property === outer || property.startsWith(`${outer}/`);
}

/** Finds the construct furthest out that is known to make the resource, among those that the CDK nests. */
function outermostMaker(resource: CfnResource) {
  const scopes = scopesInStack(resource).slice(1);
  let outermost;
  for (const [index, construct] of scopes.entries()) {
    const at = [resource, ...scopes.slice(0, index)]
      .map(({ node }) => node.id)
      .reverse()
      .join('/');
    const maker = makerOf(construct) ?? '';
    const made = (CONSTRUCT_PROPS[maker] ?? ALPHA_PROPS[maker] ?? []).filter((each) => each.at.test(at));
    if (made.length > 0) outermost = { construct, rows: made.flatMap(({ rows }) => rows) };
    // Beyond a class of the app, constructs pass on nothing.
    if (ownClassOf(construct) === undefined) break;
  }
  return outermost;
}

/** Lists a resource and the constructs around it, up to its stack. */
function scopesInStack(resource: CfnResource): readonly IConstruct[] {
  const scopes = [...resource.node.scopes].reverse();
  return scopes.slice(
    0,
    scopes.findIndex((scope) => Stack.isStack(scope)),
  );
}

/** Returns the full name of the nearest class of the CDK for the resources of a service, L1 classes left out. */
function makerOf(construct: IConstruct | undefined): string | undefined {
  return construct && classOf(construct, (name) => /^(?:aws-cdk-lib\.aws_\w+|@aws-cdk\/aws-[\w-]+-alpha)\.(?!Cfn)/.test(name))?.name;
}

/** Returns the full name of a construct's own class; undefined for a class outside jsii libraries. */
function ownClassOf(construct: IConstruct): string | undefined {
  const found = classOf(construct, () => true);
  // Decorators of the CDK derive a class of the same name.
  return found?.constructor.name === construct.constructor.name ? found.name : undefined;
}

/** Tells whether code of a package other than the CDK and this one lies between the app and the resource. */
export function isMadeByPackage(resource: CfnResource): boolean {
  const scopes = scopesInStack(resource);
  const foreign = scopes.map(ownClassOf).some((name) => name !== undefined && !OWN_PACKAGES.test(name.replace(/\..*$/, '')));
  const ownNames = scopes.filter((scope) => ownClassOf(scope) !== undefined).map((scope) => scope.constructor.name);
  return (
    foreign ||
    creationTrace(resource).packages.some(({ name, caller }) =>
      name === ANY_PACKAGE ? caller !== undefined && !ownNames.includes(caller) : !OWN_PACKAGES.test(name),
    )
  );
}

/** Renders the class of a construct as code writes it: `ec2.Instance`, `NitroLaunchTemplate`. */
function classNameOf(construct: IConstruct): string {
  const [, library = '', name = ''] = /^(.*)\.(\w+)$/.exec(classOf(construct, () => true)?.name ?? '') ?? [];
  const module = /(?:aws_|\/aws-)([\w-]+?)(?:-alpha)?$/.exec(library)?.[1];
  return module === undefined ? name : `${module.replaceAll('-', '_')}.${name}`;
}
