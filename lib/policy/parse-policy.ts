import type { Json, Pointer } from '../base/json/json';
import { readJson } from '../base/json/json-document';
import { UnreadableTemplateError } from '../base/json/unreadable-text-error';
import { PolicyError, type PolicyPlace } from './policy-error';
import type { Refuse } from '../base/shape';

const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?\r?$/m;

/** A policy or baseline as data, and where its parts are written. */
export interface PolicyText {
  readonly value: Json;
  readonly place: (pointer: Pointer) => PolicyPlace;
}

/** Reads JSON. Throws a `PolicyError` with the line and column of the first thing that is wrong. */
export function parsePolicyText(text: string, source: string): PolicyText {
  const content = text.replace(/^\uFEFF/, '');
  const conflict = CONFLICT_MARKER.exec(content);
  if (conflict !== null) {
    const line = content.slice(0, conflict.index).split('\n').length;
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
    const { line, column, message } = error;
    const position = line === undefined || column === undefined ? {} : { line, column };
    throw PolicyError.at({ source, ...position }, message.replace('template', 'file'));
  }
}

/** Refuses with the place, and the keys that lead there. */
export function refuserOf(place: (pointer: Pointer) => PolicyPlace): Refuse {
  return (at, problem) => {
    throw PolicyError.at(place(at), at.length === 0 ? problem : `${at.join('/')}: ${problem}`);
  };
}
