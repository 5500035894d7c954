import type { FragmentKind } from '../../fragment';

export type LineKind = Exclude<FragmentKind, 'shell' | 'cron' | 'other'>;

/** The syntax of a language that is read by lines: text that is not run, and lines that continue. */
export interface LineLanguage {
  /** The beginning of a comment, outside quotes. The comment continues to the end of the line. */
  readonly comment: RegExp | undefined;
  /** Comments over several lines. Quotes are blanked before. */
  readonly blocks: readonly (readonly [begin: RegExp, end: RegExp])[];
  /** The language has texts between three quotes. */
  readonly hasTripleQuotes: boolean;
  readonly quotes: string;
  readonly escape: string;
  /** The end of a line that continues in the next one. */
  readonly continued: RegExp | undefined;
  /** Calls that only print something, with any text that may precede a call. */
  readonly speaking: RegExp | undefined;
  /** Parts of a line that use the text of the call: the text is not a message. */
  readonly handsOn: RegExp | undefined;
  /** Whole lines that only print something. */
  readonly spokenLine: RegExp | undefined;
  /** A question with several answers, and an answer. */
  readonly fork: RegExp | undefined;
  readonly answer: RegExp | undefined;
}

const NONE: LineLanguage = {
  comment: undefined,
  blocks: [],
  hasTripleQuotes: false,
  quotes: '"\'',
  escape: '\\',
  continued: undefined,
  speaking: undefined,
  handsOn: undefined,
  spokenLine: undefined,
  fork: undefined,
  answer: undefined,
};

/** The text before a call: the start of a line, or the end of a condition. */
const BEFORE = String.raw`(?:^|[{};:]|\|\||&&|\b(?:or|and|then|else|do|return|not)\b)\s*`;

export const LANGUAGES: Readonly<Record<LineKind, LineLanguage>> = {
  script: {
    ...NONE,
    // `#{name}` is a value in a Ruby text.
    comment: /^(#(?!\{)|\/\/)/,
    blocks: [
      [/^=(begin|pod|head\d|cut)\b/, /^=(end|cut)\b/],
      [/(?<!\S)\/\*/, /\*\//],
    ],
    hasTripleQuotes: true,
    continued: /(\\|\||,|\(|\[|&&|\b(and|or))$/,
    speaking: new RegExp(
      `${BEFORE}(print|printf|puts|p|say|warn|die|raise|fail|abort|echo|log|(?:[\\w.]+\\.)?(?:log|logger|logging)(?:\\.\\w+)?|console\\.\\w+|sys\\.(?:stderr|stdout)\\.write|process\\.(?:stderr|stdout)\\.write|\\$?(?:stderr|stdout)\\.puts|STD(?:ERR|OUT)\\.puts|throw\\s+new\\s+\\w+|error_log)(?![\\w.])(?!\\s*=[^=~>])`,
      'gi',
    ),
    // Python prints to files, and Perl to file handles.
    handsOn: /\bfile\s*=(?!\s*sys\.)|\bprintf?\s*\{?\s*(?!STD(ERR|OUT))(?:[A-Z][A-Z0-9_]*|\$\w+)\}?\s+["'$]/,
    fork: /\b(switch|case|match|given)\b/,
    answer: /^\s*(?:case|when)\b/,
  },
  powershell: {
    ...NONE,
    comment: /^#/,
    blocks: [[/<#/, /#>/]],
    escape: '`',
    continued: /(`|\||,|\(|\{\s*\(|-(or|and|eq|ne|match|like|in|contains))$/i,
    speaking: new RegExp(`${BEFORE}(Write-\\w+|echo|Log|Out-(?:Host|Null|Default)|throw|\\[Console\\]::\\w+)(?![\\w-])`, 'gi'),
    handsOn: /\|\s*(?!Out-(Null|Host|Default))\w|>/,
    fork: /\bswitch\b/i,
    answer: /^\s*["']?[^{}]*["']?\s*\{/,
  },
  batch: {
    ...NONE,
    quotes: '"',
    escape: '^',
    continued: /\^$/,
    spokenLine: /^\s*@?(rem\b|title\b|::)/i,
    speaking: /(?:^|[(&]|\belse\b)\s*@?(echo)(?![\w-])/gi,
    handsOn: /[>|]/,
  },
  settings: { ...NONE, comment: /^[#;]/, continued: /\\$/, spokenLine: /^\s*(Description|Documentation)\s*=/i },
};
