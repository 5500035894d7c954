import type { IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { VERSION } from '../../version';
import type { AppResult } from '../checking/app-result';
import { isOpen } from '../checking/placed-finding';
import { PLUGIN_NAME } from '../checking/rule-id';
import { isCountedOnly, summaryLine, SHOWS_ALL } from './summary';

/** A severity that the CDK does not know. It prints such violations last. */
const SUMMARY = 'SUMMARY';

/**
 * Repeats the summary below a list of findings; nothing else can print there. It has a report of its own, which is always a success. The
 * summary belongs to no stack, and in a failed report it would fail each of them.
 */
export class ClosingSummary implements IPolicyValidationPlugin {
  public readonly name = PLUGIN_NAME;
  public readonly version = VERSION;

  /** @param result returns the result that the report before this one lists; undefined for none */
  public constructor(private readonly result: () => AppResult | undefined) {}

  public validate(): PolicyValidationPluginReport {
    const result = this.result();
    const lists = result !== undefined && [...result.findings, ...result.remarks].some((each) => isOpen(each) && !isCountedOnly(each));
    if (!lists) return { success: true, violations: [] };
    return {
      success: true,
      violations: [
        {
          ruleName: 'summary',
          description: summaryLine(result),
          fix: `to list what is not listed above, run ${SHOWS_ALL}`,
          severity: SUMMARY,
          // The CDK prints no violation without a construct; an empty path stands for every stack.
          violatingResources: [{ constructPath: '', locations: [] }],
        },
      ],
    };
  }
}
