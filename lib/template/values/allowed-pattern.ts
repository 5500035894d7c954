import type { Json } from '../../base/json/json';
import { parsePattern } from './pattern-parser';

/** Patterns are matched against names of instance types: anything longer is left undecided. */
const MOST_STEPS = 20_000;

/**
 * What an `AllowedPattern` lets through. CloudFormation matches it against the whole value.
 *
 * Undefined for no pattern, and for one that uses more of the language than groups, classes, alternatives, repetitions and
 * anchors: such a parameter counts as free. Patterns are followed by the set of places they may reach in the text, never by
 * trying one way after the other, so that none takes exponential time; one that still takes too long lets everything through.
 */
export function readAllowedPattern(pattern: Json | undefined): ((text: string) => boolean) | undefined {
  const matcher = typeof pattern === 'string' ? parsePattern(pattern) : undefined;
  if (matcher === undefined) return undefined;
  return (text) => {
    const run = { text, stepsLeft: MOST_STEPS };
    const ends = matcher(run, new Set([0]));
    return run.stepsLeft <= 0 || ends.has(text.length);
  };
}
