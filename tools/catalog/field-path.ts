type Members = Record<string, unknown>;

/** What a field path finds in an object of EC2's: a value, a list for a path through a list, undefined where there is nothing. */
export function project(value: unknown, path: string): unknown {
  const [key, rest, isList] = firstStep(path);
  const member = isMembers(value) ? value[key] : undefined;
  if (rest === '') return member;
  if (!isList) return project(member, rest);
  return Array.isArray(member) ? member.map((item) => project(item, rest) ?? null) : undefined;
}

/** The opposite of `project`: puts a value where the path says, beside what other paths have put there. */
export function restore(target: Members, path: string, value: unknown): void {
  const [key, rest, isList] = firstStep(path);
  if (rest === '') {
    target[key] = value;
  } else if (!isList) {
    restore(membersAt(target, key), rest, value);
  } else if (Array.isArray(value)) {
    const items = (target[key] ??= value.map(() => ({}))) as Members[];
    items.forEach((item, index) => restore(item, rest, value[index]));
  }
}

/** The path's first key, what follows it, and whether the key holds a list. */
function firstStep(path: string): [key: string, rest: string, isList: boolean] {
  const dot = path.indexOf('.');
  const step = dot === -1 ? path : path.slice(0, dot);
  const rest = dot === -1 ? '' : path.slice(dot + 1);
  return step.endsWith('[]') ? [step.slice(0, -2), rest, true] : [step, rest, false];
}

function membersAt(target: Members, key: string): Members {
  const members = (target[key] ??= {});
  if (!isMembers(members)) throw new Error(`two field paths disagree on '${key}'`);
  return members;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
