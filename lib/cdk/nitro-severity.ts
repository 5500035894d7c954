/** The severity of a rule's findings. */
export enum NitroSeverity {
  /** The rule does not run. */
  OFF = 'off',
  /** A finding is a note: it is reported and never fails synthesis. */
  INFO = 'info',
  /** A finding is reported, and fails `cdk synth --strict`. */
  WARNING = 'warning',
  /** A finding fails synthesis, unless it is accepted. */
  ERROR = 'error',
  /** Findings keep the severity that the rule sets, and no acknowledgement, exemption or baseline can accept them. */
  LOCKED = 'locked',
}
