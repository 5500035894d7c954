type Members = Record<string, unknown>;

/** Reads a field path in an object of EC2's: returns a value, a list for a path through a list, or undefined where there is none. */
export function project(value: unknown, path: string): unknown {
  const [key, rest, isList] = firstStep(path);
  const member = isMembers(value) ? value[key] : undefined;
  if (rest === '') return member;
  if (!isList) return project(member, rest);
  return Array.isArray(member) ? member.map((item) => project(item, rest) ?? null) : undefined;
}

/** The opposite of `project`: writes a value at a field path and keeps the values of other paths. */
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

/** Splits a path into its first key and the rest, and tells whether the key holds a list. */
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
