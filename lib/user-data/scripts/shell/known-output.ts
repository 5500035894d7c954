import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import { throughFilters } from './expansions';
import { programOutput } from './program-output';
import { spokenText } from './spoken-text';
import { baseNameOf, filteredText, isByCharacter, type FilterWords } from './text-filters';

/** The number of programs that filter a text for a word. Errs towards an unknown output. */
const MOST_FILTERS = 8;
/** The number of characters of a known output. */
const LONGEST = 5000;

const REFERENCE = /(\$\w+|\$\{\w+[^{}]*\})/;
const IS_REFERENCE = /^\$\{?(\w+)\}?$/;

/**
 * Returns the output of `$(...)` if the script shows it: `$(echo a)`, `$(tr A-Z a-z <<< "$NAME")`, `$(basename /dev/sdf)`; otherwise
 * undefined.
 *
 * @param isList whether the output may be several words
 * @param read reads a word of the command
 */
export function knownOutput(
  { commands, errors }: Unbash.ParsedScript,
  isList: boolean,
  read: (word: Unbash.Word) => string,
): string | undefined {
  const [only, ...others] = commands;
  if (only === undefined || others.length > 0 || errors !== undefined) return undefined;
  const stages = only.command.type === 'Pipeline' ? only.command.commands : [only.command];
  const [first, ...rest] = stages.map((stage) => readStage(stage, read));
  if (first === undefined || rest.length > MOST_FILTERS) return undefined;
  const filters: FilterWords[] = [];
  for (const each of rest) {
    if (each === undefined || each.input !== undefined) return undefined;
    filters.push(each.words);
  }
  const start = startOf(first);
  if (start === undefined || start.text.length > LONGEST) return undefined;
  const all = [...start.filters, ...filters];
  const text = all.length === 0 ? start.text : throughAll(start.text, all);
  const printed = text?.replace(/\n+$/, '');
  // A text without filters is a message.
  return printed === undefined || (all.length === 0 && !isList && /\s/.test(printed)) ? undefined : printed;
}

interface Stage {
  readonly words: FilterWords;
  readonly input: string | undefined;
}

function readStage(node: Unbash.Statement['command'], read: (word: Unbash.Word) => string): Stage | undefined {
  if (node.type !== 'Command' || node.name === undefined || node.prefix.length > 0) return undefined;
  const words: string[] = [];
  let input: string | undefined;
  for (const each of node.suffix) {
    if (each.type === 'Word') words.push(read(each));
    else if (each.type === 'HereString' && each.target !== undefined) input = read(each.target);
    else if (each.type !== 'Redirect' || each.target?.text !== '/dev/null') return undefined;
  }
  return { words: [read(node.name).replace(/^.*\//, ''), ...words], input };
}

function startOf({
  words: [program, ...rest],
  input,
}: Stage): { readonly text: string; readonly filters: readonly FilterWords[] } | undefined {
  if (input !== undefined) return { text: input, filters: [[program, ...rest]] };
  switch (program) {
    case 'echo':
    case 'printf':
    case 'print':
      return { text: spokenText(program, rest), filters: [] };
    case 'basename':
      return rest.some((word) => /^-|[$*?]/.test(word)) ? undefined : { text: baseNameOf(rest), filters: [] };
    case 'hostname':
      return rest.every((word) => /^-(?:[fsiIAd]|-fqdn|-long|-short|-ip-address|-all-ip-addresses)$/.test(word)) ? THIS_MACHINE : undefined;
    case 'uname':
      return rest.length === 1 && /^(?:-n|--nodename)$/.test(rest[0] ?? '') ? THIS_MACHINE : undefined;
    case 'cat':
      return rest.length === 1 && /^\/(?:etc|proc\/sys\/kernel)\/hostname$/.test(rest[0] ?? '') ? THIS_MACHINE : undefined;
    default: {
      const text = programOutput(program, rest);
      return text === undefined ? undefined : { text, filters: [] };
    }
  }
}

/** The name of the machine: only the machine knows it. */
const THIS_MACHINE = { text: '${HOSTNAME}', filters: [] };

/** Returns a text after its filters. A variable passes through them once it is known. */
function throughAll(text: string, filters: readonly FilterWords[]): string | undefined {
  if (filters.some((words) => words.some((word) => /\$[({\w]/.test(word) && !/^\s*\{\s*print/.test(word)))) return undefined;
  const [, name] = IS_REFERENCE.exec(text) ?? [];
  if (name !== undefined) return throughFilters(name, filters);
  if (!text.includes('$'))
    return filters.reduce<string | undefined>((made, words) => (made === undefined ? made : filteredText(words, made)), text);
  if (text.includes('$(') || !filters.every(isByCharacter)) return undefined;
  const pieces = text.split(REFERENCE).map((piece) => throughAll(piece, filters));
  return pieces.includes(undefined) ? undefined : pieces.join('');
}
