import { isObject, type JsonObject, type Pointer } from '../../base/json/json';
import type { Document } from '../../base/json/document';
import { requireText } from '../../base/json/encoding';
import { readJson } from '../../base/json/json-document';
import { LONGEST_JSON, LONGEST_YAML } from '../../base/json/limits';
import type { Position } from '../../base/json/position';
import { checkStructure } from './structure';
import { UnreadableTemplateError } from '../../base/json/unreadable-text-error';
import { readCloudFormationYaml } from './cloudformation-yaml';

const MEGABYTE = 1024 * 1024;

/** A template, with the places of its parts. */
export interface ReadTemplate {
  /** An object with an object `Resources`, whose resources each have a `Type`. */
  readonly template: JsonObject;
  /**
   * Returns the position of the pointer's key or list item. If that does not exist, returns the position of the innermost existing value
   * around it. Pointers name the long forms of intrinsic functions, even for a short form in the text.
   */
  readonly locate: (pointer: Pointer) => Position;
  /** The text without its byte order mark. */
  readonly text: string;
  /** Returns the written form of the pointer's value. */
  readonly writtenAt: Document['writtenAt'];
}

/**
 * Reads a CloudFormation template in JSON or YAML. The first character decides which, as in CloudFormation. The file's name only makes
 * messages clearer.
 *
 * @throws UnreadableTemplateError if the text is not a template
 */
export function readTemplate(text: string, name: string): ReadTemplate {
  return templateIn(readDocument(text, name));
}

/**
 * Returns a document as a template.
 *
 * @throws UnreadableTemplateError if it is not a template
 */
export function templateIn(document: Document): ReadTemplate {
  const value = document.asWritten?.() ?? document.value;
  const problem = checkStructure(value);
  if (problem !== undefined) throw new UnreadableTemplateError(problem.message, document.locate(problem.pointer));
  const { locate, text, writtenAt } = document;
  return { template: isObject(value) ? value : {}, locate, text, writtenAt };
}

/**
 * Reads JSON or YAML, whether a template or not.
 *
 * @throws UnreadableTemplateError if it is neither
 */
export function readDocument(text: string, name: string): Document {
  const content = requireText(text);
  const [first] = /\S/.exec(content) ?? [];
  if (first === undefined) throw new UnreadableTemplateError("the file is empty: write a template with 'Resources'");
  if (first === '{') {
    requireLength(content.length, LONGEST_JSON);
    return readJson(content);
  }
  requireLength(content.length, LONGEST_YAML);
  try {
    return readCloudFormationYaml(content);
  } catch (error) {
    if (!(error instanceof UnreadableTemplateError) || !name.toLowerCase().endsWith('.json')) throw error;
    const { message, line, column } = error;
    const position = line === undefined || column === undefined ? undefined : { line, column };
    throw new UnreadableTemplateError(`${message} (read as YAML: JSON would begin with '{')`, position);
  }
}

/**
 * Checks the length of a text, or of a file.
 *
 * @throws UnreadableTemplateError for a longer text
 */
export function requireLength(length: number, longest: number): void {
  if (length <= longest) return;
  const [size, most] = [Math.ceil(length / MEGABYTE), longest / MEGABYTE];
  throw new UnreadableTemplateError(
    `${size} MB is too long to read, at most ${most} MB is: split the template into nested stacks, CloudFormation accepts 1 MB`,
  );
}
