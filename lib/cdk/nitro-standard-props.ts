import type { NitroSeverity } from './nitro-severity';

/** What a team demands of everything it launches. */
export interface NitroStandardProps {
  /**
   * Severities that differ from the rules' own, by rule name.
   *
   * A name that is no rule's is an error.
   *
   * @default - every rule has its own severity
   */
  readonly rules?: { readonly [rule: string]: NitroSeverity };
}
