import { interpreterLanguage } from '../../file-language';
import { mayShowHabit } from '../../habits/may-show-habit';
import type { CodeLine } from './code-lines';
import { content, TEXT } from './folded-texts';
import { asShell, type HandedOn } from './handed-on';

/** Calls that run a text. A script with one may run any of its texts. */
const RUNS_TEXT =
  /\b(?:os\.(?:system|popen|exec\w*|spawn\w*)|subprocess|popen\w*|commands\.get\w+|create_subprocess_\w+|system|exec|shell_exec|passthru|proc_open|spawn(?:Sync)?|execSync|Open3)\b|`|%x|\bqx\b|["']\|?-\|?["']/i;

const LITERAL = new RegExp(TEXT, 'g');
const SET = new RegExp(String.raw`^\s*(?:(?:my|our|const|let|var)\s+)?\$?([A-Za-z_]\w*)\s*=\s*(${TEXT})\s*;?\s*$`);
const ADDED = new RegExp(String.raw`^\s*\$?([A-Za-z_]\w*)\s*(?:\+=|\.=|<<)\s*(${TEXT})\s*;?\s*$`);
/** A text that continues in the next line, and one that continues the line before. */
const BEGUN = new RegExp(String.raw`(${TEXT})\s*[+.\\]?\s*$`);
const CONTINUED = new RegExp(String.raw`^\s*[+.]?\s*(${TEXT})\s*([+.\\]?)\s*[)\]]*[,;]?\s*$`);
/** Texts between three quotes, and here documents of Ruby, Perl and PHP. */
const LONG = /("""|''')([^]*?)\1|<<[~-]?(["']?)([A-Z_]\w*)\3[^\n]*\n([^]*?)\n[ \t]*\4\b/g;

/** The number of characters of a combined text. Errs towards fewer texts. */
const LONGEST = 5000;

export interface RunText extends HandedOn {
  /** The index of the line, counted from 0. */
  readonly index: number;
}

/**
 * Lists the texts of a script that may be shell commands. If the script runs texts, all its texts and their combinations count: the code
 * does not show which of them it runs.
 *
 * @param lines the lines of the code without messages, with texts combined
 */
export function runTexts(text: string, lines: readonly CodeLine[]): readonly RunText[] {
  if (!lines.some((line) => RUNS_TEXT.test(line.text))) return [];
  return [...textsOf(lines), ...longTexts(text)].flatMap(({ text: found, index }): readonly RunText[] =>
    /\S\s+\S/.test(found) && mayShowHabit(found) ? [{ kind: interpreterLanguage(found) ?? 'shell', text: asShell(found), index }] : [],
  );
}

interface FoundText {
  readonly text: string;
  readonly index: number;
}

function textsOf(lines: readonly CodeLine[]): readonly FoundText[] {
  const found: FoundText[] = [];
  const sums = new Map<string, FoundText>();
  let begun: FoundText | undefined;
  for (const { text: line, index } of lines) {
    if (!/["']/.test(line)) {
      begun = undefined;
      continue;
    }
    for (const [literal] of line.matchAll(LITERAL)) found.push({ text: unescaped(content(literal)), index });
    const [, set, value = ''] = SET.exec(line) ?? [];
    if (set !== undefined) sums.set(set, { text: content(value), index });
    const [, added, more = ''] = ADDED.exec(line) ?? [];
    const before = added === undefined ? undefined : sums.get(added);
    if (added !== undefined && before !== undefined && before.text.length < LONGEST) {
      sums.set(added, { ...before, text: before.text + content(more) });
    }
    const [, next] = CONTINUED.exec(line) ?? [];
    if (next !== undefined && begun !== undefined && begun.text.length < LONGEST) {
      begun = { ...begun, text: begun.text + content(next) };
      found.push({ ...begun, text: unescaped(begun.text) });
    } else {
      const [, start] = BEGUN.exec(line) ?? [];
      begun = start === undefined ? undefined : { text: content(start), index };
    }
  }
  return [...found, ...[...sums.values()].map((sum) => ({ ...sum, text: unescaped(sum.text) }))];
}

function longTexts(text: string): readonly FoundText[] {
  let index = 0;
  let counted = 0;
  return [...text.matchAll(LONG)].flatMap((match) => {
    const [whole, quotes, quoted, , , document] = match;
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; at = text.indexOf('\n', counted)) {
      index++;
      counted = at + 1;
    }
    if (quotes !== undefined && isStatement(text, match.index, whole.length)) return [];
    return [{ text: quoted ?? document ?? '', index: quotes === undefined ? index + 1 : index }];
  });
}

/** A text that is a whole statement is a comment. */
function isStatement(text: string, start: number, length: number): boolean {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  if (!/^\s*[rbuf]*$/i.test(text.slice(lineStart, start))) return false;
  const before = text.slice(0, lineStart).trimEnd();
  return !/[(=,+[\\]$/.test(before.slice(-1)) && /^[ \t]*(?:\n|$|#)/.test(text.slice(start + length, start + length + 40));
}

function unescaped(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1').replaceAll('\\n', '\n');
}
