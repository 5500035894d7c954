import { UNKNOWN_CHARACTERS } from '../../base/hole';

/** Every habit shows one of these traces; the reading of the script decides. A new habit may need a new trace. */
const TRACES = new RegExp(
  String.raw`xen|(?<![\w-])xe\b|\[xx\]|vbd|vif|xvd|sd[a-z$*?[{%+${UNKNOWN_CHARACTERS}]|dev\/(?:sd\b|xv?\b|s\b|(?:x|xv|s)?[$\{?[${UNKNOWN_CHARACTERS}])|=["']?\/dev\/?["']?(?=[\s;]|$)|eth[\d$*?[{%+${UNKNOWN_CHARACTERS}]|\beth\b|hyp|bios|dmidecode|dmi\/id|hvm|pv|citrix|rhelnet`,
  'i',
);

/** What makes a text of another one: nothing of what comes out of it shows. */
const CHANGES =
  /\\(?:x[0-9a-f]{2}|0?[0-7]{3}|u00[0-9a-f]{2})|(?<![\w./-])(?:rev|xxd|base32|basenc|uudecode)(?![\w./-])|\bopenssl\s+(?:enc|base64)|(?:\b(?:echo|printf)\b|<<<)[^\n]*\b(?:tr|sed|cut|awk)\b|\b(?:tr|sed|cut|awk)\b[^\n]*<<<|\$\{\w+\/|\btr\s+["']?\w-\w|\b[gmn]?awk\s[^\n]{0,80}\bBEGIN\s*\{[^\n]{0,80}\bprintf?\b|\b(?:perl|python[\d.]{0,4}|ruby|php|node)(?:\s+-\w+){0,3}\s+-\w*[ceEr]\s[^\n]{0,200}?(?:["']\s*[+.,%]?\s*f?["']\w|\bbytes\b|\bchr\b|\bformat\b|\bjoin\b|\breverse\b|%[sc]|::\s*-1)/i;

/** Quotes and backslashes within a word, and a line that is continued within one. */
const QUOTING = /["'\\]+(?:\r?\n)?/g;
const IS_QUOTED_WITHIN = new RegExp(String.raw`[\w/]["'\\]+(?:\r?\n)?[\w$*?[{${UNKNOWN_CHARACTERS}]`);

/** Tells whether a script may show a habit: false for most scripts, which then need not be parsed. Errs on the side of true. */
export function mayShowHabit(script: string): boolean {
  return TRACES.test(script) || CHANGES.test(script) || (IS_QUOTED_WITHIN.test(script) && TRACES.test(script.replace(QUOTING, '')));
}
