import { type Stack, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Severity } from '../finding';
import type { Standard } from '../policy/standard';
import { checkApp, type AppResult } from './checking/app-result';
import { isOpen, type PlacedFinding } from './checking/placed-finding';
import { StackTemplates } from './checking/stack-templates';
import { loadTeamStandard } from './checking/team-standard';
import { countLaunches } from './checking/template-check';
import { writeTemplates } from './checking/written-templates';
import type { NitroAssertionsProps } from './nitro-assertions-props';
import type { NitroFinding } from './nitro-finding';
import type { NitroFindingProps } from './nitro-finding-props';
import { describeUnexpected, describeUnchecked, describeUnmatched } from './reporting/assertion-text';
import { nitroFinding } from './reporting/finding-as-data';
import { matchesFinding } from './reporting/finding-match';

/**
 * Assertions on stacks for unit tests: `NitroAssertions.fromStack(stack).hasNoFindings()`.
 *
 * They check the written templates, with the same policy and acknowledgements as `NitroStandard.enforce`. The app need not enforce the
 * standard. If it does, neither its gate nor the report of another plugin stops the test.
 *
 * The App or Stage of the stack is synthesized once, as with `Template.fromStack`.
 */
export class NitroAssertions {
  /**
   * Checks a stack and everything below it: nested stacks, Service Catalog product stacks, and the stages of a pipeline.
   * For a nested stack, the parameter values that its parent stacks pass to it count too.
   *
   * @param stack a stack in an App, in a Stage or in another stack, or a stack that was created without a scope
   * @param props settings that differ from the defaults
   * @throws if the policy is unreadable or invalid, or if synthesis fails before the templates are written
   */
  public static fromStack(stack: Stack, props: NitroAssertionsProps = {}): NitroAssertions {
    const stage = Stage.of(stack);
    if (stage === undefined)
      throw new Error(`'${stack.node.path}' is in no App or Stage, so it is never synthesized: create it in an App, or without a scope`);
    return new NitroAssertions(stack, stage, props);
  }

  /**
   * Checks all stacks of a Stage or App, including those of Stages inside it.
   *
   * @param stage a Stage, or an App, which is one
   * @param props settings that differ from the defaults
   * @throws if the policy is unreadable or invalid, or if synthesis fails before the templates are written
   */
  public static fromStage(stage: Stage, props: NitroAssertionsProps = {}): NitroAssertions {
    return new NitroAssertions(stage, stage, props);
  }

  /**
   * The number of launches that were checked. A launch is a resource that launches or reserves EC2 capacity. A launch template counts
   * if no other launch that was checked uses it.
   */
  public readonly launches: number;
  private readonly scope: IConstruct;
  private readonly standard: Standard;
  private readonly allowNoLaunches: boolean;
  private readonly result: AppResult;

  private constructor(scope: Stack | Stage, stage: Stage, props: NitroAssertionsProps) {
    this.scope = scope;
    const { allowNoLaunches = false, ...standard } = props;
    this.standard = loadTeamStandard(standard, 'NitroAssertions');
    this.allowNoLaunches = allowNoLaunches;
    writeTemplates(stage);
    const templates = StackTemplates.below(stage);
    this.result = checkApp(templates, [{ scope, standard: this.standard }]);
    // The stacks around a nested stack are checked for the values that they pass to it; their launches do not count.
    const within = templates.filter(({ stack }) => stack.node.scopes.includes(scope));
    this.launches = within === templates ? this.result.launches : countLaunches(within, this.standard.policy.launchSites).launches;
  }

  /** The findings that are not accepted: errors, warnings and notes. */
  public get findings(): NitroFinding[] {
    return this.open.map(nitroFinding);
  }

  /** The findings that an acknowledgement, an exemption or a baseline accepts. They do not fail an assertion. */
  public get acceptedFindings(): NitroFinding[] {
    return this.result.findings.filter((finding) => !isOpen(finding)).map(nitroFinding);
  }

  /**
   * Asserts that there is neither an error nor a warning, and that at least one launch was checked. `cdk synth --strict` demands the
   * same of findings. Notes, accepted findings and warnings about the policy itself do not count.
   *
   * @throws if there is an error or a warning, with all details of each; if there is no launch, unless `allowNoLaunches` is set
   */
  public hasNoFindings(): void {
    this.demandNone('no errors and no warnings', ['error', 'warning']);
  }

  /**
   * Asserts that there is no error, and that at least one launch was checked. `cdk synth` demands the same of findings. Warnings,
   * notes and accepted findings do not count.
   *
   * @throws if there is an error, with all details of each; if there is no launch, unless `allowNoLaunches` is set
   */
  public hasNoErrors(): void {
    this.demandNone('no errors', ['error']);
  }

  /**
   * Asserts that a rule has a finding that is not accepted.
   *
   * @param rule the name of the rule, for example `instance-type`
   * @param props further conditions that the finding must meet
   * @throws if there is no such finding, with the findings that there are; if there is no rule of that name
   */
  public hasFinding(rule: string, props: NitroFindingProps = {}): void {
    const matches = (finding: PlacedFinding): boolean => matchesFinding(finding, rule, props);
    if (this.open.some(matches)) return;
    const accepted = this.result.findings.filter(matches);
    throw new Error(describeUnmatched({ rule, props, accepted, severities: this.standard.policy.severities }, this.result));
  }

  private get open(): readonly PlacedFinding[] {
    return this.result.findings.filter(isOpen);
  }

  private demandNone(expected: string, severities: readonly Severity[]): void {
    const unexpected = this.open.filter(({ severity }) => severities.includes(severity));
    if (unexpected.length > 0) throw new Error(describeUnexpected(expected, unexpected, this.result));
    if (this.launches === 0 && !this.allowNoLaunches) throw new Error(describeUnchecked(this.scope));
  }
}
