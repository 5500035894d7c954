import { today } from '../../base/calendar-day';

/** The day on which apps are checked. No other place in `lib/cdk` reads the clock, so a test can fix the day. */
export const clock = { today: (): string => today() };
