import { isList, isObject, member, type Pointer } from '../base/json/json';
import type { WrittenValue } from '../base/json/written-value';
import type { TextEdit } from '../base/text-edit';
import type { TemplateEdit } from '../finding';
import { type FixDocument, valueAt } from './fix-document';
import { blanksUpTo, lineEndNear, lineStartBefore } from './lines';

/** A text that means the same with and without quotes: names of types, families and keywords, and patterns that begin with a letter. */
const PLAIN = /^[A-Za-z][\w.*-]*$/;

/** Returns the changes of the text for an edit; none if the written form of the value cannot be changed in place. */
export function textEditsOf(edit: TemplateEdit, document: FixDocument): readonly TextEdit[] {
  if (edit.kind === 'add-items') return additions(edit, document);
  return PLAIN.test(edit.text) ? replacements(edit.pointer, edit, document) : [];
}

type Replace = Extract<TemplateEdit, { kind: 'replace' }>;
type AddItems = Extract<TemplateEdit, { kind: 'add-items' }>;

function replacements(pointer: Pointer, edit: Replace, document: FixDocument): readonly TextEdit[] {
  const value = valueAt(document.template, pointer);
  // A parameter's list of allowed items.
  if (isList(value))
    return value.flatMap((item, index) => (typeof item === 'string' ? replacements([...pointer, index], edit, document) : []));
  const written = document.writtenAt(pointer);
  if (typeof value !== 'string' || written?.kind !== 'scalar') return [];
  const { start, end } = written;
  const source = document.text.slice(start, end);
  // The source differs from the value by escapes and line ends.
  if (value === edit.value) return source === edit.text ? [] : [{ start, end, text: edit.text }];
  if (source !== value) return [];
  return itemsIn(source, edit.value).map((at) => ({ start: start + at, end: start + at + edit.value.length, text: edit.text }));
}

/** Returns the offsets of an item in a text that lists items with commas between them. */
function itemsIn(source: string, item: string): readonly number[] {
  let next = 0;
  return source.split(',').flatMap((part) => {
    const begin = next;
    next += part.length + 1;
    return part.trim() === item ? [begin + part.length - part.trimStart().length] : [];
  });
}

function additions({ pointer, list, items }: AddItems, document: FixDocument): readonly TextEdit[] {
  const holder = valueAt(document.template, pointer);
  const written = document.writtenAt(pointer);
  if (!isObject(holder) || written === undefined || items.length === 0) return [];
  const present = member(holder, list);
  if (present === undefined) return newMember(list, items, written, document);
  const writtenList = document.writtenAt([...pointer, list]);
  return isList(present) && writtenList?.kind === 'list' ? newItems(items, writtenList, document) : [];
}

type WrittenContainer = Exclude<WrittenValue, { kind: 'scalar' }>;

/** Adds a member before the first one. Text after the last one, such as a comment, then stays in place. */
function newMember(name: string, items: readonly string[], written: WrittenValue, document: FixDocument): readonly TextEdit[] {
  if (written.kind !== 'object' || written.first === undefined) return [];
  const list = `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
  const key = isJson(document) ? JSON.stringify(name) : name;
  return [insertion(written.first, `${key}: ${list}${separatorOf(written, written.first, document)}`)];
}

function newItems(items: readonly string[], written: WrittenContainer, document: FixDocument): readonly TextEdit[] {
  const { first, isBlock, start } = written;
  const texts = items.map((item) => JSON.stringify(item));
  if (first === undefined) return isBlock ? [] : [insertion(start + 1, texts.join(', '))];
  const separator = separatorOf(written, first, document);
  return [insertion(first, texts.map((text) => (isBlock ? `- ${text}${separator}` : text + separator)).join(''))];
}

/**
 * Returns the separator of two members or items: the line end and indentation of the first, or a comma with the blanks before the first.
 */
function separatorOf({ isBlock, start }: WrittenContainer, first: number, { text }: FixDocument): string {
  if (isBlock) return lineEndNear(text, first) + ' '.repeat(first - lineStartBefore(text, first));
  const blanks = blanksUpTo(text, start + 1, first);
  return /[\r\n]/.test(blanks) ? `,${blanks}` : ', ';
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

function isJson({ text }: FixDocument): boolean {
  return text.trimStart().startsWith('{');
}
