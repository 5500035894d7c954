import { Derived } from '../../base/kept';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { textsOf } from './written-nodes';
import { isTooDeep } from './written-text';

const FUNCTION = 'AWS::Lambda::Function';
const ROLE = 'AWS::IAM::Role';

/**
 * Tells whether the handler of a custom resource may only read, and so launches nothing under any property name. The handler is a Lambda
 * function whose role and policies are in the template and allow only reading. Errs towards no: an expression that is not written out may
 * allow more.
 */
export function onlyReads(resource: Resource, template: Template): boolean {
  const handler = attributeOwner(property(resource, 'ServiceToken'), template);
  if (handler?.type !== FUNCTION || isFilledIn(resource) || isFilledIn(handler)) return false;
  const role = attributeOwner(property(handler, 'Role'), template);
  if (role?.type !== ROLE || property(role, 'RoleName') !== undefined) return false;
  const { byRole, words, isOpen } = attachedPolicies.of(template);
  const inline = property(role, 'Policies') ?? [];
  const managed = property(role, 'ManagedPolicyArns') ?? [];
  if (isOpen || words.has(role.logicalId) || isFilledIn(role) || !isList(inline) || !isList(managed)) return false;
  const documents = [
    ...inline.map((policy) => (isObject(policy) && hasFunction(policy) ? undefined : documentOf(policy))),
    ...(byRole.get(role.logicalId) ?? []),
  ];
  return documents.every(allowsReadingOnly) && managed.every((arn) => isForLogsOnly(arn, template));
}

/** The resource types that attach permissions to roles, each with the property that names the roles. */
const ATTACHES: ReadonlyMap<string, string> = new Map([
  ['AWS::IAM::Policy', 'Roles'],
  ['AWS::IAM::ManagedPolicy', 'Roles'],
  ['AWS::IAM::RolePolicy', 'RoleName'],
]);

interface AttachedPolicies {
  /** Documents by the logical id of the role. */
  readonly byRole: ReadonlyMap<string, readonly (Json | undefined)[]>;
  /** All other words of the template. A resource that names a role may give it more permissions, as a trust policy does. */
  readonly words: ReadonlySet<string>;
  /** A policy does not say which roles it is for, or a part of the template is nested too deeply to be searched. */
  readonly isOpen: boolean;
}

/** Keeps the policies of a template: many custom resources may ask for them. */
const attachedPolicies = new Derived<Template, AttachedPolicies>((template) => {
  const byRole = new Map<string, (Json | undefined)[]>();
  const words = new Set<string>();
  let isOpen = false;
  const note = (node: Json): void => {
    if (isTooDeep(node)) isOpen = true;
    else for (const [word] of JSON.stringify(node).matchAll(/[A-Za-z0-9]+/g)) words.add(word);
  };
  note(template.nodeAt(['Outputs']) ?? null);
  for (const resource of template.resources()) {
    const properties = propertiesOf(resource);
    const key = ATTACHES.get(resource.type) ?? (resource.type === FUNCTION ? 'Role' : '');
    const { [key]: names, ...others } = properties;
    note(others);
    if (!ATTACHES.has(resource.type)) continue;
    if (isFilledIn(resource)) isOpen = true;
    for (const role of isList(names) ? names : [names]) {
      // A text cannot name a role of the template that has no name of its own.
      if (role === undefined || typeof role === 'string') continue;
      const id = isObject(role) ? member(role, 'Ref') : undefined;
      const documents = typeof id === 'string' ? byRole.get(id) : undefined;
      if (typeof id !== 'string' || template.resource(id)?.type !== ROLE) isOpen = true;
      else if (documents === undefined) byRole.set(id, [documentOf(properties)]);
      else documents.push(documentOf(properties));
    }
  }
  return { byRole, words, isOpen };
});

/** AWS's policies for functions that allow only logs, traces and a network interface in a VPC. */
const FOR_LOGS =
  /^arn:[^:]+:iam::aws:policy\/(?:service-role\/AWSLambda(?:BasicExecutionRole|VPCAccessExecutionRole)|AWSXRayDaemonWriteAccess)$/;

function isForLogsOnly(arn: Json, template: Template): boolean {
  const texts = textsOf(arn, template, Assumptions.NONE);
  return texts.length > 0 && texts.every((text) => FOR_LOGS.test(text));
}

/** Reading actions. `ssm:GetAccessToken` and `s3:GetDataAccess` are excluded: they hand out the permissions of another identity. */
const READS =
  /^(?!(?:ssm:Get(?:A[A-Za-z]*)?|s3:Get(?:D[A-Za-z]*)?)\*?$)(?:autoscaling|batch|cloudformation|ec2|ecs|eks|imagebuilder|pricing|s3|ssm|tag):(?:Describe|Get|List)[A-Za-z]*\*?$|^logs:(?:CreateLogGroup|CreateLogStream|PutLogEvents)$/;

function allowsReadingOnly(document: Json | undefined): boolean {
  if (document === undefined || !isObject(document) || hasFunction(document)) return false;
  const statements = member(document, 'Statement');
  if (statements === undefined) return false;
  return (isList(statements) ? statements : [statements]).every((statement) => {
    if (!isObject(statement) || hasFunction(statement)) return false;
    const effect = member(statement, 'Effect');
    if (effect === 'Deny') return true;
    const actions = member(statement, 'Action');
    const listed = isList(actions) ? actions : [actions];
    return effect === 'Allow' && listed.every((action) => typeof action === 'string' && READS.test(action));
  });
}

function documentOf(policy: Json | undefined): Json | undefined {
  return isObject(policy) ? member(policy, 'PolicyDocument') : undefined;
}

/** Finds the resource whose ARN an expression returns. */
function attributeOwner(node: Json | undefined, template: Template): Resource | undefined {
  const argument = isObject(node) ? member(node, 'Fn::GetAtt') : undefined;
  const [logicalId, attribute] = typeof argument === 'string' ? argument.split('.') : isList(argument) ? argument : [];
  return typeof logicalId === 'string' && attribute === 'Arn' ? template.resource(logicalId) : undefined;
}

function property(resource: Resource, name: string): Json | undefined {
  return member(propertiesOf(resource), name);
}

function propertiesOf({ body }: Resource): JsonObject {
  const properties = member(body, 'Properties');
  return isObject(properties) ? properties : {};
}

/** Tells whether a macro adds to the resource. */
function isFilledIn(resource: Resource): boolean {
  return hasFunction(resource.body) || hasFunction(propertiesOf(resource));
}

function hasFunction(node: JsonObject): boolean {
  return Object.keys(node).some((key) => key.startsWith('Fn::'));
}
