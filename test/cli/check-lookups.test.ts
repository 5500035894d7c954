import { formatRecordedImages } from '../../lib/images/recorded-images';
import { record } from '../images/records';
import { CommandLine } from './command-line';

const IMAGE = 'ami-0aaaaaaaaaaaaaaaa';
const MAC_IMAGE = 'ami-0bbbbbbbbbbbbbbbb';

const cli = CommandLine.forEachTest();

/** As the CDK writes it; that it does is proven where `cdk synth` is run. */
function keyOf(id: string, { account = '123456789012', architecture = 'x86_64', region = 'eu-west-1' } = {}): string {
  const filters = `filters.architecture.0=${architecture}:filters.ena-support.0=true:filters.image-id.0=${id}:filters.root-device-type.0=ebs:filters.virtualization-type.0=hvm`;
  return `ami:account=${account}:${filters}:region=${region}`;
}

function booting(imageId: unknown, instanceType = 'm7i.large'): object {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: instanceType, ImageId: imageId } };
}

/** A cloud assembly of one stack. */
function assembly(folder: string, environment: string, ...resources: readonly object[]): void {
  cli.write(`${folder}/manifest.json`, {
    version: '50.0.0',
    artifacts: { Web: { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'Web.template.json' } } },
  });
  cli.write(`${folder}/Web.template.json`, {
    Parameters: { Image: { Type: 'AWS::EC2::Image::Id' } },
    Resources: Object.fromEntries(resources.map((resource, index) => [`Web${String(index)}`, resource])),
  });
}

function findings(...args: readonly string[]): string[] {
  return cli.check(args).findings.map(({ rule, messageId, value = '' }) => `${rule}/${messageId} ${value}`);
}

const ENVIRONMENT = 'aws://123456789012/eu-west-1';
const UNPROVEN = [`image-ready/unproven ${IMAGE}`];

describe('lookups of the synthesis', () => {
  beforeEach(() => {
    cli.write('nitro.json', { imageLookups: true });
    cli.write('cdk.context.json', { [keyOf(IMAGE)]: IMAGE, 'availability-zones:account=123456789012:region=eu-west-1': ['eu-west-1a'] });
  });

  test('is known to check as well', () => {
    assembly('cdk.out', ENVIRONMENT, booting(IMAGE));
    expect(findings()).toEqual([]);
  });

  test.each([
    ['another account', 'aws://210987654321/eu-west-1', 'm7i.large'],
    ['another Region', 'aws://123456789012/eu-north-1', 'm7i.large'],
    ['another architecture', ENVIRONMENT, 'm7g.large'],
    ['no account and Region', 'aws://unknown-account/unknown-region', 'm7i.large'],
  ])('says nothing of %s', (_, environment, type) => {
    assembly('cdk.out', environment, booting(IMAGE, type));
    expect(findings()).toEqual(UNPROVEN);
  });

  test('says nothing where the policy does not ask for lookups', () => {
    assembly('cdk.out', ENVIRONMENT, booting(IMAGE));
    cli.write('nitro.json', {});
    expect(findings()).toEqual(UNPROVEN);
  });

  test.each([
    ['an error of the provider', { $providerError: 'no credentials' }],
    ['another image', MAC_IMAGE],
    ['a list', [IMAGE]],
  ])('is no proof where it is %s', (_, value) => {
    assembly('cdk.out', ENVIRONMENT, booting(IMAGE));
    cli.write('cdk.context.json', { [keyOf(IMAGE)]: value });
    expect(findings()).toEqual(UNPROVEN);
  });

  test('counts less than a recording', () => {
    assembly('cdk.out', ENVIRONMENT, booting(IMAGE));
    cli.write('nitro-images.json', formatRecordedImages(new Map([['eu-west-1', new Map([[IMAGE, record({ enaSupport: false })]])]])));
    expect(findings()).toEqual([`image-ready/enaDisabled ${IMAGE}`]);
  });

  test('was asked for the architecture of Macs where one is launched', () => {
    assembly('cdk.out', ENVIRONMENT, booting(MAC_IMAGE, 'mac2.metal'));
    expect(findings()).toEqual([`image-ready/unproven ${MAC_IMAGE}`]);
    cli.write('cdk.context.json', { [keyOf(MAC_IMAGE, { architecture: 'arm64_mac' })]: MAC_IMAGE });
    expect(findings()).toEqual([]);
  });

  test('is looked for among what parameters are given as well', () => {
    assembly('cdk.out', ENVIRONMENT, booting({ Ref: 'Image' }));
    expect(findings('--parameters', `Image=${IMAGE}`)).toEqual([]);
    expect(findings('--parameters', `Image=${MAC_IMAGE}`)).toEqual([`image-ready/unproven ${MAC_IMAGE}`]);
  });

  test('is found beside the assembly that is checked', () => {
    assembly('apps/web/cdk.out', ENVIRONMENT, booting(IMAGE));
    cli.write('cdk.context.json', {});
    expect(findings('apps/web/cdk.out')).toEqual(UNPROVEN);
    cli.write('apps/web/cdk.context.json', { [keyOf(IMAGE)]: IMAGE });
    expect(findings('apps/web/cdk.out')).toEqual([]);
  });

  test.each([
    ['{ "a": ', /^cdk-nitro: cdk\.context\.json:1:\d+: [^\n]+\n$/],
    ['<<<<<<< HEAD\n', /^cdk-nitro: cdk\.context\.json:1:1: a merge conflict is not resolved: [^\n]+\n$/],
    ['[]', /^cdk-nitro: cdk\.context\.json: expected an object: [^\n]+\n$/],
  ])('is one line where it cannot be understood: %j', (content, message) => {
    assembly('cdk.out', ENVIRONMENT, booting(IMAGE));
    cli.write('cdk.context.json', content);
    const { code, out, err } = cli.run(['check']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
