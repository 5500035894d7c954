import type { ShellCommand, ShellFunction } from './command';
import type { CommandWords } from './command-words';
import { outputVariable, parameterVariable } from './function';
import type { LinedText } from './source';
import { namesRead } from './read-variables';
import { inFormat } from './spoken-text';

/** The variables that a shell command sets, and its other arguments. */
export interface Assigned {
  readonly assignments: readonly LinedText[];
  readonly others: readonly LinedText[];
}

/** Returns the variables that a command sets by its arguments; undefined for other commands. */
export function assignedBy(
  command: ShellCommand,
  { program, rest }: CommandWords,
  functions: ReadonlyMap<string, ShellFunction>,
  linked: Set<ShellFunction>,
): Assigned | undefined {
  const called = functions.get(program);
  if (called !== undefined) return calledWith(called, rest, linked);
  switch (program) {
    case 'printf':
      return rest[0]?.text === '-v' ? formatted(rest) : undefined;
    case 'read':
    case 'mapfile':
    case 'readarray':
      return readFrom(command, program, rest);
    case 'set':
      return command.inFunction === undefined ? undefined : parametersSet(command.inFunction, rest, linked);
    default:
      return undefined;
  }
}

/** Sets the parameters of a called function. A parameter that the function does not mention stays an argument. */
function calledWith(called: ShellFunction, rest: readonly LinedText[], linked: Set<ShellFunction>): Assigned | undefined {
  if (called.mentions.size === 0) return undefined;
  const isTaken = (index: number): boolean => called.shifts || called.mentions.has('all') || called.mentions.has((index + 1).toString());
  return { assignments: parameters(called, rest, linked), others: rest.filter((_, index) => !isTaken(index)) };
}

function parameters(called: ShellFunction, values: readonly LinedText[], linked: Set<ShellFunction>): readonly LinedText[] {
  const { mentions, shifts } = called;
  const assignments = values.flatMap(({ text, line }, index) => {
    const number = (index + 1).toString();
    const names = [...(shifts || mentions.has('all') ? ['all'] : []), ...(!shifts && mentions.has(number) ? [number] : [])];
    return names.map((name) => ({ text: `${parameterVariable(called, name)}=${text}`, line }));
  });
  const [first] = values;
  if (!shifts || linked.has(called) || first === undefined) return assignments;
  linked.add(called);
  // After `shift`, each parameter may be any of them.
  const all = `\${${parameterVariable(called, 'all')}}`;
  const others = [...mentions].filter((name) => name !== 'all');
  return [...assignments, ...others.map((name) => ({ text: `${parameterVariable(called, name)}=${all}`, line: first.line }))];
}

function parametersSet(inFunction: ShellFunction, rest: readonly LinedText[], linked: Set<ShellFunction>): Assigned | undefined {
  const start = rest.findIndex(({ text }) => text === '--');
  return start < 0 ? undefined : { assignments: parameters(inFunction, rest.slice(start + 1), linked), others: [] };
}

/** Sets the variable of `printf -v DEV '/dev/xvd%s' f`, which prints nothing. */
function formatted(rest: readonly LinedText[]): Assigned {
  const [, name, format, ...values] = rest;
  if (name === undefined || format === undefined) return { assignments: [], others: rest };
  const text = inFormat(
    format.text,
    values.map((value) => value.text),
  );
  return { assignments: [{ text: `${name.text}=${text}`, line: format.line }], others: [] };
}

/** Sets the variables of `read` to an unknown value. A known text is followed to them from its own place. */
function readFrom({ hereStrings, documents }: ShellCommand, program: string, rest: readonly LinedText[]): Assigned {
  const isGiven = [...hereStrings, ...documents].some(({ text }) => !text.includes('$('));
  const [first] = rest;
  const names = isGiven || first === undefined ? [] : namesRead(program, rest);
  return { assignments: names.map((text) => ({ text: `${text}=$()`, line: first?.line ?? 1 })), others: [] };
}

/** Returns the output of a captured function; empty for other commands. */
export function printed(command: ShellCommand, { program, rest }: CommandWords, captured: ReadonlySet<string>): readonly LinedText[] {
  const { inFunction, outputs, groupEnd, isCaptured, pipesInto } = command;
  if (inFunction === undefined || !captured.has(inFunction.name) || !/^(echo|printf)$/.test(program)) return [];
  if (outputs.length > 0 || groupEnd?.outputs.length === 1 || isCaptured || pipesInto !== undefined) return [];
  const said = rest.filter(({ text }) => !/^-[neE]+$/.test(text));
  const [first] = said;
  if (first === undefined) return [];
  const text =
    program === 'printf'
      ? formatted([first, first, ...said]).assignments[0]?.text.slice(first.text.length + 1)
      : said.map((word) => word.text).join(' ');
  return [{ text: `${outputVariable(inFunction.name)}=${(text ?? '').replace(/\\n$/, '')}`, line: first.line }];
}
