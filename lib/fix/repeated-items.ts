import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';
import type { TemplateEdit } from '../finding';
import type { Fix } from './fix';
import { type FixDocument, valueAt } from './fix-document';

/** Lists of objects with a type each, in which the service requires different types: those of groups and of EMR fleets. */
const LISTS_OF_TYPES: ReadonlySet<unknown> = new Set(['Overrides', 'InstanceTypeConfigs']);

/** Properties by which entries with the same type may differ. */
const PLACES = ['SubnetId', 'AvailabilityZone', 'AvailabilityZoneId'];

/**
 * Finds lists in resources that would hold a type twice after a fix. Services refuse these lists. AllowedValues of parameters are not among
 * them.
 */
export class RepeatedItems {
  /** The texts of each list that a fix changes. */
  private readonly present = new Map<string, ReadonlySet<string>>();
  /** The lists to which earlier fixes write a text, with the text. */
  private readonly written = new Set<string>();

  /** Names the entry to remove before a fix. */
  public of({ template, edits }: Fix, document: FixDocument): readonly string[] {
    const problems = edits.flatMap((edit): string[] => {
      const pointer = edit.kind === 'replace' ? listAround(edit, document.template) : undefined;
      if (pointer === undefined || edit.kind !== 'replace') return [];
      const name = String(pointer.findLast((segment) => typeof segment === 'string'));
      const list = JSON.stringify([template, pointer]);
      const present = this.present.get(list) ?? new Set(textsOf(valueAt(document.template, pointer)));
      this.present.set(list, present);
      const key = `${list} ${edit.text}`;
      const isWritten = this.written.has(key);
      this.written.add(key);
      if (present.has(edit.text)) return [`${name} already has '${edit.text}': remove '${edit.value}' there`];
      return isWritten ? [`another entry of ${name} becomes '${edit.text}' too: remove '${edit.value}' there`] : [];
    });
    return [...new Set(problems)];
  }
}

/** Returns the list of which an edit changes an item; undefined if it changes none, or if the list may hold a type twice. */
function listAround({ pointer, value }: Extract<TemplateEdit, { kind: 'replace' }>, template: JsonObject): Pointer | undefined {
  if (pointer[0] === 'Parameters') return undefined;
  const written = valueAt(template, pointer);
  if (isList(written) || written !== value) return pointer;
  const [list, index, property] = [pointer.at(-3), pointer.at(-2), pointer.at(-1)];
  if (property === 'InstanceType' && typeof index === 'number' && LISTS_OF_TYPES.has(list)) {
    return isPlaced(valueAt(template, pointer.slice(0, -1))) ? undefined : pointer.slice(0, -2);
  }
  // The arguments of a function are alternatives.
  const isItem = typeof property === 'number' && !(typeof index === 'string' && index.startsWith('Fn::'));
  return isItem ? pointer.slice(0, -1) : undefined;
}

/** Lists the types of a list: texts, one text with commas, or objects with a type each. */
function textsOf(list: Json | undefined): readonly string[] {
  if (typeof list === 'string') return list.split(',').map((item) => item.trim());
  if (!isList(list)) return [];
  return list
    .map((item) => (isObject(item) && !isPlaced(item) ? member(item, 'InstanceType') : item))
    .filter((item) => typeof item === 'string');
}

function isPlaced(entry: Json | undefined): boolean {
  return isObject(entry) && PLACES.some((property) => member(entry, property) !== undefined);
}
