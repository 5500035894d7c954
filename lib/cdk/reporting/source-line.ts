import type { IConstruct } from 'constructs';
import { creationTrace } from '../checking/creation-trace';
import { renderPlaceIn } from '../checking/stack-frame';

/** Finds the line of the app that created a construct, as the CDK recorded it: `bin/app.ts:12:5`. */
export function sourceLine(construct: IConstruct): string | undefined {
  const { place } = creationTrace(construct);
  return place === undefined ? undefined : renderPlaceIn(process.cwd(), place);
}
