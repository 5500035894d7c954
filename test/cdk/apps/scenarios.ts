import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type App,
  Aspects,
  attachCustomSynthesis,
  CfnResource,
  type IAspect,
  type ISynthesisSession,
  NestedStack,
  Stack,
  StackSynthesizer,
  Stage,
  Validations,
} from 'aws-cdk-lib/core';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { CloudFormationProduct, CloudFormationTemplate, ProductStack } from 'aws-cdk-lib/aws-servicecatalog';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import { NitroAspect, NitroSeverity, NitroStandard } from '../../../lib';
import { rules } from '../../../lib/rules';

/** An app, and what must become of its synthesis. */
export interface Scenario {
  readonly build: (app: App) => void;
  readonly outcome: 'stops' | 'passes' | 'warns' | 'left to the CDK';
  /** The expected parts of the output. */
  readonly says: readonly string[];
  /** Texts that must not be in the output. */
  readonly neverSays?: readonly string[];
  /** Selectors to run a real `cdk synth` with, one run each: '' is none. Without this, what is proven of another scenario holds for it. */
  readonly selectors?: readonly string[];
  /** Whether it is run as `node app.js` by itself, besides in one process with others. */
  readonly ownProcess?: true;
  /** Context given on the command line. */
  readonly context?: Readonly<Record<string, string>>;
}

const XEN = "'t2.micro' runs on the Xen hypervisor";
const BREAKS_RULE = 'BreaksRule';
const NONE = [''];
const STACK_AND_STAGE_SELECTORS = ['', 'Prod/*', '**'];

function instance(scope: Construct, id: string, instanceType = 't2.micro'): CfnInstance {
  return new CfnInstance(scope, id, { instanceType });
}

const INCLUDED = {
  Parameters: { Type: { Type: 'String', Default: 't2.micro' } },
  Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: { Ref: 'Type' } } } },
};

