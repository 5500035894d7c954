import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack, type IPolicyValidationContext } from 'aws-cdk-lib/core';
import type * as nitro from '../../lib';
import { inTurns, type Row } from './measure';
import { sampleTemplate } from './sample-templates';

const RESOURCES_PER_TEMPLATE = 500;

/** Measures the validator on synthesized templates, against reading and parsing them. Medians of warm runs in one process. */
export function validatorRows(): Row[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the build, not the sources
  const { NitroValidator } = require('../../dist/lib') as typeof nitro;
  return [2_000, 10_000, 40_000].map((resources) => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-bench-'));
    try {
      const context = writtenApp(folder, resources);
      const validator = new NitroValidator();
      const { ours, floor } = inTurns(
        Math.max(9, 80_000 / resources),
        () => {
          const { success } = validator.validate(context);
          if (!success) throw new Error('the sample is meant to pass');
        },
        () => {
          for (const path of context.templatePaths) JSON.parse(readFileSync(path, 'utf8'));
        },
      );
      const what = `NitroValidator, ${resources.toLocaleString('en')} resources`;
      return { what, ours, floor, floorIs: 'reading and JSON.parse of the same templates', goal: { ratio: 3 } };
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/** Makes stacks, with the templates that the CDK would write for them. */
function writtenApp(outdir: string, resources: number): IPolicyValidationContext {
  const app = new App({ outdir, context: { 'aws:cdk:disable-stack-trace': true }, analyticsReporting: false });
  const stackTemplates = Array.from({ length: resources / RESOURCES_PER_TEMPLATE }, (_, index) => {
    const stack = new Stack(app, `Stack${String(index)}`);
    const template = sampleTemplate(RESOURCES_PER_TEMPLATE, index);
    for (const [logicalId, { Type: type }] of Object.entries(template['Resources'] as Record<string, { Type: string }>)) {
      new CfnResource(stack, logicalId, { type }).overrideLogicalId(logicalId);
    }
    const templatePath = join(outdir, stack.templateFile);
    writeFileSync(templatePath, JSON.stringify(template, undefined, 1));
    return { stackConstructPath: stack.node.path, templatePath, accountId: undefined, region: undefined };
  });
  return { templatePaths: stackTemplates.map(({ templatePath }) => templatePath), stackTemplates, appConstruct: app };
}
