import type { RecordedImages } from '../../lib/images/image-record';
import { imageReady } from '../../lib/rules/image-ready';
import { record } from '../images/records';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';
import { READY_IMAGE } from './templates';
import type { ImageProof } from '../../lib/images/image-proof';

const AMI = 'ami-0123456789abcdef0';
const OTHER_AMI = 'ami-0fedcba9876543210';
const LATEST = '/aws/service/ami-amazon-linux-latest';
const AL2023 = `${LATEST}/al2023-ami-kernel-default-x86_64`;
const AL2 = `${LATEST}/amzn2-ami-kernel-5.10-hvm-x86_64-gp2`;
const PV = `${LATEST}/amzn-ami-pv-x86_64-ebs`;
const PATH = 'Properties/ImageId';

const verified = record({ nvme: { statement: 'modinfo nvme on 2026-01-02', date: '2026-01-02' } });

const PROBE: ImageProof = { date: '2026-10-28', verdict: 'ready', evidence: 'booted', failed: [], sha256: '0'.repeat(64) };
const proven = (changes: Partial<ImageProof> = {}) => record({ probe: { ...PROBE, ...changes } });
const FAILED = { ...PROBE, verdict: 'not-ready', evidence: 'files', failed: ['nvme-driver', 'fstab'] } as const;
const debian = (release: number) =>
  record({
    name: `debian-${release}-amd64-20240211-1654`,
    ownerId: '136693071363',
    nvme: { publisher: 'Debian', source: 'https://wiki.debian.org/Cloud/AmazonEC2Image' },
  });
const DEBIAN_10 = resolve('/aws/service/debian/release/10/latest/amd64');

function launched(InstanceType: unknown, ImageId: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType, ImageId } };
}

/** A build of Image Builder whose recipe has a component that runs the probe. */
function tested(infrastructure: object, image: object = {}, data = 'sh nitro-probe.sh'): TemplateObject {
  return {
    Resources: {
      Image: {
        Type: 'AWS::ImageBuilder::Image',
        Properties: { ImageRecipeArn: { Ref: 'Recipe' }, InfrastructureConfigurationArn: { Ref: 'Infrastructure' }, ...image },
      },
      Recipe: {
        Type: 'AWS::ImageBuilder::ImageRecipe',
        Properties: {
          Name: 'r',
          Version: '1.0.0',
          ParentImage: `ssm:${AL2023}`,
          Components: [{ ComponentArn: { 'Fn::GetAtt': ['Test', 'Arn'] } }],
        },
      },
      Test: { Type: 'AWS::ImageBuilder::Component', Properties: { Name: 'test', Platform: 'Linux', Version: '1.0.0', Data: data } },
      Infrastructure: {
        Type: 'AWS::ImageBuilder::InfrastructureConfiguration',
        Properties: { Name: 'i', InstanceProfileName: 'p', ...infrastructure },
      },
    },
  };
}

const INFRASTRUCTURE_PATH = 'Properties/InfrastructureConfigurationArn';

type Records = Readonly<Record<string, ReturnType<typeof record>>>;

function recorded(images: Records, others: Readonly<Record<string, Records>> = {}): RecordedImages {
  return new Map(Object.entries({ 'eu-west-1': images, ...others }).map(([region, records]) => [region, new Map(Object.entries(records))]));
}

function resolve(path: string): string {
  return `{{resolve:ssm:${path}}}`;
}

function booted(imageId: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ImageId: imageId } };
}

function template(imageId: unknown, sections: TemplateObject = {}): TemplateObject {
  const { Resources = {}, ...others } = sections;
  return { ...others, Resources: { Web: booted(imageId), ...(Resources as object) } };
}