export const scenarios: Readonly<Record<string, Scenario>> = {
  'top-level stack': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, "use 't3.micro'", 'Web/Instance', 'scenarios.js:', "instanceType of ec2.CfnInstance 'Web/Instance'"],
    selectors: NONE,
    ownProcess: true,
  },
  'nested stack': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new NestedStack(new Stack(app, 'Web'), 'Nested'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Web/Nested/Instance'],
    selectors: NONE,
  },
  'value handed to a nested stack': {
    build: (app) => {
      NitroStandard.enforce(app);
      const nested = new NestedStack(new Stack(app, 'Web'), 'Nested', { parameters: { Type: 't2.micro' } });
      new CfnInclude(nested, 'Included', {
        templateFile: writeTemplate(nested, { ...INCLUDED, Parameters: { Type: { Type: 'String' } } }),
      });
    },
    outcome: 'stops',
    says: [XEN, 'Web/Nested/Included/Web'],
  },
  'Service Catalog product stack': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Catalog');
      const product = new ProductStack(stack, 'Product');
      instance(product, 'Instance');
      new CloudFormationProduct(stack, 'Machine', {
        productName: 'Machine',
        owner: 'Platform',
        productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(product) }],
      });
    },
    outcome: 'stops',
    says: [XEN, 'Catalog/Product/Instance'],
    selectors: NONE,
  },
  'stack in a plain Stage': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [
      XEN,
      "use 't3.micro'",
      'Prod/Web/Instance',
      'scenarios.js:',
      "instanceType of ec2.CfnInstance 'Prod/Web/Instance'",
      "'Nitro::instance-type'",
    ],
    selectors: STACK_AND_STAGE_SELECTORS,
    ownProcess: true,
  },
  'stack in a plain Stage beside a fine top-level stack': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Fine'), 'Instance', 't3.micro');
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Web/Instance'],
    selectors: NONE,
  },
  'fine stack beside another': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Fine'), 'Instance', 't3.micro');
      instance(new Stack(app, 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Web/Instance'],
  },
  'stack that the cloud assembly does not list, beside a fine one': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Fine'), 'Instance', 't3.micro');
      instance(new Stack(app, 'Web', { synthesizer: new TemplateOnly() }), 'Instance');
    },
    outcome: 'stops',
    says: ['cdk-nitro stops here', XEN, 'Web/Instance'],
    selectors: ['Fine'],
  },
  'a loop': {
    build: (app) => {
      NitroStandard.enforce(app);
      for (const name of ['First', 'Second']) {
        const stack = new Stack(app, name);
        for (const index of [1, 2, 3]) instance(stack, `Server${String(index)}`);
      }
      instance(new Stack(app, 'Other'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'First/Server1', 'First/Server2', 'First/Server3', 'Second/Server3', 'Other/Instance', '7 errors'],
    selectors: NONE,
  },
  'a loop in a Stage': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(new Stage(app, 'Prod'), 'Web');
      for (const index of [1, 2, 3]) instance(stack, `Server${String(index)}`);
    },
    outcome: 'stops',
    says: [XEN, '3 errors', 'at Prod/Web/Server1 (', 'and Prod/Web/Server2', 'and Prod/Web/Server3'],
    neverSays: ['throw ', 'Node.js v', 'gate.js', 'at Prod/Web/Server2'],
    selectors: NONE,
    ownProcess: true,
  },
  'exempted beside an error in another stack': {
    build: (app) => {
      NitroStandard.enforce(app, { exemptions: [{ rule: 'instance-type', where: 'Fine/**', reason: 'moves in the spring' }] });
      instance(new Stack(app, 'Fine'), 'Instance');
      instance(new Stack(app, 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Web/Instance', '1 exempted'],
    neverSays: ['Fine/Instance'],
  },
  'nested stack in a Stage within a Stage': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new NestedStack(new Stack(new Stage(new Stage(app, 'Prod'), 'Europe'), 'Web'), 'Nested'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Europe/Web/Nested/Instance'],
  },
  'plain Stage defined inside a stack': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Fine');
      instance(stack, 'Instance', 't3.micro');
      instance(new Stack(new Stage(stack, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: ['cdk-nitro stops here', XEN, 'Fine/Prod/Web/Instance'],
  },
  'stage of a pipeline': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Delivery');
      const input = CodePipelineSource.codeCommit(Repository.fromRepositoryName(stack, 'Source', 'source'), 'main');
      const pipeline = new CodePipeline(stack, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['npx cdk synth'] }) });
      const stage = new Stage(app, 'Prod');
      instance(new Stack(stage, 'Web'), 'Instance');
      pipeline.addStage(stage);
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Web/Instance'],
    selectors: NONE,
    ownProcess: true,
  },
  'raw resource': {
    build: (app) => {
      NitroStandard.enforce(app);
      new CfnResource(new Stack(app, 'Web'), 'Raw', { type: 'AWS::EC2::Instance', properties: { InstanceType: 't2.micro' } });
    },
    outcome: 'stops',
    says: [XEN, 'Web/Raw'],
  },
  'included template': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      new CfnInclude(stack, 'Included', { templateFile: writeTemplate(stack, INCLUDED) });
    },
    outcome: 'stops',
    says: [XEN, 'Web/Included/Web', 'parameter Type'],
    selectors: NONE,
  },
  'property override': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance', 't3.micro').addPropertyOverride('InstanceType', 't2.micro');
    },
    outcome: 'stops',
    says: [XEN, 'Web/Instance'],
  },
  'property deletion': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance', 't3.micro').addPropertyDeletionOverride('InstanceType');
    },
    outcome: 'stops',
    says: ['no instance type', 'Web/Instance'],
  },
  'changed by another Aspect': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      instance(stack, 'Instance', 't3.micro');
      Aspects.of(stack).add(new Downgrade());
    },
    outcome: 'stops',
    says: [XEN, 'Web/Instance'],
    selectors: NONE,
    ownProcess: true,
  },
  'a rule crashes': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), BREAKS_RULE, 't3.micro');
      instance(new Stack(app, 'Fine'), 'Instance', 't3.micro');
      breakRule('instance-type');
    },
    outcome: 'stops',
    says: [
      "internal error while checking 'Web.template.json'",
      'TypeError: the rule is broken',
      'breakRule',
      'https://github.com/cdk-nitro/cdk-nitro/issues',
    ],
    neverSays: ["checking 'Fine.template.json'"],
    selectors: NONE,
    ownProcess: true,
  },
  'a template cannot be read': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      instance(stack, 'Instance', 't3.micro');
      const vandal = new Construct(app, 'Vandal');
      attachCustomSynthesis(vandal, {
        onSynthesize: ({ outdir }) => {
          writeFileSync(join(outdir, stack.templateFile), '[]');
        },
      });
    },
    outcome: 'stops',
    says: ['internal error', 'Web.template.json', 'not a JSON object'],
  },
  'one acknowledged, another not': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      Validations.of(instance(stack, 'Legacy')).acknowledge({ id: 'Nitro::instance-type', reason: 'is switched off in May' });
      instance(stack, 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Web/Instance'],
    neverSays: ['Web/Legacy'],
    selectors: NONE,
    ownProcess: true,
  },
  'one acknowledged in another stack': {
    build: (app) => {
      NitroStandard.enforce(app);
      const legacy = new Stack(app, 'Legacy');
      instance(legacy, 'Instance');
      Validations.of(legacy).acknowledge({ id: 'Nitro::instance-type', reason: 'is switched off in May' });
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Web/Instance'],
    selectors: NONE,
  },
  'another rule acknowledged': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      instance(stack, 'Instance');
      Validations.of(stack).acknowledge(
        { id: 'Nitro::instance-requirements', reason: 'not what it says' },
        { id: 'instance-type', reason: 'without the prefix it means nothing' },
      );
    },
    outcome: 'stops',
    says: [XEN],
  },
  'all acknowledged': {
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      Validations.of(stack).acknowledge({ id: 'Nitro::instance-type', reason: 'is switched off in May' });
      instance(stack, 'Instance');
      instance(new NestedStack(stack, 'Nested'), 'Instance');
      const stage = new Stage(app, 'Prod');
      Validations.of(stage).acknowledge({ id: 'Nitro::instance-type', reason: 'is switched off in May' });
      instance(new Stack(stage, 'Web'), 'Instance');
    },
    outcome: 'passes',
    says: ['3 launches in 3 templates', '0 errors', '3 acknowledged'],
    neverSays: ['ERROR'],
    selectors: ['**'],
    ownProcess: true,
  },
  'warnings only': {
    build: (app) => {
      NitroStandard.enforce(app, { rules: { 'instance-type': NitroSeverity.WARNING } });
      instance(new Stack(app, 'Web'), 'Instance');
    },
    outcome: 'warns',
    says: [XEN, '1 warning'],
    selectors: NONE,
    ownProcess: true,
  },
  'locked, and acknowledged': {
    build: (app) => {
      NitroStandard.enforce(app, { rules: { 'instance-type': NitroSeverity.LOCKED } });
      const stack = new Stack(app, 'Web');
      instance(stack, 'Instance');
      Validations.of(stack).acknowledge({ id: 'Nitro::instance-type', reason: 'I would rather not' });
    },
    outcome: 'stops',
    says: [XEN, 'Web/Instance'],
    selectors: NONE,
    ownProcess: true,
  },
  'locked, and acknowledged, in a plain Stage': {
    build: (app) => {
      NitroStandard.enforce(app, { rules: { 'instance-type': NitroSeverity.LOCKED } });
      const stack = new Stack(new Stage(app, 'Prod'), 'Web');
      instance(stack, 'Instance');
      Validations.of(stack).acknowledge({ id: 'Nitro::instance-type', reason: 'I would rather not' });
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Web/Instance', 'locked'],
    selectors: NONE,
  },
  'nothing to find': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance', 't3.micro');
      instance(new NestedStack(new Stack(new Stage(app, 'Prod'), 'Web'), 'Nested'), 'Instance', 'm7g.large');
    },
    outcome: 'passes',
    says: ['cdk-nitro: 2 launches in 3 templates checked against the EC2 catalog of 20', 'no findings'],
    selectors: ['', '**'],
    ownProcess: true,
  },
  'an Aspect on a stack in a Stage': {
    build: (app) => {
      const stage = new Stage(app, 'Prod');
      const stack = new Stack(stage, 'Web');
      Aspects.of(stack).add(new NitroAspect());
      Aspects.of(stack).add(new Downgrade());
      instance(stack, 'Instance', 't3.micro');
      instance(new Stack(stage, 'Elsewhere'), 'Unchecked');
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Web/Instance'],
    neverSays: ['Unchecked'],
    selectors: NONE,
  },
  'an Aspect on an app with a Stage': {
    build: (app) => {
      Aspects.of(app).add(new NitroAspect());
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Web/Instance'],
  },
  'a hook of another library on the app, attached later': {
    build: (app) => {
      const stack = new Stack(app, 'Web');
      NitroStandard.enforce(stack);
      attachCustomSynthesis(app, { onSynthesize: () => process.stderr.write('the other hook ran\n') });
      instance(stack, 'Instance', 't3.micro');
    },
    outcome: 'passes',
    says: ['the other hook ran', '1 launch in 1 template', 'no findings'],
  },
  'a hook of another library on the app, attached before': {
    build: (app) => {
      attachCustomSynthesis(app, { onSynthesize: () => undefined });
      NitroStandard.enforce(app);
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, 'Prod/Web/Instance'],
  },
  'enforced on the app and on a Stage': {
    build: (app) => {
      NitroStandard.enforce(app, { rules: { 'instance-type': NitroSeverity.WARNING } });
      const stage = new Stage(app, 'Prod');
      NitroStandard.enforce(stage);
      NitroStandard.enforce(stage);
      instance(new Stack(app, 'Web'), 'Instance');
      instance(new Stack(stage, 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: ['cdk-nitro stops here: 1 error', XEN, 'Prod/Web/Instance', '2 launches in 2 templates', '1 error, 1 warning, 0 notes'],
  },
  'gate switched off': {
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'left to the CDK',
    says: [],
    context: { 'cdk-nitro:gate': 'false' },
    selectors: NONE,
  },
};

/** Changes of a Nitro-based type by another library or another team. */
class Downgrade implements IAspect {
  public visit(node: Construct): void {
    if (node instanceof CfnInstance) node.instanceType = 't2.micro';
  }
}

/** Writes the template and makes no artifact of it, as is done where something else deploys it. */
class TemplateOnly extends StackSynthesizer {
  public addFileAsset(): never {
    throw new Error('there are no assets');
  }

  public addDockerImageAsset(): never {
    throw new Error('there are no assets');
  }

  public synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
  }
}

function writeTemplate(stack: Stack, template: object): string {
  const path = join(Stage.of(stack)?.outdir ?? '', `${stack.node.addr}.included.json`);
  writeFileSync(path, JSON.stringify(template));
  return path;
}

/** Makes a rule throw for the instance of that name. */
function breakRule(name: string): void {
  const rule = rules.find((each) => each.name === name);
  if (rule === undefined) throw new Error(`there is no rule '${name}' to break`);
  const { create } = rule;
  const broken: typeof create = (...known) => {
    const { checkLaunch, ...rest } = create(...known);
    const breakRuleOn: typeof checkLaunch = (launch) => {
      if (launch.resource.logicalId === BREAKS_RULE) throw new TypeError('the rule is broken');
      checkLaunch?.(launch);
    };
    return { ...rest, checkLaunch: breakRuleOn };
  };
  Object.assign(rule, { create: broken });
}
