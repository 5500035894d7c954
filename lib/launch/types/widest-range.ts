import type { NumberRange } from '../../catalog/instance-requirements';

/** Returns the lowest number; undefined if there is none. */
export function lowest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

/** Returns the highest number; undefined if there is none. */
export function highest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

/** Returns the range that covers both: open if one of them is open. */
export function widest(a: NumberRange, b: NumberRange): NumberRange {
  return {
    ...(a.min === undefined || b.min === undefined ? {} : { min: Math.min(a.min, b.min) }),
    ...(a.max === undefined || b.max === undefined ? {} : { max: Math.max(a.max, b.max) }),
  };
}
