import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { App, Stack } from 'aws-cdk-lib/core';
import * as imagebuilder from 'aws-cdk-lib/aws-imagebuilder';
import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { NitroImageTest, type NitroImageTestProps } from '../../../lib';
import { imageTestDocuments, LONGEST_DOCUMENT } from '../../../lib/cdk/constructs/image-test-documents';
import { check } from '../../../lib/check';
import { readProbeScript } from '../../../lib/images/probe-script';

/** A document of Image Builder, as https://docs.aws.amazon.com/imagebuilder/latest/userguide/toe-use-documents.html describes it. */
interface Document {
  readonly name: string;
  readonly schemaVersion: number;
  readonly constants: readonly { readonly ScriptPart: { readonly type: string; readonly value: string } }[];
  readonly phases: readonly {
    readonly name: string;
    readonly steps: readonly {
      readonly action: string;
      readonly onFailure: string;
      readonly inputs: { readonly commands: readonly string[] };
    }[];
  }[];
}

/** A text that gzip cannot shorten. */
const noise = (length: number): string =>
  Array.from({ length }, (_, index) => String.fromCharCode(33 + ((index * index * 7919 + ((index * 104_729) % 8191)) % 90))).join('');

const partOf = ({ constants }: Document): string => constants[0]?.ScriptPart.value ?? '';

/** Runs a phase of all documents, one after the other, as Image Builder does, in a folder of the test's own. */
function runPhase(documents: readonly Document[], name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-image-test-'));
  try {
    return documents
      .map((document) => {
        const [command = ''] = document.phases.find((phase) => phase.name === name)?.steps[0]?.inputs.commands ?? [];
        const script = command.replaceAll('{{ ScriptPart }}', partOf(document)).replaceAll('/run/nitro-ready', join(folder, 'run'));
        return execFileSync('bash', ['-c', script], { encoding: 'utf8' });
      })
      .join('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ['the probe', readProbeScript(), undefined],
  ['a short script', 'echo "$0 $*"\n', 1],
  ['a long script', `echo "$*"; exit 0\n# ${noise(60_000)}\n`, undefined],
])('the documents for %s are valid, short enough, and hold the whole script', (_, script, count) => {
  const { documents } = imageTestDocuments(script);
  if (count !== undefined) expect(documents).toHaveLength(count);
  const read = documents.map((document) => parse(document) as Document);
  for (const [index, document] of read.entries()) {
    expect(documents[index]?.length).toBeLessThanOrEqual(LONGEST_DOCUMENT);
    expect(document.schemaVersion).toBe(1);
    expect(document.phases.map(({ name }) => name)).toEqual(['validate', 'test']);
    for (const { steps } of document.phases) expect(steps).toMatchObject([{ action: 'ExecuteBash', onFailure: 'Abort' }]);
  }
  expect(gunzipSync(Buffer.from(read.map(partOf).join(''), 'base64')).toString()).toBe(script);
});

const withBash = ((): typeof test => {
  try {
    execFileSync('bash', ['-c', 'command -v base64 gunzip'], { stdio: 'ignore' });
    return test;
  } catch {
    return test.skip;
  }
})();

withBash('validate probes the files, test a booted instance, and nothing is left behind', () => {
  const documents = imageTestDocuments(`echo "ran $*"\n# ${noise(60_000)}\n`).documents.map((document) => parse(document) as Document);
  expect(documents.length).toBeGreaterThan(1);
  expect(runPhase(documents, 'validate')).toBe('ran \n');
  expect(runPhase(documents, 'test')).toBe('ran --booted\n');
  expect(() => runPhase(documents.slice(-1), 'test')).toThrow('add all components of NitroImageTest');
});

withBash.each([1, 2])('a probe that exits with %s fails the build', (code) => {
  const documents = imageTestDocuments(`exit ${code}\n`).documents.map((document) => parse(document) as Document);
  expect(() => runPhase(documents, 'test')).toThrow();
});

function built(props: NitroImageTestProps = {}, types: string[] = ['m7i.large']): Stack {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  const imageTest = new NitroImageTest(stack, 'Test', props);
  const recipe = new imagebuilder.CfnImageRecipe(stack, 'Recipe', {
    name: 'golden',
    version: '1.0.0',
    parentImage: 'ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    components: imageTest.components,
  });
  const infrastructure = new imagebuilder.CfnInfrastructureConfiguration(stack, 'Infrastructure', {
    name: 'golden',
    instanceProfileName: 'builder',
    instanceTypes: types,
  });
  const distribution = new imagebuilder.CfnDistributionConfiguration(stack, 'Distribution', {
    name: 'golden',
    distributions: [{ region: 'eu-west-1', amiDistributionConfiguration: { AmiTags: NitroImageTest.amiTags() } }],
  });
  new imagebuilder.CfnImagePipeline(stack, 'Pipeline', {
    name: 'golden',
    imageRecipeArn: recipe.attrArn,
    infrastructureConfigurationArn: infrastructure.attrArn,
    distributionConfigurationArn: distribution.attrArn,
  });
  return stack;
}

test('the construct makes components, and the rule knows them', () => {
  const template = Template.fromStack(built());
  template.hasResourceProperties('AWS::ImageBuilder::Component', { Name: 'nitro-ready', Platform: 'Linux' });
  template.hasResourceProperties('AWS::ImageBuilder::DistributionConfiguration', {
    Distributions: [{ AmiDistributionConfiguration: { AmiTags: { 'nitro-ready': '1 image-builder' } } }],
  });
  const idsOf = (stack: Stack): string[] =>
    check([{ id: 'template', template: Template.fromStack(stack).toJSON() }], {
      images: { recorded: new Map(), today: '2026-11-01' },
    })
      .findings.filter(({ rule }) => rule === 'image-ready')
      .map(({ messageId }) => messageId);
  expect(idsOf(built())).toEqual([]);
  expect(idsOf(built({}, ['t2.micro']))).toEqual(['cannotProve']);
  expect(idsOf(built({ componentName: 'other' }, ['t2.micro']))).toEqual(['cannotProve']);
});

test('name and version can be chosen, and malformed ones are errors', () => {
  Template.fromStack(built({ componentName: 'golden-test', componentVersion: '2.0.1' })).hasResourceProperties(
    'AWS::ImageBuilder::Component',
    {
      Name: 'golden-test',
      Version: '2.0.1',
    },
  );
  expect(() => built({ componentName: 'a/b' })).toThrow("componentName is 'a/b': use letters, digits, - and _");
  expect(() => built({ componentVersion: '2.0' })).toThrow("componentVersion is '2.0': use three numbers, such as 1.0.0");
});

test('changed content has another version', () => {
  expect(imageTestDocuments('exit 0').version).not.toBe(imageTestDocuments('exit 1').version);
  expect(imageTestDocuments('exit 0').version).toMatch(/^1\.0\.\d{1,9}$/);
});
