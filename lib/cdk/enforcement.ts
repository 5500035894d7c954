import {
  attachCustomSynthesis,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type Stage,
  Validations,
} from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import { VERSION } from '../version';
import { stopAtGate } from './gate';
import { judge, type Judgement, type Standard } from './judgement';
import { reportOf, ruleNames } from './plugin';
import { PLUGIN_NAME } from './rule-id';
import type { Severities } from './severities';
import { outermostStage, stackTemplatesBelow } from './stack-templates';
import { summarize } from './summary';

/** Where an app keeps its enforcement: a registered symbol, so that a second copy of this package finds it too. */
const ENFORCEMENT = Symbol.for('cdk-nitro.enforcement');

const GATE_ID = 'CdkNitroGate';

/** The standards enforced in an app, with one plugin and one gate for all of them, so that each finding is reported once. */
export class Enforcement implements IPolicyValidationPlugin {
  /** Enforces a standard on everything below `scope`. Throws where that is in no App or Stage: nothing would ever check it. */
  public static add(scope: IConstruct, severities: Severities): void {
    const root: (Stage & { [ENFORCEMENT]?: Enforcement }) | undefined = outermostStage(scope);
    if (root === undefined)
      throw new Error(`'${scope.node.path}' is in no App or Stage, so it is never synthesized: enforce the standard on the App`);
    let enforcement = root[ENFORCEMENT];
    if (enforcement === undefined) {
      enforcement = new Enforcement(root);
      Object.defineProperty(root, ENFORCEMENT, { value: enforcement });
    }
    enforcement.standards.push({ scope, severities });
  }

  public readonly name = PLUGIN_NAME;
  public readonly version = VERSION;
  private readonly standards: Standard[] = [];

  private constructor(private readonly root: Stage) {
    Validations.of(root).addPlugins(this);
    whenTemplatesAreWritten(root, () => {
      this.passGate();
    });
  }

  public get ruleIds(): string[] {
    return ruleNames();
  }

  public validate(): PolicyValidationPluginReport {
    return reportOf(() => this.judge());
  }

  private judge(): Judgement {
    return judge(stackTemplatesBelow(this.root), this.standards);
  }

  private passGate(): void {
    const judgement = this.judge();
    stopAtGate(judgement, this.root);
    if (process.env['NODE_ENV'] !== 'test') process.stderr.write(`${summarize(judgement)}\n`);
  }
}

/**
 * Calls back once every template below `root` is written. The hook is on a child of ours, as a construct has room for one
 * only, and the root's may be another library's. The CDK comes to children in the order they were made, so ours is made
 * anew when everything else is in the tree: when the tree is validated, just before templates are written.
 */
function whenTemplatesAreWritten(root: Stage, onSynthesize: () => void): void {
  root.node.addValidation({
    validate: () => {
      root.node.tryRemoveChild(GATE_ID);
      attachCustomSynthesis(new Construct(root, GATE_ID), { onSynthesize });
      return [];
    },
  });
}
