/** What becomes of a rule's findings. */
export enum NitroSeverity {
  /** The rule does not run. */
  OFF = 'off',
  /** A note: reported, never fails anything. */
  INFO = 'info',
  /** Reported, and fails `cdk synth --strict`. */
  WARNING = 'warning',
  /** Fails synthesis, unless the finding is acknowledged. */
  ERROR = 'error',
  /** Fails synthesis, and cannot be acknowledged. */
  LOCKED = 'locked',
}
