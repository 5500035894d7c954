import type { FragmentKind } from '../fragment';
import type { Statement } from './statement';

/** How a language of which only lines are told apart writes what is not run. */
interface LineLanguage {
  /** From here to the end of the line, outside quotes. */
  readonly comment: RegExp | undefined;
  /** Texts over several lines that nothing is done with. */
  readonly blocks?: RegExp;
  /** Lines that only say something. */
  readonly speaking?: RegExp;
}

const LANGUAGES: Readonly<Record<Exclude<FragmentKind, 'shell' | 'other'>, LineLanguage>> = {
  script: {
    comment: /^(#|\/\/)/,
    // One that is never closed goes on to the end of the text.
    blocks: /^[ \t]*(?:"""[^]*?(?:"""|(?![^]))|'''[^]*?(?:'''|(?![^])))|^=begin\b[^]*?(?:^=(?:end|cut)\b|(?![^]))/gm,
    speaking: /^\s*(print|puts|say|warn|die|raise|(\w+\.)?(log|logger|logging)(\.\w+)?|console\.\w+|sys\.stderr\.write)\b/i,
  },
  powershell: { comment: /^#/, blocks: /<#[^]*?(?:#>|$)/g, speaking: /^\s*(Write-\w+|echo|Log|Out-\w+)\b/i },
  batch: { comment: undefined, speaking: /^\s*@?(rem|echo|title|::)/i },
  settings: { comment: /^[#;]/, speaking: /^\s*(Description|Documentation)=/ },
};

/** Reads a script or a file of settings line by line. */
export function readLineScript(kind: keyof typeof LANGUAGES, text: string, firstLine: number): readonly Statement[] {
  const { comment, blocks, speaking } = LANGUAGES[kind];
  const code = blocks === undefined ? text : text.replace(blocks, (block) => block.replace(/[^\n]+/g, ''));
  return code.split('\n').flatMap((written, index): readonly Statement[] => {
    const word = comment === undefined ? written : withoutComment(written, comment);
    if (word.trim() === '') return [];
    const role = speaking?.test(word) === true ? 'spoken' : 'line';
    return [{ uses: [{ word, role, program: '', line: firstLine + index }] }];
  });
}

function withoutComment(line: string, comment: RegExp): string {
  let quote: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '\\') at++;
    else if (quote !== undefined) quote = char === quote ? undefined : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (comment.test(line.slice(at, at + 2)) && (at === 0 || /\s/.test(line.charAt(at - 1)))) return line.slice(0, at);
  }
  return line;
}
