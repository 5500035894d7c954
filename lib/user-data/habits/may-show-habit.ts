import { UNKNOWN_CHARACTERS } from '../../base/hole';

/** The signs that may follow a part of a device name with a variable in it. */
const OPEN = String.raw`$*?[{%+${UNKNOWN_CHARACTERS}`;

/**
 * Every habit shows one of these traces; the reading of the script decides. A new habit may need a new trace. Traces with the same
 * beginning share a branch: a search then takes half the time.
 */
const TRACES = new RegExp(
  [
    String.raw`x(?:en|vd|e\b(?<![\w-]xe)|\](?<=\[xx\]))`,
    'v(?:bd|if)',
    String.raw`sd[a-z${OPEN}]`,
    String.raw`dev(?:\/(?:sd\b|xv?\b|s\b|(?:x|xv|s)?[$\{?[${UNKNOWN_CHARACTERS}])|\/?["']?(?=[\s;]|$)(?<==["']?\/dev\/?["']?))`,
    String.raw`dmi(?:decode|\/id)`,
    String.raw`eth(?:[\d${OPEN}]|\b(?<!\weth))`,
    'h(?:yp|vm)',
    'bios|pv|citrix|rhelnet',
  ].join('|'),
  'i',
);

/** Words of programs that transform a text, by their beginning. The result does not show in the text. */
const CHANGING_WORDS = [
  String.raw`(?:rev|xxd|base32|basenc|uudecode)(?<![./-]\w+)(?![\w./-])`,
  String.raw`openssl\s+(?:enc|base64)`,
  String.raw`(?:tr|sed|cut|awk)\b(?:(?<=(?:\b(?:echo|printf)\b|<<<)[^\n]*)|(?=[^\n]*<<<))`,
  String.raw`tr\s+["']?\w-\w`,
  String.raw`[gmn]?awk\s[^\n]{0,80}\bBEGIN\s*\{[^\n]{0,80}\bprintf?\b`,
  String.raw`(?:perl|python[\d.]{0,4}|ruby|php|node)(?:\s+-\w+){0,3}\s+-\w*[ceEr]\s[^\n]{0,200}?(?:["']\s*[+.,%]?\s*f?["']\w|\bbytes\b|\bchr\b|\bformat\b|\bjoin\b|\breverse\b|%[sc]|::\s*-1)`,
];
const CHANGES = new RegExp(String.raw`\\(?:x[0-9a-f]{2}|0?[0-7]{3}|u00[0-9a-f]{2})|\$\{\w+\/|\b(?:${CHANGING_WORDS.join('|')})`, 'i');

/** Quotes and backslashes within a word, and a line continuation within one. */
const QUOTING = /["'\\]+(?:\r?\n)?/g;
const IS_QUOTED_WITHIN = new RegExp(String.raw`[\w/]["'\\]+(?:\r?\n)?[\w$*?[{${UNKNOWN_CHARACTERS}]`);

/** Tells whether a script may show a habit. Most scripts do not, and need no parsing. Errs towards true. */
export function mayShowHabit(script: string): boolean {
  return TRACES.test(script) || CHANGES.test(script) || (IS_QUOTED_WITHIN.test(script) && TRACES.test(script.replace(QUOTING, '')));
}
