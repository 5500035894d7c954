import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../../base/json/json';

/** The reason why a document is not a CloudFormation template, and its place. */
export interface StructureProblem {
  readonly pointer: Pointer;
  /** Lower case, no full stop: what is wrong, then what to do. */
  readonly message: string;
}

const SECTIONS = ['Parameters', 'Mappings', 'Conditions'];

/**
 * Finds the first reason why a document cannot be read as a template: no `Resources`, a section or resource that is not an object, or a
 * resource without a `Type`. Returns undefined if there is none. Only problems that would hide a resource from the rules count, not
 * everything that CloudFormation refuses.
 */
export function checkStructure(template: Json): StructureProblem | undefined {
  if (!isObject(template))
    return { pointer: [], message: `not a CloudFormation template: it is ${describe(template)}, not an object with 'Resources'` };
  const resources = member(template, 'Resources');
  if (resources === undefined) return { pointer: [], message: "not a CloudFormation template: it has no 'Resources'" };
  if (!isObject(resources)) return mustBeObject(['Resources'], "'Resources'", resources);
  for (const name of SECTIONS) {
    const section = member(template, name);
    if (section !== undefined && !isObject(section)) return mustBeObject([name], `'${name}'`, section);
  }
  return checkResources(resources);
}

function checkResources(resources: JsonObject): StructureProblem | undefined {
  for (const logicalId of Object.keys(resources)) {
    // A loop or a macro is not a resource.
    if (logicalId.startsWith('Fn::ForEach::') || logicalId === 'Fn::Transform') continue;
    const problem = checkResource(logicalId, member(resources, logicalId) ?? null);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkResource(logicalId: string, resource: Json): StructureProblem | undefined {
  const pointer = ['Resources', logicalId];
  if (!isObject(resource)) return mustBeObject(pointer, `resource '${logicalId}'`, resource);
  const type = member(resource, 'Type');
  // A macro may write the whole resource.
  if (type === undefined && member(resource, 'Fn::Transform') !== undefined) return undefined;
  if (type === undefined)
    return { pointer, message: `resource '${logicalId}' has no 'Type': give it one, for example 'AWS::EC2::Instance'` };
  if (typeof type !== 'string') {
    return {
      pointer: [...pointer, 'Type'],
      message: `the 'Type' of resource '${logicalId}' is ${describe(type)}: write the name of a resource type`,
    };
  }
  const properties = member(resource, 'Properties');
  if (properties === undefined || isObject(properties)) return undefined;
  return mustBeObject([...pointer, 'Properties'], `the 'Properties' of resource '${logicalId}'`, properties);
}

function mustBeObject(pointer: Pointer, what: string, value: Json): StructureProblem {
  const verb = what.includes("'Properties' of") ? 'are' : 'is';
  return { pointer, message: `${what} ${verb} ${describe(value)}: write an object` };
}

function describe(value: Json): string {
  if (value === null) return 'empty (null)';
  if (isList(value)) return 'a list';
  if (typeof value === 'string') return 'a string';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
