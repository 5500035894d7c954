import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../../base/json/json';
import { Assumptions } from '../../template/values/assumptions';
import { scalarText } from '../../template/values/outcome';
import { propertySite } from '../property-site';
import type { Launch } from '../launches';

/** The fields of a Data Pipeline object that name its types, by the object's type. Some count only together with another field. */
const TYPE_FIELDS: ReadonlyMap<string, readonly { readonly type: string; readonly onlyWith?: string }[]> = new Map([
  ['Ec2Resource', [{ type: 'instanceType' }]],
  [
    'EmrCluster',
    [
      { type: 'masterInstanceType' },
      { type: 'coreInstanceType', onlyWith: 'coreInstanceCount' },
      { type: 'taskInstanceType', onlyWith: 'taskInstanceCount' },
    ],
  ],
]);

const OBJECTS = propertySite('PipelineObjects.[]');

/** The object from which all others inherit. Source: AWS Data Pipeline Developer Guide, "Pipeline definition file syntax". */
const DEFAULT = 'Default';

interface PipelineObject {
  readonly path: string;
  readonly pointer: Pointer;
  readonly id: string | undefined;
  /** The object's values by key. Undefined stands for an undecided value. */
  readonly fields: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** The object may have further, unknown fields. */
  readonly isOpen: boolean;
}

/** Returns the objects of a pipeline that launch something without a type, whether their own or an inherited one. */
export function objectsWithoutType(launch: Launch): readonly { readonly path: string; readonly pointer: Pointer }[] {
  if (launch.resource.type !== 'AWS::DataPipeline::Pipeline') return [];
  const objects = launch
    .read(OBJECTS)
    .values.flatMap(({ path, pointer, outcomes }) =>
      outcomes.flatMap((outcome) =>
        outcome.kind === 'known' && isObject(outcome.value) ? [read(outcome.value, { path, pointer }, launch)] : [],
      ),
    );
  const byId = new Map(objects.map((object) => [object.id, object]));
  return objects.filter((object) => {
    const line = lineOf(object, byId);
    const has = (key: string): boolean => line.some(({ fields, isOpen }) => isOpen || fields.has(key));
    const wanted = (object.fields.get('type') ?? []).flatMap((type) => TYPE_FIELDS.get(type ?? '') ?? []);
    return wanted.some(({ type, onlyWith }) => (onlyWith === undefined || has(onlyWith)) && !has(type));
  });
}

/** Returns an object and the objects that it inherits from, each once. */
function lineOf(object: PipelineObject, byId: ReadonlyMap<string | undefined, PipelineObject>): readonly PipelineObject[] {
  const line = new Set([object]);
  for (const each of line) {
    for (const parent of [...(each.fields.get('parent') ?? []), DEFAULT]) {
      const found = parent === undefined ? undefined : byId.get(parent);
      if (found !== undefined) line.add(found);
    }
  }
  return [...line];
}

function read(node: JsonObject, at: Pick<PipelineObject, 'path' | 'pointer'>, launch: Launch): PipelineObject {
  const texts = (value: Json | undefined): (string | undefined)[] =>
    value === undefined
      ? []
      : launch.template.evaluator
          .evaluate(value, undefined, launch.cases[0] ?? Assumptions.NONE)
          .filter(({ kind }) => kind !== 'absent')
          .map((outcome) => (outcome.kind === 'known' ? scalarText(outcome.value) : undefined));
  const list = member(node, 'Fields');
  const fields = new Map<string, (string | undefined)[]>();
  let isOpen = !isList(list);
  for (const field of isList(list) ? list : []) {
    const keys = isObject(field) ? texts(member(field, 'Key')) : [undefined];
    for (const key of keys) {
      if (key === undefined) isOpen = true;
      else if (isObject(field))
        fields.set(key, [...(fields.get(key) ?? []), ...texts(member(field, 'StringValue') ?? member(field, 'RefValue'))]);
    }
    if (keys.length === 0) isOpen = true;
  }
  return { ...at, id: texts(member(node, 'Id'))[0], fields, isOpen };
}
