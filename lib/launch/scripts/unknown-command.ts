import { HOLE } from '../../base/hole';

/** An interpreter with its option before a script. */
const TAKES_SCRIPT = String.raw`\b(?:\w{0,3}sh|python[\d.]{0,4}|perl|ruby|node|php)(?: -\w{1,8})* -\w{0,6}[cer]|\b(?:su|runuser) [^\n;&|]{0,50}-c`;
/** Words that run the words after them. */
const RUNS_NEXT = String.raw`\b(?:if|elif|while|until|then|do|else|sudo|exec|eval|nohup|time|env|command|setsid|trap|doas)`;
/** Programs that run another one, with arguments of their own. */
const WRAPS = String.raw`(?<![\w-])(?:timeout|nice|ionice|env|xargs|parallel|chroot|flock|taskset|stdbuf|gosu|su-exec|watch|retry)(?:[ \t][^\n;&|(]{0,40})?`;

/** Interpreters, before the file that they run. */
const RUNS_FILE = String.raw`(?<![\w./-])(?:(?:/usr)?/bin/)?(?:\w{0,3}sh|python[\d.]{0,4}|perl|ruby|node|php|source)(?: -\w{1,8})*|[\n;&|][ \t]*\.`;

/** The text before a command: a line end, another command, a word that runs one, or the option of a shell with a script. */
const BEFORE_COMMAND = new RegExp(
  String.raw`(?:[\n\r\u2028\u2029;&|({` + '`' + String.raw`!]|${RUNS_NEXT}|${TAKES_SCRIPT}|${WRAPS}|${RUNS_FILE}|<<<)$`,
);
/** `NAME=value` before a command. */
const BEHIND_ASSIGNMENT = /[\n;&|][ \t]*\w{1,40}=[^\s"'`]*$/;
/** The name of a function before its first argument. */
const BEHIND_NAME = /[\n;&|][ \t]*[\w-]{1,40}$/;
/** The number of characters around a part that are searched. Errs towards a command that is not found. */
const LONGEST = 60;

/** The text after a text that goes into a shell, or into a file that is run. */
const GOES_INTO_SHELL =
  /^[^\S\n]*(?:\\n)?["']?[ \t]*(?:\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:\/\w+){0,3}\/?\w{0,3}sh\b|(?:>>?|\|[ \t]*(?:sudo[ \t]+)?tee(?:[ \t]+-a)?)[ \t]*["']?[^\s"']{0,40}(?:\.sh\b|rc\.local|cron))/;

/** The variable that a text is assigned to, read from the end. */
const ASSIGNED = /(?:^|[\s;&|(])(\w{1,40})\+?=["']?$/;
const LOOPED = /\bfor[ \t]+(\w{1,40})[ \t]+in$/;
/** A variable in the place of a command, or of the script of a shell. */
const RUN_VARIABLE = new RegExp(
  String.raw`(?:^|[\n;&|({` + '`' + String.raw`!]|<<<|(?:${RUNS_NEXT}|${TAKES_SCRIPT})\s)[ \t]*["']?\$\{?!?(\w+|[@*])`,
  'g',
);
/** A variable whose value is printed into a shell. */
const PIPED_VARIABLE =
  /\b(?:echo|printf(?: ["']?%[sb](?:\\n)?["']?)?)[ \t]+["']?\$\{?(\w+)\}?["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?(?:\/\w+){0,3}\/?\w{0,3}sh\b/g;

/**
 * Tells whether a script may have a command that only the deployment knows: at the beginning of a line, after another command, or in a
 * text, variable or argument that a shell runs. Errs towards true: the parsed script decides.
 */
export function hasUnknownCommand(script: string): boolean {
  const assigned = new Set<string>();
  // Many commands are given the same value in the same way.
  const beforeArguments = new Set<string>();
  for (let at = script.indexOf(HOLE); at >= 0; at = script.indexOf(HOLE, at + 1)) {
    let start = at;
    if (start > 0 && `"'`.includes(script.charAt(start - 1))) start--;
    let end = start;
    while (end > 0 && ' \t'.includes(script.charAt(end - 1))) end--;
    // Nothing that is looked for spans the end of a line.
    const before = script.slice(Math.max(0, end - LONGEST, script.lastIndexOf('\n', end - 1)), end);
    if (end === 0 || GOES_INTO_SHELL.test(script.slice(at + 1, at + 1 + LONGEST))) return true;
    const place = end < start ? `${before} ` : before;
    if (beforeArguments.has(place)) continue;
    if (BEFORE_COMMAND.test(before)) return true;
    beforeArguments.add(place);
    if (end < start) {
      if (BEHIND_ASSIGNMENT.test(before)) return true;
      const [, looped] = LOOPED.exec(before) ?? [];
      if (looped !== undefined) assigned.add(looped);
      if (BEHIND_NAME.test(before)) for (const parameter of ['1', '@', '*']) assigned.add(parameter);
    } else {
      const [, name] = ASSIGNED.exec(before) ?? [];
      if (name !== undefined) assigned.add(name);
    }
  }
  if (assigned.size === 0) return false;
  return [RUN_VARIABLE, PIPED_VARIABLE].some((pattern) => [...script.matchAll(pattern)].some(([, name = '']) => assigned.has(name)));
}
