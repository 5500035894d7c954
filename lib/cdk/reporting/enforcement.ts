import { relative } from 'node:path';
import { type IPolicyValidationPlugin, type PolicyValidationPluginReport, type Stage, Validations } from 'aws-cdk-lib/core';
import type { CloudAssemblyBuilder } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import type { Standard } from '../../policy/standard';
import { VERSION } from '../../version';
import { checkApp, type AppResult, type ScopedStandard } from '../checking/app-result';
import { demandOneConstructLibrary } from '../checking/construct-library';
import { PLUGIN_NAME } from '../checking/rule-id';
import { outermostStage, StackTemplates } from '../checking/stack-templates';
import { recordLongTraces, recordShortTraces } from '../checking/trace-limit';
import { whenTemplatesAreWritten } from '../checking/written-templates';
import { ClosingSummary } from './closing-summary';
import { commandLineReports, stopAtGate } from './gate';
import { reportOf, ruleNames } from './plugin';
import { describeUnlisted, summaryLine } from './summary';

/** The key under which an app keeps its enforcement. A registered symbol: a second copy of this package finds it too. */
const ENFORCEMENT = Symbol.for('cdk-nitro.enforcement');

/** The standards enforced in an app. One gate and one plugin serve all of them, so each finding is reported once. */
export class Enforcement implements IPolicyValidationPlugin {
  /**
   * Enforces a standard on `scope` and everything below it.
   *
   * @param load returns the same standard each time
   * @throws if `scope` is in no App or Stage: it would never be checked
   */
  public static add(scope: IConstruct, load: () => Standard): void {
    const root: (Stage & { [ENFORCEMENT]?: Enforcement }) | undefined = outermostStage(scope);
    if (root === undefined)
      throw new Error(`'${scope.node.path}' is in no App or Stage, so it is never synthesized: enforce the standard on the App`);
    let enforcement = root[ENFORCEMENT];
    if (enforcement === undefined) {
      demandOneConstructLibrary(root);
      enforcement = new Enforcement(root);
      Object.defineProperty(root, ENFORCEMENT, { value: enforcement });
    }
    enforcement.standards.push({
      scope,
      get standard() {
        return load();
      },
    });
    recordLongTraces();
  }

  public readonly name = PLUGIN_NAME;
  public readonly version = VERSION;
  private readonly standards: ScopedStandard[] = [];
  /** The result that passed the gate of the current synthesis, for the report that follows. */
  private passed: AppResult | undefined;

  /** The result of the last report. */
  private reported: AppResult | undefined;

  private constructor(private readonly root: Stage) {
    const summary = new ClosingSummary(() => this.reported);
    // Tests and apps that print their own report have the summary once.
    Validations.of(root).addPlugins(...(commandLineReports(root) ? [this, summary] : [this]));
    whenTemplatesAreWritten(root, (assembly) => {
      recordShortTraces();
      const result = checkApp(StackTemplates.below(root), this.standards, 'asked');
      for (const question of result.questions) assembly.addMissing(question);
      this.passGate(result, assembly);
    });
  }

  public get ruleIds(): string[] {
    return ruleNames();
  }

  public validate(): PolicyValidationPluginReport {
    return reportOf(() => {
      const result = this.passed;
      // Without the gate, the report alone does not fail in every case. A release of aws-cdk-lib that bypasses the gate must not go
      // unnoticed.
      if (result === undefined) throw new Error('this release of aws-cdk-lib has bypassed the gate');
      this.passed = undefined;
      this.reported = result;
      return result;
    });
  }

  private passGate(result: AppResult, assembly: CloudAssemblyBuilder): void {
    stopAtGate(result, this.root, assembly);
    this.passed = result;
    if (process.env['NODE_ENV'] === 'test') return;
    const by = commandLineReports(this.root) ? 'command line' : 'app';
    const unlisted = describeUnlisted(result, by, relative('', this.root.outdir) || '.');
    process.stderr.write(`${[summaryLine(result), ...unlisted].join('\n')}\n`);
  }
}
