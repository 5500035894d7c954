import type { Json } from '../../base/json/json';
import { parsePattern } from './pattern-parser';

/**
 * The number of steps for matching one text. Above it, the pattern admits the text: an over-approximation, so callers report more, never
 * less.
 */
const MOST_STEPS = 20_000;

/**
 * Returns whether an `AllowedPattern` admits a text. CloudFormation matches the pattern against the whole value.
 *
 * Undefined for no pattern, and for one with more than groups, classes, alternatives, repetitions and anchors: the parameter then counts as
 * free. The matcher keeps the set of all places that it may have reached in the text, and never tries one after the other. So no pattern
 * takes exponential time.
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
