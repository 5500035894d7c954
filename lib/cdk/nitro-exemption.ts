/** Findings that are accepted. Reports list and count them, with the reason. */
export interface NitroExemption {
  /** The rule whose findings are accepted, for example `instance-type`. */
  readonly rule: string;

  /**
   * Which findings: a pattern for construct paths, or for `file#logicalId` of a template.
   *
   * `*` stands for anything within a segment of a path, `**` for any number of segments: `Prod/**`.
   */
  readonly where: string;

  /** Why they are accepted, and by whom. */
  readonly reason: string;

  /**
   * The last day on which it holds, `YYYY-MM-DD`. From the day after, the findings count again.
   *
   * @default - it holds for good
   */
  readonly expires?: string;
}
