import type { NitroStandardProps } from './nitro-standard-props';

/** What assertions judge by: the standard, as `NitroStandard.enforce` takes it. */
export interface NitroAssertionsProps extends NitroStandardProps {
  /**
   * Whether it is fine that there is no launch to check.
   *
   * Otherwise `hasNoFindings` and `hasNoErrors` fail, as a test that checks nothing would pass for ever.
   *
   * @default false
   */
  readonly allowNoLaunches?: boolean;
}
