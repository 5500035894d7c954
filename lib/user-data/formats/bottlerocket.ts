import { UNKNOWN_CHARACTERS } from '../../base/hole';

/** User data that the settings pass to a bootstrap container. */
export interface ContainerUserData {
  readonly container: string;
  readonly text: string;
}

/**
 * Tells whether a text is Bottlerocket's settings: TOML with all tables below `settings`.
 * https://bottlerocket.dev/en/os/latest/#/api/settings/
 */
export function isBottlerocketSettings(text: string): boolean {
  const [first] = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return /^\[?\s*"?settings"?[.\]]/.test(first?.trim() ?? '');
}

/** The header of a table, or a key with its text. The text may span several lines between three quotes, or be within an inline table. */
const HEADER_OR_KEY = new RegExp(
  [
    String.raw`^[ \t]*\[+(?<table>[^\]\n]*)\]`,
    String.raw`["']?user-data["']?[ \t]*=[ \t]*(?:"""(?<long>[^]*?)"""|'''(?<raw>[^]*?)'''|"(?<quoted>[^"\n]*)"|'(?<plain>[^'\n]*)'|(?<unknown>[${UNKNOWN_CHARACTERS}]+))`,
  ].join('|'),
  'gm',
);

/** Returns the user data of bootstrap and host containers, in base64: `[settings.bootstrap-containers.x] user-data = "..."`. */
export function containerUserData(text: string): readonly ContainerUserData[] {
  const written = text.replace(/^[ \t]*#.*$/gm, '');
  const found: ContainerUserData[] = [];
  let inTable = '';
  for (const { index, groups = {} } of written.matchAll(HEADER_OR_KEY)) {
    const { table, long, raw, quoted, plain, unknown } = groups;
    if (table === undefined) {
      const names = [inTable, tableOnLine(written, index)].filter((name) => name !== '');
      found.push({ container: names.join('.'), text: long ?? raw ?? quoted ?? plain ?? unknown ?? '' });
    } else inTable = table.trim();
  }
  return found;
}

/** Returns the name of the table before the key: dotted, or the key of an inline table. */
function tableOnLine(text: string, at: number): string {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 200), at);
  const name = line.endsWith('.') ? line.slice(line.search(/[\w.-]*$/), -1) : (/^\s*([\w."'-]+)[ \t]*=/.exec(line)?.[1] ?? '');
  return name.replace(/["']/g, '');
}
