/** One text that is matched. */
export interface Run {
  readonly text: string;
  stepsLeft: number;
}

type Places = ReadonlySet<number>;

/** A pattern. Returns the places in the text where it may end, from the places where it may begin. */
export type Matcher = (run: Run, starts: Places) => Places;

/** Matches one character that satisfies the test. */
export function character(test: (character: string) => boolean): Matcher {
  return step(({ text }, starts) => new Set([...starts].filter((at) => at < text.length && test(text.charAt(at))).map((at) => at + 1)));
}

/** Matches the beginning of the text. */
export const beginning: Matcher = (_run, starts) => new Set([...starts].filter((at) => at === 0));

/** Matches the end of the text. */
export const end: Matcher = ({ text }, starts) => new Set([...starts].filter((at) => at === text.length));

export function sequence(items: readonly Matcher[]): Matcher {
  return (run, starts) => items.reduce((places, item) => (places.size === 0 ? places : item(run, places)), starts);
}

export function alternatives(items: readonly Matcher[]): Matcher {
  const [only, ...others] = items;
  if (only !== undefined && others.length === 0) return only;
  return (run, starts) => new Set(items.flatMap((item) => [...item(run, starts)]));
}

export function repetition(item: Matcher, least: number, most: number): Matcher {
  return step((run, starts) => {
    let places = starts;
    for (let times = 0; times < least; times++) {
      const next = item(run, places);
      // Further repetitions would not move either.
      if (next.size === 0 || isSame(next, places)) {
        places = next;
        break;
      }
      places = next;
    }
    const reached = new Set(places);
    let added: Places = places;
    for (let times = least; times < most && added.size > 0; times++) {
      added = new Set([...item(run, added)].filter((at) => !reached.has(at)));
      for (const at of added) reached.add(at);
    }
    return reached;
  });
}

function step(matcher: Matcher): Matcher {
  return (run, starts) => (run.stepsLeft-- > 0 ? matcher(run, starts) : new Set());
}

function isSame(a: Places, b: Places): boolean {
  return a.size === b.size && [...a].every((at) => b.has(at));
}
