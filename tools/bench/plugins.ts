import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { App, CfnResource, Stack, type IPolicyValidationPlugin } from 'aws-cdk-lib/core';
import { NagMessageLevel, NagPack, rules as nagRules } from 'cdk-nag';
import type * as nitro from '../../lib';
import { inTurns, type Row } from './measure';
import { sampleTemplate } from './sample-templates';

/** Measures the validator against a cdk-nag pack of one rule, on the same synthesized app. */
export function pluginRows(): Row[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the build, not the sources
  const { NitroValidator } = require('../../dist/lib') as typeof nitro;
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-nitro-bench-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    for (let index = 0; index < 4; index++) addSampleStack(app, index);
    const { stacks } = app.synth();
    const stackTemplates = stacks.map(({ id, templateFullPath }) => ({
      stackConstructPath: id,
      templatePath: templateFullPath,
      accountId: undefined,
      region: undefined,
    }));
    const context = { templatePaths: stackTemplates.map(({ templatePath }) => templatePath), stackTemplates, appConstruct: app };
    const run = (plugin: IPolicyValidationPlugin) => (): void => {
      plugin.validate(context);
    };
    const { ours, floor } = inTurns(9, run(new NitroValidator()), run(new OneRuleChecks()));
    return [{ what: 'NitroValidator, 2,000 resources', ours, floor, floorIs: 'a cdk-nag pack of one rule on the same app' }];
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function addSampleStack(app: App, index: number): void {
  const stack = new Stack(app, `Stack${String(index)}`);
  const resources = sampleTemplate(500, index)['Resources'] as Record<string, { Type: string; Properties: Record<string, unknown> }>;
  for (const [logicalId, { Type: type, Properties: properties }] of Object.entries(resources)) {
    // cdk-nag's rules see instances of L1 classes only.
    const resource =
      type === CfnInstance.CFN_RESOURCE_TYPE_NAME
        ? new CfnInstance(stack, logicalId, { instanceType: 't3.micro', ebsOptimized: true })
        : new CfnResource(stack, logicalId, { type, properties: withoutReferences(properties) });
    resource.overrideLogicalId(logicalId);
  }
}

/** Removes references to undeclared names, which would fail synthesis. Their cost is not measured here. */
function withoutReferences(properties: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(properties).replace(/\{"(?:Ref|Fn::[A-Za-z]+)":/g, '{"Value":')) as Record<string, unknown>;
}

/** A cdk-nag pack with the one rule that reads the same property. */
class OneRuleChecks extends NagPack {
  public readonly name = 'OneRule';
  protected override readonly packName = 'OneRule';

  protected override checkResource(node: CfnResource): void {
    this.applyRule({ node, info: 'one', explanation: 'one', level: NagMessageLevel.ERROR, rule: nagRules.ec2.EC2EBSOptimizedInstance });
  }
}
