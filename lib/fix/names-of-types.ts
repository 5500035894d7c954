import { isList, isObject, member, type Json, type JsonObject } from '../base/json/json';
import { readAllowedPattern } from '../template/values/allowed-pattern';
import { valueAt } from './fix-document';

/** A value and the text in its place. */
interface Replaced {
  readonly value: string;
  readonly text: string;
}

/** The places beside launches in which a template depends on a value: a parameter's other values, keys of mappings, and conditions. */
export class NamesOfTypes {
  /** The objects of mappings that have a key, each with the mapping's name. */
  private readonly keyed = new Map<string, { readonly mapping: string; readonly entries: JsonObject }[]>();
  /** The conditions and rules that hold a text. */
  private readonly compared = new Map<string, Set<string>>();
  private readonly allowed = new Map<string, ReadonlySet<Json>>();

  public constructor(private readonly template: JsonObject) {
    for (const [mapping, rows] of Object.entries(this.section('Mappings'))) {
      if (!isObject(rows)) continue;
      for (const entries of [rows, ...Object.values(rows)]) {
        for (const key of isObject(entries) ? Object.keys(entries) : []) {
          const earlier = this.keyed.get(key) ?? [];
          this.keyed.set(key, earlier);
          if (isObject(entries)) earlier.push({ mapping, entries });
        }
      }
    }
    for (const section of ['Conditions', 'Rules']) {
      for (const [name, body] of Object.entries(this.section(section))) {
        for (const text of textsIn(body)) this.compared.set(text, (this.compared.get(text) ?? new Set()).add(name));
      }
    }
  }

  /** Lists the parts of a parameter's declaration that do not fit the new text. */
  public inDeclaration(name: string, { value, text }: Replaced): readonly string[] {
    const declaration = valueAt(this.template, ['Parameters', name]);
    if (!isObject(declaration)) return [];
    const admits = readAllowedPattern(member(declaration, 'AllowedPattern'));
    return [
      ...(this.allowedValues(name, declaration).has(text)
        ? [`AllowedValues of ${name} already has '${text}': remove '${value}' there`]
        : []),
      ...(admits?.(text) === false ? [`AllowedPattern of ${name} does not admit '${text}': widen it`] : []),
    ];
  }

  /** Lists the mappings with an entry for the old value only, and the conditions that compare with it. */
  public elsewhere({ value, text }: Replaced): readonly string[] {
    const lacking = (this.keyed.get(value) ?? []).filter(({ entries }) => !Object.hasOwn(entries, text));
    return [
      ...new Set(lacking.map(({ mapping }) => `mapping ${mapping} has an entry for '${value}' but none for '${text}': add one`)),
      ...[...(this.compared.get(value) ?? [])].map((name) => `'${name}' compares with '${value}': change it with the type`),
    ];
  }

  private allowedValues(name: string, declaration: JsonObject): ReadonlySet<Json> {
    const known = this.allowed.get(name);
    if (known !== undefined) return known;
    const values = member(declaration, 'AllowedValues');
    const set = new Set(isList(values) ? values : []);
    this.allowed.set(name, set);
    return set;
  }

  private section(name: string): JsonObject {
    const section = member(this.template, name);
    return isObject(section) ? section : {};
  }
}

function textsIn(node: Json): readonly string[] {
  if (typeof node === 'string') return [node];
  return (isList(node) ? node : isObject(node) ? Object.values(node) : []).flatMap(textsIn);
}
