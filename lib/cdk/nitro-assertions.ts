import { type Stack, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Severity } from '../finding';
import type { Standard } from '../policy/standard';
import { describeUnexpected, describeUnchecked, describeUnmatched } from './reporting/assertion-text';
import { nitroFinding } from './finding-as-data';
import { matchesFinding } from './finding-match';
import { checkApp, type AppResult } from './checking/app-result';
import type { NitroAssertionsProps } from './nitro-assertions-props';
import type { NitroFinding } from './nitro-finding';
import type { NitroFindingProps } from './nitro-finding-props';
import { isOpen, type PlacedFinding } from './checking/placed-finding';
import { stackTemplatesBelow } from './checking/stack-templates';
import { standardOf } from './checking/team-standard';
import { countLaunches } from './checking/template-check';
import { writeTemplates } from './checking/written-templates';

/**
 * What a test may ask of a stack: `NitroAssertions.fromStack(stack).hasNoFindings()`.
 *
 * Judges the templates as they are written, as `NitroStandard.enforce` does, with the same policy and acknowledgements. The
 * standard need not be enforced on the app; where it is, neither its gate nor another plugin's report gets in the way.
 *
 * Synthesizes the App or Stage that the stack is in, once, as `Template.fromStack` does.
 */
export class NitroAssertions {
  /**
   * Judges a stack and everything below it: nested stacks, Service Catalog product stacks, and the stages of a pipeline.
   * Of a nested stack, what it is given by the stacks around it counts too.
   *
   * @param stack any stack: of an App, of a Stage, nested, or made without any of them
   * @param props what differs from the default
   * @throws where the policy cannot be followed, or synthesis fails before the templates are written
   */
  public static fromStack(stack: Stack, props: NitroAssertionsProps = {}): NitroAssertions {
    const stage = Stage.of(stack);
    if (stage === undefined)
      throw new Error(`'${stack.node.path}' is in no App or Stage, so it is never synthesized: make it in an App, or without a scope`);
    return new NitroAssertions(stack, stage, props);
  }

  /**
   * Judges all stacks of a Stage or App, those of Stages inside it included.
   *
   * @param stage an App is one
   * @param props what differs from the default
   * @throws where the policy cannot be followed, or synthesis fails before the templates are written
   */
  public static fromStage(stage: Stage, props: NitroAssertionsProps = {}): NitroAssertions {
    return new NitroAssertions(stage, stage, props);
  }

  /** How many launches were checked: resources that launch or reserve EC2 capacity, a launch template where nothing checked uses it. */
  public readonly launches: number;
  private readonly scope: IConstruct;
  private readonly standard: Standard;
  private readonly allowNoLaunches: boolean;
  private readonly result: AppResult;

  private constructor(scope: Stack | Stage, stage: Stage, props: NitroAssertionsProps) {
    this.scope = scope;
    const { allowNoLaunches = false, ...standard } = props;
    this.standard = standardOf(standard, 'NitroAssertions');
    this.allowNoLaunches = allowNoLaunches;
    writeTemplates(stage);
    const templates = stackTemplatesBelow(stage);
    this.result = checkApp(templates, [{ scope, standard: this.standard }]);
    // What stands around a nested stack decides what it is given, but is not what is asked about.
    const within = templates.filter(({ stack }) => stack.node.scopes.includes(scope));
    this.launches = within.length === templates.length ? this.result.launches : countLaunches(within).launches;
  }

  /** The findings that nobody accepted: errors, warnings and notes. */
  public get findings(): NitroFinding[] {
    return this.open.map(nitroFinding);
  }

  /** The findings that somebody accepted, with an acknowledgement for one. They fail nothing. */
  public get acceptedFindings(): NitroFinding[] {
    return this.result.findings.filter((finding) => !isOpen(finding)).map(nitroFinding);
  }

  /**
   * Asserts that there is neither an error nor a warning, and that something was checked: what `cdk synth --strict` demands.
   * Notes and accepted findings do not count, nor does what is to be said of the policy itself.
   *
   * @throws where there is a finding, with everything there is to know of each; where there is no launch, unless that is allowed
   */
  public hasNoFindings(): void {
    this.demandNone('no errors and no warnings', ['error', 'warning']);
  }

  /**
   * Asserts that there is no error, and that something was checked: what `cdk synth` demands. Warnings, notes and accepted
   * findings do not count.
   *
   * @throws where there is an error, with everything there is to know of each; where there is no launch, unless that is allowed
   */
  public hasNoErrors(): void {
    this.demandNone('no errors', ['error']);
  }

  /**
   * Asserts that there is a finding of a rule that nobody accepted.
   *
   * @param rule the rule's name, for example `instance-type`
   * @param props what else the finding has to be like
   * @throws where there is none, with what there is instead; where no rule is called that
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
