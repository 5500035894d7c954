import type { Launch } from '../template/launches';

/** `a, b, c and 12 more`. */
export function shortList(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${String(names.length - most)} more` : shown;
}

/** `'a', 'b' and 12 more`. */
export function quotedList(names: readonly string[], most?: number): string {
  return shortList(
    names.map((name) => `'${name}'`),
    most,
  );
}

/** What changing the type does, as a sentence without its full stop. */
export function changeOf(launch: Launch): string {
  return `The change ${launch.definition.change}`;
}

/** The last named segment of a path: what the reader has to look for. */
export function propertyName(path: string): string {
  const segments = path.split(/[./]/).filter((segment) => !/^(?:\d+|\[\])$/.test(segment));
  return segments.at(-1) ?? path;
}