/** How the CDK takes an image from Parameter Store. */
function storedParameter(path: string | undefined, more: object = {}): TemplateObject {
  const value = path === undefined ? {} : { Default: path };
  return { Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', ...value, ...more } } };
}

function nodegroup(properties: object): TemplateObject {
  return { Type: 'AWS::EKS::Nodegroup', Properties: { ClusterName: 'c', InstanceTypes: ['m7i.large'], ...properties } };
}

function batch(computeResources: object): TemplateObject {
  return {
    Type: 'AWS::Batch::ComputeEnvironment',
    Properties: { Type: 'MANAGED', ComputeResources: { Type: 'EC2', InstanceTypes: ['m7i.large'], ...computeResources } },
  };
}

const BEANSTALK_TYPE = { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: 'InstanceType', Value: 'm7i.large' };

function beanstalk(platform: object, ...options: readonly object[]): TemplateObject {
  return {
    Type: 'AWS::ElasticBeanstalk::Environment',
    Properties: { ApplicationName: 'a', ...platform, OptionSettings: [BEANSTALK_TYPE, ...options] },
  };
}

function emr(properties: object): TemplateObject {
  return {
    Type: 'AWS::EMR::Cluster',
    Properties: { Instances: { MasterInstanceGroup: { InstanceCount: 1, InstanceType: 'm7i.xlarge' } }, ...properties },
  };
}

const built = (parent: unknown): TemplateObject => ({
  Image: { Type: 'AWS::ImageBuilder::Image', Properties: { ImageRecipeArn: { Ref: 'Recipe' } } },
  Recipe: recipe(parent),
});

function recipe(parent: unknown): TemplateObject {
  return { Type: 'AWS::ImageBuilder::ImageRecipe', Properties: { Name: 'r', Version: '1.0.0', ParentImage: parent } };
}

const PUBLIC_ARN = 'imagebuilder:${AWS::Region}:aws:image/amazon-linux-2023-x86/x.x.x';
const BUILDER_ARN = 'arn:${AWS::Partition}:imagebuilder:${AWS::Region}:aws:image/';
const BUILT_IMAGE = { 'Fn::GetAtt': ['Image', 'ImageId'] };

testRule(imageReady, {
  valid: [
    { name: 'a proven image', resource: booted(AMI), images: recorded({ [AMI]: proven() }) },
    {
      name: 'an undecided probe beside a statement',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, probe: { ...PROBE, verdict: 'undecided' } } }),
    },
    {
      name: 'a proven image where the policy demands that',
      resource: booted(AMI),
      images: recorded({ [AMI]: proven() }),
      imageProof: 'probe',
    },
    {
      name: 'the image of a publisher where the policy demands a probe',
      resource: booted(AMI),
      images: recorded({ [AMI]: debian(12) }),
      imageProof: 'probe',
    },
    { name: 'a public parameter where the policy demands a probe', resource: booted(READY_IMAGE), imageProof: 'probe' },
    {
      name: "a service's own image where the policy demands a probe",
      resource: nodegroup({ AmiType: 'AL2023_x86_64_STANDARD' }),
      imageProof: 'probe',
    },
    {
      name: 'an image that a tested recipe builds, where the policy demands a probe',
      template: {
        Resources: { ...(tested({ InstanceTypes: ['m7i.large'] })['Resources'] as object), Web: booted(BUILT_IMAGE) },
      },
      imageProof: 'probe',
    },
    {
      name: 'a recent ENA driver on Nitro v6',
      resource: launched('m8i.large', AMI),
      images: recorded({ [AMI]: proven({ enaVersion: '2.2.9g' }) }),
    },
    { name: 'an ENA driver without a version on Nitro v6', resource: launched('m8i.large', AMI), images: recorded({ [AMI]: proven() }) },
    {
      name: 'a tested recipe on Nitro',
      template: tested({ InstanceTypes: ['m7i.large', 'c7i.large'] }, { ImageTestsConfiguration: { ImageTestsEnabled: true } }),
    },
    { name: 'a recipe with another component on Xen', template: tested({ InstanceTypes: ['t2.micro'] }, {}, 'sh other.sh') },
    { name: 'a public parameter', resource: booted(READY_IMAGE) },
    { name: 'a public parameter with a version', resource: booted(resolve(`${AL2023}:3`)) },
    { name: 'a public parameter that EC2 resolves', resource: booted(`resolve:ssm:${AL2023}`) },
    { name: 'a template parameter that is kept in Systems Manager', template: template({ Ref: 'Image' }, storedParameter(AL2023)) },
    {
      name: 'every public parameter that may be chosen',
      template: template(
        { Ref: 'Image' },
        storedParameter(AL2023, {
          AllowedValues: [AL2023, '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id'],
        }),
      ),
    },
    {
      name: 'a path made of a parameter',
      template: template(
        { 'Fn::Sub': `{{resolve:ssm:${LATEST}/al2023-ami-kernel-default-\${Architecture}}}` },
        { Parameters: { Architecture: { Type: 'String', Default: 'x86_64', AllowedValues: ['x86_64'] } } },
      ),
    },
    {
      name: 'the name of a parameter of Systems Manager',
      template: template(
        { 'Fn::Sub': '{{resolve:ssm:${Name}}}' },
        { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Name', Default: AL2023, AllowedValues: [AL2023] } } },
      ),
    },
    { name: 'a recorded image that somebody vouches for', resource: booted(AMI), images: recorded({ [AMI]: verified }) },
    {
      name: 'recorded images by Region',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-1': { web: AMI }, 'eu-west-2': { web: OTHER_AMI } } } },
      ),
      images: recorded({ [AMI]: verified }, { 'eu-west-2': { [OTHER_AMI]: verified } }),
    },
    {
      name: 'both branches of a condition',
      template: template(
        { 'Fn::If': ['Own', AMI, READY_IMAGE] },
        { Parameters: { Kind: { Type: 'String' } }, Conditions: { Own: { 'Fn::Equals': [{ Ref: 'Kind' }, 'own'] } } },
      ),
      images: recorded({ [AMI]: verified }),
    },
    { name: 'an AMI type of EKS', resource: nodegroup({ AmiType: 'BOTTLEROCKET_ARM_64', InstanceTypes: ['m7g.large'] }) },
    {
      name: 'an AMI type that leaves it to the launch template',
      template: {
        Resources: {
          Nodes: nodegroup({ AmiType: 'CUSTOM', LaunchTemplate: { Id: { Ref: 'Template' } } }),
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: READY_IMAGE } } },
        },
      },
    },
    {
      name: 'an image of its own beside a launch template that is defined elsewhere',
      resource: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          InstanceType: 'm7i.large',
          ImageId: READY_IMAGE,
          LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' },
        },
      },
    },
    {
      name: 'a launch template elsewhere that names the type as well, which another rule reports',
      resource: {
        Type: 'AWS::EC2::Instance',
        Properties: { LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' } },
      },
    },
    { name: 'an image type of Batch', resource: batch({ Ec2Configuration: [{ ImageType: 'ECS_AL2023' }] }) },
    {
      name: 'an image in place of an old image type of Batch',
      resource: batch({ Ec2Configuration: [{ ImageType: 'ECS_UNKNOWN', ImageIdOverride: READY_IMAGE }] }),
    },
    { name: 'a platform of Beanstalk', resource: beanstalk({ SolutionStackName: '64bit Amazon Linux 2023 v4.3.0 running Python 3.11' }) },
    {
      name: 'an image in place of the platform of Beanstalk',
      resource: beanstalk(
        { SolutionStackName: '64bit Amazon Linux 2014.09 v1.0.9 running Ruby 2.1' },
        {
          Namespace: 'aws:autoscaling:launchconfiguration',
          OptionName: 'ImageId',
          Value: READY_IMAGE,
        },
      ),
    },
    { name: 'a release of EMR', resource: emr({ ReleaseLabel: 'emr-7.5.0' }) },
    {
      name: 'an image in place of what an old release of EMR boots',
      resource: emr({ ReleaseLabel: 'emr-4.0.0', CustomAmiId: READY_IMAGE }),
    },
    {
      name: 'an alias of Cloud9',
      resource: {
        Type: 'AWS::Cloud9::EnvironmentEC2',
        Properties: { InstanceType: 'm7i.large', ImageId: 'amazonlinux-2023-x86_64' },
      },
    },
    {
      name: 'an alias of Cloud9 by its parameter',
      resource: {
        Type: 'AWS::Cloud9::EnvironmentEC2',
        Properties: { InstanceType: 'm7i.large', ImageId: 'resolve:ssm:/aws/service/cloud9/amis/amazonlinux-2023-x86_64' },
      },
    },
    {
      name: 'a public parameter by its ARN in whatever partition and Region it is deployed to',
      resource: booted({ 'Fn::Sub': resolve(`arn:\${AWS::Partition}:ssm:\${AWS::Region}::parameter${AL2023}`) }),
    },
    { name: 'a public parameter by its ARN', resource: booted(resolve(`arn:aws:ssm:eu-west-1::parameter${AL2023}`)) },
    { name: 'a public image of Image Builder, wherever it is deployed', resource: recipe({ 'Fn::Sub': `arn:aws:${PUBLIC_ARN}` }) },
    {
      name: 'a public image of Image Builder, in whatever partition',
      resource: recipe({ 'Fn::Sub': `arn:\${AWS::Partition}:${PUBLIC_ARN}` }),
    },
    {
      name: 'a recipe for what another recipe builds',
      template: {
        Resources: { Next: recipe({ Ref: 'Image' }), Last: recipe({ 'Fn::GetAtt': ['Image', 'Arn'] }), ...built(`ssm:${AL2023}`) },
      },
    },
    {
      name: 'a platform of Beanstalk, wherever it is deployed',
      resource: {
        Type: 'AWS::ElasticBeanstalk::Environment',
        Properties: {
          PlatformArn: {
            'Fn::Sub': 'arn:aws:elasticbeanstalk:${AWS::Region}::platform/Docker running on 64bit Amazon Linux 2023/4.3.0',
          },
          OptionSettings: [{ Namespace: 'aws:autoscaling:launchconfiguration', OptionName: 'InstanceType', Value: 'm7i.large' }],
        },
      },
    },
    { name: 'an image that is built of a ready one', template: template(BUILT_IMAGE, { Resources: built(`ssm:${AL2023}`) }) },
    {
      name: 'an image of Image Builder in whatever partition and Region it is deployed to',
      template: template(BUILT_IMAGE, { Resources: built({ 'Fn::Sub': `${BUILDER_ARN}amazon-linux-2023-x86/x.x.x` }) }),
    },
    {
      name: 'a platform of Beanstalk in whatever Region it is deployed to',
      resource: beanstalk({
        PlatformArn: { 'Fn::Sub': 'arn:aws:elasticbeanstalk:${AWS::Region}::platform/Docker running on 64bit Amazon Linux 2023/4.3.1' },
      }),
    },
  ],
  invalid: [
    {
      name: 'an old ENA driver on an older generation',
      resource: launched('m7i.large', DEBIAN_10),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'an old publisher, and a probe that found a recent driver',
      resource: launched('m8i.large', AMI),
      images: recorded({ [AMI]: { ...debian(10), probe: { ...PROBE, enaVersion: '2.10.0' } } }),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'Ubuntu 18.04 of a later day on Nitro v6',
      resource: launched('m8i.large', resolve('/aws/service/canonical/ubuntu/server/18.04/stable/20230420/amd64/hvm/ebs-gp2/ami-id')),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'Debian 10 with a backported kernel on Nitro v6',
      resource: launched('m8i.large', resolve('/aws/service/debian/release/10-backports/latest/amd64')),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'a failed probe in spite of a statement',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, probe: FAILED } }),
      findings: [
        {
          messageId: 'failedProbe',
          path: PATH,
          value: AMI,
          severity: 'error',
          message: `image '${AMI}' is not ready, as the probe of its files on 2026-10-28 shows (failed checks: 'nvme-driver', 'fstab'): fix it, build it again`,
          fix: "'cdk-nitro images probe' and 'cdk-nitro images prove' do the latter; an example of a public image is",
        },
      ],
    },
    {
      name: 'a failed probe in spite of a publisher',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...debian(12), probe: { ...FAILED, failed: [] } } }),
      findings: [{ messageId: 'failedProbe', path: PATH }],
    },
    {
      name: 'a failed probe of an image by Region',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-1': { web: AMI }, 'eu-west-2': { web: OTHER_AMI } } } },
      ),
      images: recorded({ [AMI]: proven() }, { 'eu-west-2': { [OTHER_AMI]: record({ probe: FAILED }) } }),
      findings: [{ messageId: 'failedProbe', path: PATH, values: [OTHER_AMI] }],
    },
    {
      name: 'an undecided probe alone',
      resource: booted(AMI),
      images: recorded({ [AMI]: proven({ verdict: 'undecided' }) }),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          message: 'without proof of the NVMe driver, which the probe of a booted instance on 2026-10-28 could not decide',
        },
      ],
    },
    {
      name: 'a statement where the policy demands a probe',
      resource: booted(AMI),
      images: recorded({ [AMI]: verified }),
      imageProof: 'probe',
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          message: "prove it with 'cdk-nitro images probe' and 'cdk-nitro images prove', or use a public image",
          fix: `run the probe's script on the image, then 'cdk-nitro images prove ${AMI} --region REGION --from FILE'`,
        },
      ],
    },
    {
      name: 'an id that is not recorded where the policy demands a probe',
      resource: booted(AMI),
      imageProof: 'probe',
      findings: [{ messageId: 'unproven', path: PATH, message: "'imageProof'" }],
    },
    {
      name: 'a parameter of one’s own where the policy demands a probe',
      resource: booted(resolve('/acme/ami/web')),
      imageProof: 'probe',
      findings: [{ messageId: 'unproven', path: PATH, message: 'let synthesis look up the image id and prove that image' }],
    },
    {
      name: 'an image that an untested recipe builds, where the policy demands a probe',
      template: template(BUILT_IMAGE, { Resources: built(`ssm:${AL2023}`) }),
      imageProof: 'probe',
      findings: [{ messageId: 'unproven', path: PATH, logicalId: 'Web', message: 'built by a recipe that does not probe it' }],
    },
    {
      name: 'a probed driver that is too old for Nitro v5',
      resource: launched('m8g.large', AMI),
      images: recorded({ [AMI]: { ...proven({ enaVersion: '2.1.0K' }), architecture: 'arm64' } }),
      findings: [
        {
          messageId: 'enaTooOld',
          path: PATH,
          value: AMI,
          severity: 'error',
          message: `image '${AMI}' has ENA 2.1.0K, but 'm8g.large' needs ENA 2.2.9 or later: use 'm7g.large', or an image with ENA 2.2.9 or later`,
          fix: 'an example of a public image is',
        },
      ],
    },
    {
      name: 'a publisher whose kernels are too old for Nitro v6',
      resource: launched('m8i.large', AMI),
      images: recorded({ [AMI]: debian(10) }),
      findings: [
        { messageId: 'endOfLife', path: PATH },
        { messageId: 'enaTooOld', path: PATH, message: "has an ENA driver older than 2.2.9 (Debian 10), but 'm8i.large' needs" },
      ],
    },
    {
      name: 'a public parameter whose kernels are too old, among overrides of several types',
      template: {
        Resources: {
          Group: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: {
              MinSize: '1',
              MaxSize: '1',
              MixedInstancesPolicy: {
                LaunchTemplate: {
                  LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
                  Overrides: [{ InstanceType: 'm7i.large' }, { InstanceType: 'm8i.large' }, { InstanceType: 't8i.large' }],
                },
              },
            },
          },
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: DEBIAN_10 } } },
        },
      },
      findings: [
        {
          messageId: 'enaTooOld',
          logicalId: 'Group',
          path: 'Properties/MixedInstancesPolicy/LaunchTemplate/LaunchTemplateSpecification',
          message: "'m8i.large', 't8i.large' need ENA 2.2.9 or later",
        },
        { messageId: 'endOfLife', logicalId: 'Template', path: 'Properties/LaunchTemplateData/ImageId' },
      ],
    },
    {
      name: 'attributes that types of Nitro v6 have among others',
      template: {
        Resources: {
          Fleet: {
            Type: 'AWS::EC2::EC2Fleet',
            Properties: {
              LaunchTemplateConfigs: [
                {
                  LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
                  Overrides: [
                    {
                      InstanceRequirements: {
                        VCpuCount: { Min: 2 },
                        MemoryMiB: { Min: 4096 },
                        AllowedInstanceTypes: ['m7i.large', 'm8i.large'],
                      },
                    },
                  ],
                },
              ],
              TargetCapacitySpecification: { TotalTargetCapacity: 1 },
            },
          },
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: AMI } } },
        },
      },
      images: recorded({ [AMI]: proven({ enaVersion: '2.0.3' }) }),
      findings: [
        {
          messageId: 'enaTooOld',
          logicalId: 'Fleet',
          path: 'Properties/LaunchTemplateConfigs/0/LaunchTemplateSpecification',
          message: "'m8i.large' needs",
        },
      ],
    },
    {
      name: 'a tested recipe on Xen',
      template: tested({ InstanceTypes: ['m7i.large', 't2.micro'] }),
      findings: [
        {
          messageId: 'cannotProve',
          logicalId: 'Image',
          path: INFRASTRUCTURE_PATH,
          severity: 'warning',
          value: 't2.micro',
          message:
            "image test 'Test' cannot prove that the image boots on Nitro, because it may run on 't2.micro', on the Xen hypervisor: use '",
        },
      ],
    },
    {
      name: 'a tested recipe on whatever type Image Builder chooses',
      template: tested({}),
      findings: [{ messageId: 'cannotProve', path: INFRASTRUCTURE_PATH, severity: 'warning', message: 'Image Builder chooses the type' }],
    },
    {
      name: 'a tested recipe on an undecided type',
      template: { ...tested({ InstanceTypes: [{ Ref: 'Type' }] }), Parameters: { Type: { Type: 'String' } } },
      findings: [{ messageId: 'cannotProve', path: INFRASTRUCTURE_PATH, message: 'cannot be decided before deployment' }],
    },
    {
      name: 'a tested recipe with an infrastructure configuration from elsewhere',
      template: tested(
        { InstanceTypes: ['m7i.large'] },
        { InfrastructureConfigurationArn: 'arn:aws:imagebuilder:eu-west-1:123456789012:infrastructure-configuration/other' },
      ),
      findings: [{ messageId: 'cannotProve', path: INFRASTRUCTURE_PATH, message: 'is not defined in the checked templates' }],
    },
    {
      name: 'a tested recipe whose tests are off',
      template: tested({ InstanceTypes: ['m7i.large'] }, { ImageTestsConfiguration: { ImageTestsEnabled: false } }),
      findings: [
        {
          messageId: 'cannotProve',
          path: 'Properties/ImageTestsConfiguration/ImageTestsEnabled',
          message: 'set ImageTestsEnabled to true',
        },
      ],
    },
    {
      name: 'a paravirtual image',
      resource: booted(resolve(PV)),
      findings: [
        {
          messageId: 'paravirtual',
          path: PATH,
          value: PV,
          severity: 'error',
          message: `use '{{resolve:ssm:${LATEST}/`,
          fix: 'The change replaces the instance',
        },
      ],
    },
    {
      name: 'a paravirtual image by way of a template parameter',
      template: template({ Ref: 'Image' }, storedParameter(PV)),
      findings: [{ messageId: 'paravirtual', path: PATH, logicalId: 'Web', origin: 'parameter Image' }],
    },
    {
      name: 'one of the public parameters that may be chosen',
      template: template({ Ref: 'Image' }, storedParameter(AL2023, { AllowedValues: [AL2023, PV] })),
      findings: [{ messageId: 'paravirtual', path: PATH, values: [PV] }],
    },
    {
      name: 'an image with an instance store root',
      resource: booted(resolve(`${LATEST}/amzn-ami-hvm-x86_64-s3`)),
      findings: [{ messageId: 'instanceStore', path: PATH }],
    },
    {
      name: 'a recorded image without ENA',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, enaSupport: false } }),
      findings: [{ messageId: 'enaDisabled', path: PATH, value: AMI, message: 'EC2 rejects its launch on Nitro' }],
    },
    {
      name: 'an old release',
      resource: booted(resolve('/aws/service/ami-windows-latest/Windows_Server-2012-R2_RTM-English-64Bit-Base')),
      findings: [{ messageId: 'tooOld', path: PATH }],
    },
    {
      name: 'a parameter that holds JSON',
      resource: booted(resolve('/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended')),
      findings: [
        {
          messageId: 'notAnId',
          path: PATH,
          message: "use '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}'",
        },
      ],
    },
    {
      name: 'a path that nothing resolves',
      resource: booted(AL2023),
      findings: [{ messageId: 'notAnId', path: PATH, value: AL2023, message: `resolves here: use '${resolve(AL2023)}'` }],
    },
    {
      name: 'an image of Image Builder where an id is wanted',
      resource: booted({ 'Fn::Sub': `arn:aws:${PUBLIC_ARN}` }),
      findings: [{ messageId: 'notAnId', path: PATH, value: 'arn:aws:imagebuilder:*:aws:image/amazon-linux-2023-x86/x.x.x' }],
    },
    {
      name: "an image of Image Builder in the account's own",
      resource: recipe({ 'Fn::Sub': 'arn:aws:imagebuilder:${AWS::Region}:${AWS::AccountId}:image/mine/x.x.x' }),
      findings: [{ messageId: 'unresolved', path: 'Properties/ParentImage' }],
    },
    {
      name: 'an image of Image Builder in a named account',
      resource: recipe('arn:aws:imagebuilder:eu-west-1:123456789012:image/mine/x.x.x'),
      findings: [{ messageId: 'unproven', path: 'Properties/ParentImage', fix: "under 'imageStatements' in nitro.json" }],
    },
    {
      name: 'an old recipe for what another recipe builds',
      template: { Resources: { Next: recipe({ Ref: 'Image' }), ...built(resolve(PV)) } },
      findings: [
        { messageId: 'paravirtual', logicalId: 'Next', path: 'Properties/ParentImage' },
        { messageId: 'paravirtual', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
    {
      name: 'an object in place of an image',
      resource: booted({ Id: 'ami-0' }),
      findings: [{ messageId: 'notAnId', path: PATH }],
    },
    {
      name: 'an image that nobody recorded',
      resource: booted(AMI),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          value: AMI,
          message: 'record it, or use a public image',
          fix: `run 'cdk-nitro images record ${AMI} --region REGION'; an example of a public image is '{{resolve:ssm:`,
        },
      ],
    },
    {
      name: 'an image that nobody recorded, for arm64',
      resource: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7g.large', ImageId: AMI } },
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          fix: `an example of a public image is '${resolve(`${LATEST}/al2023-ami-kernel-default-arm64`)}'`,
        },
      ],
    },
    {
      name: 'an image for arm64 that cannot be decided',
      resource: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7g.large', ImageId: { 'Fn::ImportValue': 'image' } } },
      findings: [
        {
          messageId: 'unresolved',
          path: PATH,
          fix: `an example of a public parameter is '${resolve(`${LATEST}/al2023-ami-kernel-default-arm64`)}'`,
        },
      ],
    },
    {
      name: 'an unknown AMI type of EKS, for arm64',
      resource: nodegroup({ AmiType: 'AL1_ARM', InstanceTypes: ['m7g.large'] }),
      findings: [{ messageId: 'unproven', path: 'Properties/AmiType', fix: "an example of a public image is 'AL2023_ARM_64_STANDARD'" }],
    },
    {
      name: 'an image that only declares ENA',
      resource: booted(AMI),
      images: recorded({ [AMI]: record() }),
      findings: [{ messageId: 'unproven', path: PATH, fix: '--nvme-verified-by' }],
    },
    {
      name: 'the images of a mapping that nobody recorded, as one',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-1': { web: AMI }, 'eu-west-2': { web: OTHER_AMI } } } },
      ),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          values: [AMI, OTHER_AMI],
          origin: 'mapping Images/eu-west-1/web',
          fix: "'cdk-nitro images record --from-app FOLDER' records all 2 images, each in its Region. The change replaces",
        },
      ],
    },
    {
      name: 'an image that is recorded for another Region',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-2': { web: AMI } } } },
      ),
      images: recorded({ [AMI]: verified }),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          message: 'not among the recorded images of eu-west-2 but among those of eu-west-1 (an id is valid in one Region)',
        },
      ],
    },
    {
      name: "a parameter of somebody's own",
      resource: booted(resolve('/golden/web')),
      findings: [{ messageId: 'unproven', path: PATH, value: '/golden/web', fix: "under 'imageStatements' in nitro.json" }],
    },
    {
      name: "a parameter of somebody's own without a path",
      resource: booted(resolve('golden')),
      findings: [{ messageId: 'unproven', path: PATH, value: 'golden', fix: "under 'imageStatements' in nitro.json" }],
    },
    {
      name: 'a launch template that EC2 resolves a parameter for',
      resource: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: { InstanceType: 'm7i.large', ImageId: 'resolve:ssm:/golden/web' } },
      },
      findings: [{ messageId: 'unproven', path: 'Properties/LaunchTemplateData/ImageId' }],
    },
    {
      name: 'an override of an Auto Scaling group',
      template: {
        Resources: {
          Group: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: {
              MixedInstancesPolicy: {
                LaunchTemplate: {
                  LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
                  Overrides: [{ InstanceType: 'm7i.large' }, { InstanceType: 'm7i.xlarge', ImageId: resolve(PV) }],
                },
              },
            },
          },
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: READY_IMAGE } } },
        },
      },
      findings: [
        { messageId: 'paravirtual', logicalId: 'Group', path: 'Properties/MixedInstancesPolicy/LaunchTemplate/Overrides/1/ImageId' },
      ],
    },
    {
      name: 'an unknown AMI type of EKS',
      resource: nodegroup({ AmiType: 'AL1_x86_64' }),
      findings: [
        {
          messageId: 'unproven',
          path: 'Properties/AmiType',
          message: 'use a public image, or exempt the finding with a reason',
          fix: "an example of a public image is 'AL2023_x86_64_STANDARD'",
        },
      ],
    },
    {
      name: 'an old platform of Beanstalk',
      resource: beanstalk({ SolutionStackName: '64bit Amazon Linux 2014.09 v1.0.9 running Ruby 2.1' }),
      findings: [{ messageId: 'tooOld', path: 'Properties/SolutionStackName' }],
    },
    {
      name: 'an old platform of Beanstalk on Windows',
      resource: beanstalk({ SolutionStackName: '64bit Windows Server 2012 R2 v2.11.0 running IIS 8.5' }),
      findings: [{ messageId: 'tooOld', path: 'Properties/SolutionStackName', fix: "for example '64bit Windows Server 2022'" }],
    },
    {
      name: 'an old platform of Beanstalk that is ready',
      resource: beanstalk({ SolutionStackName: '64bit Amazon Linux 2 v5.9.1 running Tomcat 9 Corretto 11' }),
      findings: [
        {
          messageId: 'endOfLife',
          path: 'Properties/SolutionStackName',
          severity: 'info',
          message: 'use a newer image of its kind',
          fix: "for example '64bit Amazon Linux 2023'",
        },
      ],
    },
    {
      name: 'an unknown release of EMR',
      resource: emr({ ReleaseLabel: 'emr-next' }),
      findings: [
        {
          messageId: 'unproven',
          path: 'Properties/ReleaseLabel',
          message: 'is a release of Amazon EMR that is not in the table of cdk-nitro',
        },
      ],
    },
    {
      name: 'an image type of Batch beside an image for another',
      resource: batch({ Ec2Configuration: [{ ImageType: 'ECS_AL2', ImageIdOverride: READY_IMAGE }, { ImageType: 'ECS_NEXT' }] }),
      findings: [{ messageId: 'unproven', path: 'Properties/ComputeResources/Ec2Configuration/1/ImageType' }],
    },
    {
      name: 'an image that is built of an old one',
      template: template(BUILT_IMAGE, { Resources: built(resolve(PV)) }),
      findings: [
        { messageId: 'paravirtual', logicalId: 'Web', path: PATH },
        { messageId: 'paravirtual', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
    {
      name: 'a recipe whose parent is what it builds',
      template: template(BUILT_IMAGE, { Resources: built(BUILT_IMAGE) }),
      findings: [
        { messageId: 'unresolved', logicalId: 'Web', path: PATH },
        { messageId: 'unresolved', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
    {
      name: 'an old image of Image Builder in whatever Region it is deployed to',
      template: template(BUILT_IMAGE, { Resources: built({ 'Fn::Sub': `${BUILDER_ARN}ubuntu-server-14-lts-x86/x.x.x` }) }),
      findings: [
        { messageId: 'tooOld', path: PATH },
        {
          messageId: 'tooOld',
          logicalId: 'Recipe',
          path: 'Properties/ParentImage',
          value: 'arn:*:imagebuilder:*:aws:image/ubuntu-server-14-lts-x86/x.x.x',
        },
      ],
    },
    {
      name: 'an image of Image Builder of which more than the Region is open',
      template: template(BUILT_IMAGE, {
        Parameters: { Name: { Type: 'String' } },
        Resources: built({ 'Fn::Sub': `${BUILDER_ARN}\${Name}/x.x.x` }),
      }),
      findings: [
        { messageId: 'unresolved', path: PATH },
        { messageId: 'unresolved', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
    {
      name: 'a parameter without a default',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id' } } }),
      findings: [{ messageId: 'unresolved', path: PATH, severity: 'error', message: "parameter 'Image' has no default" }],
    },
    {
      name: 'a parameter of Systems Manager that is chosen at deployment',
      template: template({ Ref: 'Image' }, storedParameter(undefined)),
      findings: [{ messageId: 'unresolved', path: PATH, message: "parameter 'Image' is stored in Systems Manager" }],
    },
    {
      name: 'an image that a custom resource finds',
      template: template({ 'Fn::GetAtt': ['Finder', 'Id'] }, { Resources: { Finder: { Type: 'Custom::Finder' } } }),
      findings: [{ messageId: 'unresolved', path: PATH, message: "'Finder.Id' is known only at deployment" }],
    },
    {
      name: 'a secure parameter, whatever its name',
      resource: booted(`{{resolve:ssm-secure:${AL2023}}}`),
      findings: [{ messageId: 'unresolved', path: PATH }],
    },
    {
      name: 'a secret, whatever its name',
      resource: booted(`{{resolve:secretsmanager:${AL2023}}}`),
      findings: [{ messageId: 'unresolved', path: PATH }],
    },
    {
      name: 'a text around a parameter',
      template: template({ 'Fn::Sub': 'ami-${Image}' }, storedParameter(AL2023)),
      findings: [{ messageId: 'unresolved', path: PATH }],
    },
    {
      name: 'a launch template that is defined elsewhere',
      resource: {
        Type: 'AWS::EC2::Instance',
        Properties: { InstanceType: 'm7i.large', LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' } },
      },
      findings: [{ messageId: 'launchTemplateOutside', path: 'Properties/LaunchTemplate', severity: 'warning' }],
    },
    {
      name: 'a parameter with a ready default that admits anything',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id', Default: AMI } } }),
      images: recorded({ [AMI]: verified }),
      findings: [{ messageId: 'freeParameter', path: PATH, severity: 'warning', value: AMI }],
    },
    {
      name: 'a parameter with a default that is not ready, once',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id', Default: AMI } } }),
      findings: [{ messageId: 'unproven', path: PATH, value: AMI, origin: 'parameter Image (Default)' }],
    },
    {
      name: 'a parameter for an image of ones own in place of that of the service',
      template: {
        Parameters: { Image: { Type: 'String', Default: '' } },
        Conditions: { IsGiven: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Image' }, ''] }] } },
        Resources: { Batch: batch({ ImageId: { 'Fn::If': ['IsGiven', { Ref: 'Image' }, { Ref: 'AWS::NoValue' }] } }) },
      },
      findings: [
        {
          messageId: 'freeParameter',
          path: 'Properties/ComputeResources/ImageId',
          severity: 'warning',
          message: "parameter 'Image' admits any value at deployment; by default no image is set here",
        },
      ],
    },
    {
      name: 'a parameter whose default the condition of the resource rules out',
      template: {
        Parameters: { Image: { Type: 'String', Default: '' } },
        Conditions: { IsGiven: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Image' }, ''] }] } },
        Resources: { Web: { ...booted({ Ref: 'Image' }), Condition: 'IsGiven' } },
      },
      findings: [{ messageId: 'unresolved', path: PATH, severity: 'error', message: "parameter 'Image' admits any value" }],
    },
    {
      name: 'a parameter that admits anything, and the placeholder of a lookup by default',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id', Default: 'ami-1234' } } }),
      findings: [
        { messageId: 'notLookedUp', path: PATH, severity: 'info' },
        { messageId: 'unresolved', path: PATH, severity: 'error' },
      ],
    },
    {
      name: 'the placeholder of a lookup',
      resource: booted('ami-1234'),
      findings: [{ messageId: 'notLookedUp', path: PATH, severity: 'info' }],
    },
    {
      name: 'a deprecated image',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, deprecationTime: '2026-02-01' } }),
      findings: [
        {
          messageId: 'deprecated',
          path: PATH,
          severity: 'warning',
          message: `image '${AMI}' has been deprecated since 2026-02-01 (verified on`,
          fix: 'The change replaces the instance',
        },
      ],
    },
    {
      name: 'an image that is gone',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, vanished: '2026-03-01' } }),
      findings: [
        {
          messageId: 'vanished',
          path: PATH,
          severity: 'warning',
          message: `image '${AMI}' has been missing from EC2 since 2026-03-01 (verified on`,
        },
      ],
    },
    {
      name: 'a disabled image',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, state: 'disabled' } }),
      findings: [{ messageId: 'unavailable', path: PATH, severity: 'warning' }],
    },
    {
      name: 'an image that is no longer maintained',
      resource: booted(resolve(AL2)),
      findings: [{ messageId: 'endOfLife', path: PATH, severity: 'info', message: `use '{{resolve:ssm:${AL2023}}}'` }],
    },
    {
      name: "an image for a service's nodes that is no longer maintained",
      resource: booted(resolve('/aws/service/eks/optimized-ami/1.31/amazon-linux-2/recommended/image_id')),
      findings: [
        {
          messageId: 'endOfLife',
          path: PATH,
          severity: 'info',
          message: "use '{{resolve:ssm:/aws/service/eks/optimized-ami/1.31/amazon-linux-2023/x86_64/standard/recommended/image_id}}'",
          fix: 'The change replaces the instance',
        },
      ],
    },
  ],
});
