import { today } from '../../base/calendar-day';

/** The day on which apps are checked. The only place in `lib/cdk` that reads the clock, so that a test can fix the day. */
export const clock = { today: (): string => today() };
