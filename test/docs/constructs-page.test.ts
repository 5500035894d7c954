import { transformSync } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Consumer } from '../cdk/consumer';
import { cdkAgain } from '../cdk/run';

const page = readFileSync(join(__dirname, '../../docs/constructs.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts( setup)?\n([^]*?)^```$/gm)].map(([, setup, code = '']) => ({
  isSetup: setup !== undefined,
  code,
}));
const setup = blocks.find(({ isSetup }) => isSetup)?.code ?? '';
const examples = blocks.filter(({ isSetup }) => !isSetup).map(({ code }) => code);

/** The declarations of the page, for one stack. */
const DECLARED = `
  const vpc = new ec2.Vpc(stack, 'DeclaredVpc', { maxAzs: 2, natGateways: 0 });
  const ecsCluster = new ecs.Cluster(stack, 'DeclaredEcsCluster', { vpc });
  const cluster = eks.Cluster.fromClusterAttributes(stack, 'DeclaredEksCluster', {
    vpc,
    clusterName: 'cluster',
    clusterEndpoint: 'https://example.com',
    clusterCertificateAuthorityData: 'data',
    clusterSecurityGroupId: 'sg-1',
    kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(stack, 'DeclaredKubectl', {
      functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:kubectl',
      kubectlRoleArn: 'arn:aws:iam::123456789012:role/kubectl',
      handlerRole: iam.Role.fromRoleArn(stack, 'DeclaredHandler', 'arn:aws:iam::123456789012:role/handler'),
    }),
  });
  const clusterV2 = eksV2.Cluster.fromClusterAttributes(stack, 'DeclaredEksV2Cluster', { vpc, clusterName: 'cluster' });
`;

/** Writes the examples as one app, each in a stack of its own, under the one line that checks them all. */
function appOf(codes: readonly string[]): string {
  const stacks = codes.map((code, index) => `{ const stack = new core.Stack(app, 'Example${String(index)}');${DECLARED}{\n${code}\n} }`);
  const source = `${setup}
import * as core from 'aws-cdk-lib/core';
import * as iam from 'aws-cdk-lib/aws-iam';
import { NitroStandard } from 'cdk-nitro';
const app = new core.App();
NitroStandard.enforce(app);
${stacks.join('\n')}
app.synth();
`;
  return transformSync(source, { loader: 'ts', format: 'cjs', target: 'es2023' }).code.replaceAll('"cdk-nitro"', '"../lib"');
}

test('cdk synth of all examples under NitroStandard.enforce ends with exit code 0', async () => {
  const consumer = Consumer.shared();
  const folder = consumer.folder('page');
  const page = join(folder, 'page.js');
  writeFileSync(page, appOf(examples));
  const run = await cdkAgain(['synth', '--quiet', '**'], 'node page.js', folder);
  expect(run).toMatchObject({ exitCode: 0, terminal: expect.stringContaining(`in ${String(examples.length)} templates`) as string });
  const xen = "new NitroLaunchTemplate(stack, 'Xen').node.defaultChild.addPropertyOverride('LaunchTemplateData.InstanceType', 'm4.large');";
  writeFileSync(page, appOf([xen]));
  expect(await cdkAgain(['synth', '--quiet', '**'], 'node page.js', folder)).toMatchObject({ exitCode: 1 });
}, 120_000);
