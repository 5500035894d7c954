/** Acceptance of the findings of a rule. Reports list and count accepted findings with the reason. */
export interface NitroExemption {
  /** The rule whose findings are accepted, for example `instance-type`. */
  readonly rule: string;

  /**
   * The findings that are accepted, as a pattern for construct paths, or for `file#logicalId` of a template.
   *
   * In the pattern, `*` matches any characters within a segment of the path, and `**` matches any number of segments: `Prod/**`.
   */
  readonly where: string;

  /** The reason for accepting the findings, and the person who accepts them. */
  readonly reason: string;

  /**
   * The last day of the exemption in UTC, `YYYY-MM-DD`. From the next day on, the findings count again.
   *
   * @default - the exemption does not expire
   */
  readonly expires?: string;
}
