import type { Json, Pointer } from '../base/json/json';
import { lineOfMergeConflict } from '../base/merge-conflict';
import { readJson } from '../base/json/json-document';
import { UnreadableTemplateError } from '../base/json/unreadable-text-error';
import { PolicyError, type PolicyPlace } from './policy-error';
import type { Refuse } from '../base/shape';

/** A policy or baseline as data, with the places of its parts. */
export interface PolicyText {
  readonly value: Json;
  readonly place: (pointer: Pointer) => PolicyPlace;
}

/**
 * Reads JSON.
 *
 * @throws PolicyError with the line and column of the first error
 */
export function parsePolicyText(text: string, source: string): PolicyText {
  const content = text.replace(/^\uFEFF/, '');
  const line = lineOfMergeConflict(content);
  if (line !== undefined) {
    throw PolicyError.at(
      { source, line, column: 1 },
      'a merge conflict is not resolved: choose between the two sides, and remove the markers',
    );
  }
  if (content.trim() === '') throw PolicyError.at({ source, line: 1, column: 1 }, 'the file is empty: write {} for nothing but defaults');
  try {
    const { value, locate } = readJson(content);
    return { value, place: (pointer) => ({ source, ...locate(pointer) }) };
  } catch (error) {
    if (!(error instanceof UnreadableTemplateError)) throw error;
    const { column, message } = error;
    const position = error.line === undefined || column === undefined ? {} : { line: error.line, column };
    throw PolicyError.at({ source, ...position }, message.replace('template', 'file'));
  }
}

/** Returns a function that refuses a value with its place and the keys that lead there. */
export function refuserOf(place: (pointer: Pointer) => PolicyPlace): Refuse {
  return (at, problem) => {
    throw PolicyError.at(place(at), at.length === 0 ? problem : `${at.join('/')}: ${problem}`);
  };
}
