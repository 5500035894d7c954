import type { NitroStandardProps } from './nitro-standard-props';

/** The standard that assertions check against, with the same settings as for `NitroStandard.enforce`. */
export interface NitroAssertionsProps extends NitroStandardProps {
  /**
   * Whether a scope without any launch is accepted.
   *
   * If it is not, `hasNoFindings` and `hasNoErrors` fail when there is no launch: a test that checks nothing would always pass.
   *
   * @default false
   */
  readonly allowNoLaunches?: boolean;
}
