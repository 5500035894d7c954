import type { Launch } from '../../launch/launches';
import { mismatchedValues, type Mismatch, type MismatchedValues, type SpecifiedTypes } from '../../launch/types/specified-types';
import type { SiteValue } from '../../launch/site-reading';
import type { Specified } from '../../launch/specification/launch-specifications';
import type { CoveringPlace, Knowledge } from '../rule';
import { isReplacedAnyway } from './suggested-type';

/** Values of one report. */
interface ReportedTypes<Value> {
  readonly values: readonly Value[];
  /** For the report; undefined if nothing covers the values. */
  readonly coveredBy: CoveringPlace | undefined;
}

/** Separates values that are replaced anyway from the others, place by place. Each group is a report. */
export function byCover<Value extends SpecifiedTypes>(values: readonly Value[], known: Knowledge): readonly ReportedTypes<Value>[] {
  const open: Value[] = [];
  const covered = new Map<SiteValue, Value[]>();
  for (const value of values) {
    const { value: at } = value.specified;
    if (!isReplacedAnyway(value, known)) open.push(value);
    else {
      const others = covered.get(at);
      if (others === undefined) covered.set(at, [value]);
      else others.push(value);
    }
  }
  return [
    ...(open.length === 0 ? [] : [{ values: open, coveredBy: undefined }]),
    ...[...covered].map(([at, own]) => ({ values: own, coveredBy: placeOf(own, at) })),
  ];
}

function placeOf([first]: readonly SpecifiedTypes[], at: SiteValue): CoveringPlace | undefined {
  return first === undefined ? undefined : { launch: first.specified.launch, at };
}

/** Groups mismatches by the place at which they are reported, and by the finding that covers them. */
export function reportedMismatches<Cause extends Specified>(
  launch: Launch,
  mismatches: readonly Mismatch<Cause>[],
  known: Knowledge,
): readonly (MismatchedValues<Cause> & Pick<ReportedTypes<unknown>, 'coveredBy'>)[] {
  return byCover(mismatches, known).flatMap(({ values, coveredBy }) =>
    mismatchedValues(launch, values).map((mismatched) => ({ ...mismatched, coveredBy })),
  );
}
