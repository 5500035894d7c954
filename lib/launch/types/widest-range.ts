import type { NumberRange } from '../../catalog/instance-requirements';

/** Undefined where there are none. */
export function lowest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

/** Undefined where there are none. */
export function highest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

/** The range that holds both: open where one of them is. */
export function widest(a: NumberRange, b: NumberRange): NumberRange {
  return {
    ...(a.min === undefined || b.min === undefined ? {} : { min: Math.min(a.min, b.min) }),
    ...(a.max === undefined || b.max === undefined ? {} : { max: Math.max(a.max, b.max) }),
  };
}
