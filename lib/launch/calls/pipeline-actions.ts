import { HOLE } from '../../base/hole';
import { isObject, member, type Json } from '../../base/json/json';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import type { SiteKind } from '../sites';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedLaunch } from './carried';
import { request } from './request-shape';
import { memberOf, textsOf, writtenNodes } from './written-nodes';
import { JSON_TEXT, readWrittenText } from './written-text';

/** The actions of CodePipeline that deploy a template: CloudFormation, CloudFormationStackSet and CloudFormationStackInstances. */
const DEPLOYS = 'CloudFormation';

const TAKES_NAME_OF_TYPE = /instance_?types?$/i;
const TAKES_IMAGE = /(?:image_?id|ami(?:_?id)?)$/i;
/** `m4.large`, `u-6tb1.112xlarge`, `m7i.metal-24xl`: what no parameter holds that is not an instance type. */
const READS_LIKE_TYPE = /^[a-z][a-z0-9-]*\d[a-z0-9-]*\.(?:nano|micro|small|medium|\d*x?large|metal(?:-\d+xl)?)$/;
const READS_LIKE_IMAGE = /^ami-[0-9a-f]{8,}$/;

const ELSEWHERE = { is: 'nothing', reason: 'the template that the action deploys is checked by itself' } as const;

/**
 * Reads the parameters that CloudFormation actions of a pipeline give to the template they deploy: values that are an
 * instance type or an image, and undecided ones whose names say that they are. The template itself comes from an artifact.
 */
export function pipelineLaunches(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'Stages.[].Actions.[].Configuration').map(({ node, path, pointer, when, holder }): Carried => {
      const provider = textsOf(memberOf(member(holder, 'ActionTypeId'), 'Provider'), template, when);
      const written = isObject(node) ? member(node, 'ParameterOverrides') : undefined;
      if (written === undefined || !provider.some((text) => text.startsWith(DEPLOYS) || text.includes(HOLE))) return CARRIES_NOTHING;
      const at = { path: `${path}/ParameterOverrides`, pointer: [...pointer, 'ParameterOverrides'] };
      return carriedTogether(
        readWrittenText(written, template, when, JSON_TEXT).map((text): Carried => {
          const { value, problem = 'they are not an object' } = text;
          if (!isObject(value)) {
            const what = 'the ParameterOverrides of a CloudFormation action';
            return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what, reason: problem }] };
          }
          const launches = Object.entries(value).flatMap(([name, item]): CarriedLaunch[] => {
            const kind = kindOf(name, item);
            if (kind === undefined) return [];
            const definition = request('AWS::CloudFormation::Stack', [{ path: name, kind }], ELSEWHERE);
            return [{ title: 'CloudFormation action', definition, properties: { [name]: item }, at, when: text.when }];
          });
          return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
        }),
      );
    }),
  );
}

function kindOf(name: string, value: Json): SiteKind | undefined {
  if (name.includes('.')) return undefined;
  if (typeof value !== 'string') {
    if (TAKES_NAME_OF_TYPE.test(name)) return 'instance-type-list';
    return TAKES_IMAGE.test(name) ? 'machine-image' : undefined;
  }
  const items = value.split(',').map((item) => item.trim());
  if (items.every((item) => READS_LIKE_TYPE.test(item))) return 'instance-type-list';
  return READS_LIKE_IMAGE.test(value) ? 'machine-image' : undefined;
}
