import { type IPolicyValidationPlugin, type PolicyValidationPluginReport, type Stage, Validations } from 'aws-cdk-lib/core';
import type { CloudAssemblyBuilder } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import type { Standard } from '../policy/standard';
import { VERSION } from '../version';
import { demandOneConstructLibrary } from './checking/construct-library';
import { commandLineReports, stopAtGate } from './reporting/gate';
import { checkApp, type AppResult, type ScopedStandard } from './checking/app-result';
import { reportOf, ruleNames } from './reporting/plugin';
import { PLUGIN_NAME } from './rule-id';
import { outermostStage, stackTemplatesBelow } from './checking/stack-templates';
import { describeUnlisted, summarize } from './reporting/summary';
import { whenTemplatesAreWritten } from './checking/written-templates';

/** Where an app keeps its enforcement: a registered symbol, so that a second copy of this package finds it too. */
const ENFORCEMENT = Symbol.for('cdk-nitro.enforcement');

/** The standards enforced in an app, with one plugin and one gate for all of them, so that each finding is reported once. */
export class Enforcement implements IPolicyValidationPlugin {
  /** Enforces a standard on everything below `scope`. Throws where that is in no App or Stage: nothing would ever check it. */
  public static add(scope: IConstruct, standard: Standard): void {
    const root: (Stage & { [ENFORCEMENT]?: Enforcement }) | undefined = outermostStage(scope);
    if (root === undefined)
      throw new Error(`'${scope.node.path}' is in no App or Stage, so it is never synthesized: enforce the standard on the App`);
    let enforcement = root[ENFORCEMENT];
    if (enforcement === undefined) {
      demandOneConstructLibrary(root);
      enforcement = new Enforcement(root);
      Object.defineProperty(root, ENFORCEMENT, { value: enforcement });
    }
    enforcement.standards.push({ scope, standard });
  }

  public readonly name = PLUGIN_NAME;
  public readonly version = VERSION;
  private readonly standards: ScopedStandard[] = [];
  private hasPassedGate = false;

  private constructor(private readonly root: Stage) {
    Validations.of(root).addPlugins(this);
    whenTemplatesAreWritten(root, (assembly) => {
      const result = this.check();
      for (const question of result.questions) assembly.addMissing(question);
      this.passGate(result, assembly);
    });
  }

  public get ruleIds(): string[] {
    return ruleNames();
  }

  public validate(): PolicyValidationPluginReport {
    return reportOf(() => {
      // The report alone does not hold what is promised. A release of aws-cdk-lib that goes around the gate must not go unnoticed.
      if (!this.hasPassedGate) throw new Error('this release of aws-cdk-lib has gone around the gate');
      this.hasPassedGate = false;
      return this.check();
    });
  }

  private check(): AppResult {
    return checkApp(stackTemplatesBelow(this.root), this.standards, 'asked');
  }

  private passGate(result: AppResult, assembly: CloudAssemblyBuilder): void {
    stopAtGate(result, this.root, assembly);
    this.hasPassedGate = true;
    if (process.env['NODE_ENV'] === 'test') return;
    const unlisted = commandLineReports(this.root) ? describeUnlisted(result) : undefined;
    process.stderr.write(`${[summarize(result), ...(unlisted === undefined ? [] : [unlisted])].join('\n')}\n`);
  }
}
