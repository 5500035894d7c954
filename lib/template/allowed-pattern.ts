import type { Json } from './json';

const LONGEST_PATTERN = 1000;

/**
 * What an `AllowedPattern` lets through. CloudFormation matches it against the whole value.
 *
 * Undefined for no pattern, and for one that cannot be judged safely: too long, not valid as a JavaScript regular
 * expression, with look-around or back references, or with a repetition inside a repetition, which may take
 * exponential time. Such a parameter counts as free.
 */
export function readAllowedPattern(pattern: Json | undefined): ((text: string) => boolean) | undefined {
  if (typeof pattern !== 'string' || pattern.length > LONGEST_PATTERN || !runsInPolynomialTime(pattern)) return undefined;
  try {
    const expression = new RegExp(`^(?:${pattern})$`, 'u');
    return (text) => expression.test(text);
  } catch {
    return undefined;
  }
}

/** False for everything but plain groups, classes and repetitions of things that neither repeat nor branch themselves. */
function runsInPolynomialTime(pattern: string): boolean {
  const groups: { repeats: boolean }[] = [{ repeats: false }];
  let previous: { repeats: boolean } | undefined;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    const group = groups.at(-1);
    if (group === undefined) return false;
    if (character === '\\') {
      if (/[1-9kpP]/.test(pattern.charAt(i + 1))) return false;
      i++;
      previous = { repeats: false };
    } else if (character === '[') {
      i = endOfClass(pattern, i);
      if (i < 0) return false;
      previous = { repeats: false };
    } else if (character === '(') {
      if (pattern.charAt(i + 1) === '?') {
        if (pattern.charAt(i + 2) !== ':') return false;
        i += 2;
      }
      groups.push({ repeats: false });
    } else if (character === ')') {
      previous = groups.pop();
      const outer = groups.at(-1);
      if (outer === undefined || previous === undefined) return false;
      if (previous.repeats) outer.repeats = true;
    } else if (character === '|') {
      group.repeats = true;
    } else if (character === '*' || character === '+' || character === '{') {
      if (previous?.repeats === true) return false;
      group.repeats = true;
      if (character === '{') i = Math.max(i, pattern.indexOf('}', i));
    } else {
      previous = { repeats: false };
    }
  }
  return groups.length === 1;
}

function endOfClass(pattern: string, start: number): number {
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern.charAt(i) === '\\') i++;
    else if (pattern.charAt(i) === ']') return i;
  }
  return -1;
}
