import { HOLE } from '../../base/hole';
import { isList, isObject, member, type Json } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { carriedTogether, CARRIES_NOTHING, type Carried } from './carried';
import { givenTypes } from './given-types';
import { handedInput } from './handed-inputs';
import { handedParameters, listedParameters, shorthandParameters } from './handed-parameters';
import { memberOf, textsOf, writtenNodes, type WrittenNode } from './written-nodes';
import { JSON_TEXT, parsedJson, readWrittenText, type WrittenText } from './written-text';

/**
 * The beginning of the CodePipeline actions that deploy a template: CloudFormation, CloudFormationStackSet, CloudFormationStackInstances.
 */
const DEPLOYS = 'CloudFormation';
/** The members with parameters: an object, or for stack sets a list or the command line's shorthand. */
const PARAMETERS = ['ParameterOverrides', 'Parameters'];

/** The actions that start a program with an input, by provider. */
const HANDS_ON: readonly (readonly [provider: string, member: string])[] = [
  ['StepFunctions', 'Input'],
  ['Lambda', 'UserParameters'],
  ['CodeBuild', 'EnvironmentVariables'],
];

function handedBy(
  provider: string,
  key: string,
  { node, path, pointer, when }: WrittenNode,
  resource: Resource,
  template: Template,
): Carried {
  const written = isObject(node) ? member(node, key) : undefined;
  const at = { path: `${path}/${key}`, pointer: [...pointer, key] };
  const texts = textsOf(written, template, when).filter((text) => parsedJson(text) === undefined);
  const given = texts.flatMap(givenTypes);
  const undecided = { kind: 'programType', at, resource, what: `the ${provider} action`, reason: '', given } as const;
  return carriedTogether([
    handedInput(written, { title: `${provider} action`, at, when }, template),
    given.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, undecided: [undecided] },
  ]);
}

/**
 * Reads the parameters that the CloudFormation actions of a pipeline give to their template. The template itself comes from an artifact.
 */
export function pipelineLaunches(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'Stages.[].Actions.[].Configuration').map((configuration): Carried => {
      const { when, holder, path, pointer } = configuration;
      if (!path.endsWith('Configuration')) {
        const what = `a part of the pipeline '${resource.logicalId}'`;
        const reason = 'it is known at deployment only';
        return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at: { path, pointer }, resource, what, reason }] };
      }
      const provider = textsOf(memberOf(member(holder, 'ActionTypeId'), 'Provider'), template, when);
      const handing = HANDS_ON.filter(([name]) => provider.includes(name));
      if (handing.length > 0) return carriedTogether(handing.map(([name, key]) => handedBy(name, key, configuration, resource, template)));
      if (!provider.some((text) => text.startsWith(DEPLOYS) || text.includes(HOLE))) return CARRIES_NOTHING;
      return carriedTogether(PARAMETERS.map((key) => launchedWith(key, configuration, resource, template)));
    }),
  );
}

function launchedWith(key: string, { node, path, pointer, when }: WrittenNode, resource: Resource, template: Template): Carried {
  const written = isObject(node) ? member(node, key) : undefined;
  if (written === undefined) return CARRIES_NOTHING;
  const at = { path: `${path}/${key}`, pointer: [...pointer, key] };
  return carriedTogether(
    parametersIn(written, template, when).map((text): Carried => {
      const { value, problem = 'they are not an object' } = text;
      if (!isObject(value)) {
        const what = `the ${key} of a CloudFormation action`;
        return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what, reason: problem }] };
      }
      const launches = handedParameters('CloudFormation action', value, at, text.when, template);
      return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
    }),
  );
}

function parametersIn(written: Json, template: Template, when: Assumptions): readonly WrittenText[] {
  const shorthand = textsOf(written, template, when).filter((text) => text.includes('ParameterKey='));
  const isShorthand = shorthand.some((text) => !/^\s*[[{]/.test(text));
  if (isShorthand) {
    return shorthand.map((text) =>
      text.includes(HOLE) ? { when, problem: 'a part of them is known only at deployment' } : { when, value: shorthandParameters(text) },
    );
  }
  return readWrittenText(written, template, when, JSON_TEXT).map((text) =>
    isList(text.value) ? { ...text, value: listedParameters(text.value, 'ParameterKey', 'ParameterValue') } : text,
  );
}
