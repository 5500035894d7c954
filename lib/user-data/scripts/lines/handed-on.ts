import { HOLE } from '../../../base/hole';
import { decodeCommand } from '../../decoding';
import { interpreterLanguage } from '../../file-language';
import type { FragmentKind } from '../../fragment';
import type { LineKind } from './languages';

/** A text in a line that is a script in another language. */
export interface HandedOn {
  readonly kind: FragmentKind;
  readonly text: string;
}

const TEXT = String.raw`(?:[rfbu]{0,2})("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`;

/** Calls that pass their first text to a shell. */
const RUNS_SHELL = new RegExp(
  String.raw`(?<!\w)(?:os\.system|os\.popen|(?:subprocess\.|sp\.)?(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|system|exec|popen|IO\.popen|Open3\.\w+|shell_exec|passthru|(?:child_process\.)?exec(?:Sync)?)\s*\(?\s*${TEXT}`,
  'g',
);
const SHELL_OPTION = new RegExp(String.raw`["'](?:/bin/|/usr/bin/)?(?:ba|da|z|k)?sh["']\s*,\s*["']-\w*c["']\s*,\s*${TEXT}`, 'g');
const BACKTICKS = /`([^`\n]+)`|(?<!\w)(?:%x|qx)\s*(?:\(([^)\n]*)\)|\{([^}\n]*)\}|\[([^\]\n]*)\]|([!|/])([^\n]*?)\5)/g;
const ENCODED = /\s[-/](?:e|ec|enc|encodedcommand)[\s"',]+([A-Za-z0-9+/]{16,}={0,2})/gi;
const ENCODED_VALUE = /(?:FromBase64String|b64decode|decode64|decode_base64|atob)\s*\(\s*["']([A-Za-z0-9+/]{16,}={0,2})["']/g;

/** Lists the texts that a line passes to a shell or to PowerShell, decoded. */
export function handedOn(kind: LineKind, line: string, problems: Set<string>, number: number): readonly HandedOn[] {
  const found: HandedOn[] = [];
  if (kind === 'settings') return found;
  if (kind === 'script' && /["'`/|)\]}!]/.test(line)) {
    for (const pattern of [RUNS_SHELL, SHELL_OPTION]) {
      for (const [, quoted = ''] of line.matchAll(pattern)) found.push({ kind: 'shell', text: asShell(unquoted(quoted)) });
    }
    for (const [, ticked, round, curly, square, , other] of line.matchAll(BACKTICKS)) {
      found.push({ kind: 'shell', text: asShell(ticked ?? round ?? curly ?? square ?? other ?? '') });
    }
  }
  for (const [, encoded = ''] of line.matchAll(ENCODED)) {
    const { text, problem } = decodeCommand(encoded);
    if (problem !== undefined) problems.add(`the text that line ${number.toString()} decodes ${problem}`);
    if (text !== undefined) found.push({ kind: 'powershell', text });
  }
  for (const [, encoded = ''] of line.matchAll(ENCODED_VALUE)) {
    const bytes = Buffer.from(encoded, 'base64');
    const text = bytes[1] === 0 ? bytes.toString('utf16le') : bytes.toString('utf8');
    if (!text.includes('\uFFFD')) found.push({ kind: interpreterLanguage(text) ?? (kind === 'script' ? 'shell' : kind), text });
  }
  return found;
}

function unquoted(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(["'\\])/g, '$1')
    .replaceAll('\\n', '\n');
}

/** Returns a text as a shell reads it. Inserted values are unknown. */
export function asShell(text: string): string {
  return text.replace(/#\{[^}]*\}|\{[^}\s,]*\}|%[sd]/g, HOLE);
}
