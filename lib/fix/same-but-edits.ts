import { isList, isObject, type Json } from '../base/json/json';
import type { TemplateEdit } from '../finding';

/**
 * Tells whether a template is unchanged apart from the edits. A text may differ if an edit replaces it, and a list may have the items that
 * an edit adds.
 */
export function isSameButEdits(before: Json, after: Json, edits: readonly TemplateEdit[]): boolean {
  const texts = new Map<string, Set<string>>();
  const added = new Map<string, Set<string>>();
  for (const edit of edits) {
    if (edit.kind === 'replace') texts.set(edit.value, (texts.get(edit.value) ?? new Set()).add(edit.text));
    else for (const item of edit.items) added.set(edit.list, (added.get(edit.list) ?? new Set()).add(item));
  }
  const isReplaced = (old: string, now: string): boolean => {
    if (old === now || texts.get(old)?.has(now) === true) return true;
    const [olds, nows] = [old.split(','), now.split(',')];
    if (olds.length === 1 || olds.length !== nows.length) return false;
    return olds.every((item, index) => {
      const other = nows[index] ?? '';
      return item === other || texts.get(item.trim())?.has(other.trim()) === true;
    });
  };
  const isSame = (old: Json, now: Json): boolean => {
    if (typeof old === 'string' && typeof now === 'string') return isReplaced(old, now);
    if (isList(old) && isList(now)) return old.length === now.length && old.every((item, index) => isSame(item, now[index] ?? null));
    if (!isObject(old) || !isObject(now)) return old === now;
    const keys = Object.keys(now).filter((key) => Object.hasOwn(old, key) || !added.has(key));
    return (
      keys.length === Object.keys(old).length &&
      Object.entries(now).every(([key, value]) => {
        const items = added.get(key);
        const earlier = Object.hasOwn(old, key) ? old[key] : undefined;
        if (items === undefined) return earlier !== undefined && isSame(earlier, value);
        if (!isList(value) || !(earlier === undefined || isList(earlier))) return earlier !== undefined && isSame(earlier, value);
        const kept = value.filter((item) => !(typeof item === 'string' && items.has(item)));
        const olds = (earlier ?? []).filter((item) => !(typeof item === 'string' && items.has(item)));
        return isSame(olds, kept);
      })
    );
  };
  return isSame(before, after);
}
