import type * as core from 'aws-cdk-lib/core';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as library from '../../lib';
import { main } from '../../lib/cli/main';
import { TODAY } from '../cli/command-line';
import { Ec2Server, OWN_IMAGE } from '../cli/ec2-server';
import { Consumer } from './consumer';
import { cdkWithServedApp, type Run } from './run';
import { StsServer } from './sts-server';

// Against other peers than this project's own where CDK_NITRO_PEERS names some.
const consumer = Consumer.shared();
const { App, Aspects, DefaultStackSynthesizer, LegacyStackSynthesizer, Stack, Stage, Validations } = consumer.load(
  'aws-cdk-lib/core',
) as typeof core;
const { CfnInstance, MachineImage } = consumer.load('aws-cdk-lib/aws-ec2') as typeof ec2;
const { NitroAspect, NitroSeverity, NitroStandard, NitroValidator } = consumer.load('./lib') as typeof library;

const ACCOUNT = '123456789012';
const ENV = { account: ACCOUNT, region: 'eu-west-1' };
const IMAGE = 'ami-0aaaaaaaaaaaaaaaa';
const ARM_IMAGE = 'ami-0bbbbbbbbbbbbbbbb';
const STAGE_IMAGE = 'ami-0cccccccccccccccc';
const MISSING_IMAGE = 'ami-0dddddddddddddddd';

describe('cdk synth', () => {
  const server = new Ec2Server();
  const sts = new StsServer(ACCOUNT);
  beforeAll(async () => {
    await server.start();
    await sts.start();
    for (const id of [IMAGE, ARM_IMAGE, STAGE_IMAGE]) server.images.set(id, OWN_IMAGE);
  });
  beforeEach(() => {
    server.requests.length = 0;
  });
  afterAll(async () => {
    await server.stop();
    await sts.stop();
  });

  const online = (): NodeJS.ProcessEnv => ({ AWS_ENDPOINT_URL_EC2: server.url, AWS_ENDPOINT_URL_STS: sts.url });
  // Nobody listens there.
  const OFFLINE = { AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' };
  const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_MAX_ATTEMPTS: '1' };
  const folder = consumer.folder('app');
  const context = join(folder, 'cdk.context.json');

  const synth = (env: NodeJS.ProcessEnv, ...image: readonly string[]): Promise<Run> =>
    cdkWithServedApp(['synth', '--quiet'], [consumer.app('lookup-app'), ...image], folder, { ...CREDENTIALS, ...env });

  /** The output of `cdk-nitro check` for the synthesized app. */
  function checked(): string {
    let printed = '';
    const print = (text: string): void => void (printed += text);
    void main(['check'], {
      cwd: folder,
      env: {},
      isTty: false,
      columns: 80,
      today: TODAY,
      readStdin: () => Buffer.from(''),
      out: print,
      err: print,
    });
    return printed;
  }

  test('asks EC2 once, with what Nitro needs, and goes by the context from then on', async () => {
    // As strict as can be, and yet the first synthesis has to get through: else nothing would ever be asked.
    writeFileSync(join(folder, 'nitro.json'), JSON.stringify({ imageLookups: true, unresolved: 'error' }));
    const first = await synth(online());
    expect(first.terminal).toContain('3 launches in 3 templates');
    expect(first.terminal).toContain('no findings');
    expect(first.exitCode).toBe(0);
    expect(server.requests.map(filtersOf)).toEqual([
      filtersFor(IMAGE, 'x86_64'),
      filtersFor(ARM_IMAGE, 'arm64'),
      filtersFor(STAGE_IMAGE, 'x86_64'),
    ]);
    expect(Object.values(JSON.parse(readFileSync(context, 'utf8')) as object)).toEqual([IMAGE, ARM_IMAGE, STAGE_IMAGE]);

    // The command line comes to the same, in the folder in which the CDK has put both.
    expect(checked()).toEqual(expect.stringContaining('3 templates, 3 launches: 0 errors'));
    const answers = readFileSync(context, 'utf8');
    writeFileSync(context, '{}');
    expect(checked()).toEqual(expect.stringContaining('3 templates, 3 launches: 3 errors'));
    writeFileSync(context, answers);

    const second = await synth(OFFLINE);
    expect(second.terminal).toContain('no findings');
    expect(second.exitCode).toBe(0);
  });

  test('passes for an image that is looked up by owner and name with what Nitro needs, from the context alone', async () => {
    const own = consumer.folder('app');
    const needed = 'filters.ena-support.0=true:filters.image-type.0=machine:filters.name.0=golden-*:filters.root-device-type.0=ebs';
    const key = `ami:account=${ACCOUNT}:filters.architecture.0=x86_64:${needed}:filters.state.0=available:filters.virtualization-type.0=hvm:owners.0=self:region=eu-west-1`;
    const run = (): Promise<Run> =>
      cdkWithServedApp(['synth', '--quiet'], [consumer.app('look-up-app')], own, { ...CREDENTIALS, ...OFFLINE });
    writeFileSync(join(own, 'cdk.context.json'), JSON.stringify({ [key]: IMAGE }));
    const answered = await run();
    expect(answered.terminal).toContain('1 launch in 1 template');
    expect(answered.terminal).toContain('no findings');
    expect(answered.exitCode).toBe(0);
  });

  test('fails for an image that EC2 does not return', async () => {
    const run = await synth(online(), MISSING_IMAGE);
    expect(run.terminal).toContain(`image '${MISSING_IMAGE}' is not found by the CDK`);
    expect(run.terminal).toContain(`'cdk-nitro images record ${MISSING_IMAGE} --region eu-west-1'`);
    expect(run.exitCode).toBe(1);
    expect(existsSync(context) ? readFileSync(context, 'utf8') : '').not.toContain(MISSING_IMAGE);
  });
});

