import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { App, CfnResource, Stack, type IPolicyValidationContext } from 'aws-cdk-lib/core';
import type * as nitro from '../../lib';
import { inTurns, median, type Row } from './measure';
import { sampleTemplate } from './sample-templates';

const RESOURCES_PER_TEMPLATE = 500;

/** Measures the validator on synthesized templates, against reading and parsing them. Medians of warm runs in one process. */
export function validatorRows(): Row[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the build, not the sources
  const { NitroValidator } = require('../../dist/lib') as typeof nitro;
  const validator = new NitroValidator();
  const measured = [2_000, 10_000, 40_000, 200_000].map((resources) => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-bench-'));
    try {
      const context = writtenApp(folder, resources);
      const validate = (): void => {
        const { success } = validator.validate(context);
        if (!success) throw new Error('the sample is meant to pass');
      };
      const times = inTurns(Math.max(9, 80_000 / resources), validate, () => {
        for (const path of context.templatePaths) JSON.parse(readFileSync(path, 'utf8'));
      });
      return { resources, ...times, held: heldAtLastTemplate(validate, context.templatePaths.length) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  const ratios = measured.map(({ resources, ours, floor }): Row => {
    const what = `NitroValidator, ${resources.toLocaleString('en')} resources`;
    return { what, ours, floor, floorIs: 'reading and JSON.parse of the same templates', goal: 2 };
  });
  const [first, last] = [measured[0], measured.at(-1)];
  if (first === undefined || last === undefined) return ratios;
  const perResource = ({ ours, resources }: typeof first): number => (ours / resources) * 1000;
  const name = last.resources.toLocaleString('en');
  const floorIs = `the same of ${first.resources.toLocaleString('en')}`;
  return [
    ...ratios,
    { what: `a resource of ${name}`, ours: perResource(last), floor: perResource(first), floorIs, goal: 1.25, unit: 'µs' },
    { what: `memory held at the last template of ${name} resources`, ours: last.held, floor: first.held, floorIs, goal: 1.25, unit: 'kB' },
  ];
}

/** Returns the memory, in kB, that a validation holds while it reads the last template, beyond what is held before. */
function heldAtLastTemplate(validate: () => void, templates: number): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    // The first collection leaves what only weak references hold.
    collect();
    collect();
    return process.memoryUsage().heapUsed / 1000;
  };
  // What V8 holds for itself comes and goes by some hundred kB.
  return median(Array.from({ length: 9 }, () => heldInRun(validate, templates, used)));
}

function heldInRun(validate: () => void, templates: number, used: () => number): number {
  const before = used();
  const { parse } = JSON;
  let reads = 0;
  let held = 0;
  JSON.parse = (text, ...others) => {
    const value: unknown = parse(text, ...others);
    reads += 1;
    if (reads === templates) held = used() - before;
    return value;
  };
  try {
    validate();
  } finally {
    JSON.parse = parse;
  }
  return held;
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