describe('app.synth()', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockReturnValue();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });

  function instance(stack: core.Stack, imageId = IMAGE): void {
    new CfnInstance(stack, `Instance${imageId}`, { instanceType: 'm7i.large', imageId });
  }

  const LOOKUPS = { imageLookups: true, unresolved: NitroSeverity.ERROR };

  interface Question {
    readonly provider: string;
    readonly props: { readonly filters: unknown; readonly dummyValue?: unknown };
  }

  /** The questions of an assembly to the command line. */
  function questionsOf(app: core.App): Question[] {
    const { missing = [] } = JSON.parse(readFileSync(join(app.synth().directory, 'manifest.json'), 'utf8')) as { missing?: Question[] };
    return missing;
  }

  test('returns as long as there is no answer, with the question in the assembly, in a Stage as well', () => {
    const app = new App();
    NitroStandard.enforce(app, LOOKUPS);
    instance(new Stack(new Stage(app, 'Prod', { env: ENV }), 'Web'));
    expect(questionsOf(app)).toMatchObject([
      { provider: 'ami', props: { account: ACCOUNT, region: 'eu-west-1', filters: { 'image-id': [IMAGE], 'ena-support': ['true'] } } },
    ]);
  });

  test.each([
    ['DefaultStackSynthesizer', () => new DefaultStackSynthesizer()],
    [
      'a lookup role with an external id and tags',
      () =>
        new DefaultStackSynthesizer({
          lookupRoleArn: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/lookup-${AWS::Region}',
          lookupRoleExternalId: 'acme',
          lookupRoleAdditionalOptions: { Tags: [{ Key: 'team', Value: 'web' }] },
        }),
    ],
    ['LegacyStackSynthesizer', () => new LegacyStackSynthesizer()],
  ])('asks with the role that the lookups of the CDK have: %s', (_, synthesizer) => {
    const app = new App();
    NitroStandard.enforce(app, LOOKUPS);
    const stack = new Stack(app, 'Web', { env: ENV, synthesizer: synthesizer() });
    instance(stack);
    MachineImage.lookup({ name: 'golden-*' }).getImage(stack);
    const [theirs, ours] = questionsOf(app).map(({ provider, props: { filters: _, dummyValue: __, ...props } }) => ({ provider, props }));
    expect(ours).toEqual(theirs);
  });

  test('fails if nothing can be asked: a stack without account and Region', () => {
    const app = new App();
    NitroStandard.enforce(app, LOOKUPS);
    instance(new Stack(app, 'Web'));
    expect(() => app.synth()).toThrow(`image '${IMAGE}' is not among the recorded images`);
  });

  test('asks nothing about stacks outside the scope', () => {
    const app = new App();
    const inside = new Stack(app, 'Inside', { env: ENV });
    instance(inside);
    instance(new Stack(app, 'Outside', { env: ENV }), STAGE_IMAGE);
    Aspects.of(inside).add(new NitroAspect(LOOKUPS));
    expect(questionsOf(app)).toMatchObject([{ props: { filters: { 'image-id': [IMAGE] } } }]);
  });

  test('of a plain plugin, which asks nothing, finds an image that is not in the context unproven', () => {
    const app = new App();
    instance(new Stack(app, 'Web', { env: ENV }));
    const plugin = new NitroValidator(LOOKUPS);
    let report: core.PolicyValidationPluginReport | undefined;
    Validations.of(app).addPlugins({
      name: 'Recorder',
      validate: (context) => {
        report = plugin.validate(context);
        return { success: true, violations: [] };
      },
    });
    expect(questionsOf(app)).toEqual([]);
    expect(report).toMatchObject({
      success: false,
      violations: [{ ruleName: 'image-ready', severity: 'error', ruleMetadata: { messageId: 'unproven', value: IMAGE } }],
    });
  });
});

/** The filters of a request to EC2. */
function filtersOf(request: URLSearchParams): Record<string, string> {
  const names = [...request].flatMap(([key, name]) =>
    /^Filter\.\d+\.Name$/.test(key) ? [[key.replace('Name', 'Value.1'), name] as const] : [],
  );
  return Object.fromEntries(names.map(([value, name]) => [name, request.get(value) ?? '']));
}

function filtersFor(id: string, architecture: string): Record<string, string> {
  return { 'image-id': id, architecture, 'ena-support': 'true', 'root-device-type': 'ebs', 'virtualization-type': 'hvm' };
}
