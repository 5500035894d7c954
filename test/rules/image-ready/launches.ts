import type { ImageProof } from '../../../lib/images/image-proof';
import type { RecordedImages } from '../../../lib/images/image-record';
import { record } from '../../images/records';
import type { TemplateObject } from '../door';

export const AMI = 'ami-0123456789abcdef0';

export const OTHER_AMI = 'ami-0fedcba9876543210';

export const LATEST = '/aws/service/ami-amazon-linux-latest';

export const AL2023 = `${LATEST}/al2023-ami-kernel-default-x86_64`;

export const PV = `${LATEST}/amzn-ami-pv-x86_64-ebs`;

export const PATH = 'Properties/ImageId';

export const verified = record({ nvme: { statement: 'modinfo nvme on 2026-01-02', date: '2026-01-02' } });

export const PROBE: ImageProof = { date: '2026-10-28', verdict: 'ready', evidence: 'booted', failed: [], sha256: '0'.repeat(64) };

export const proven = (changes: Partial<ImageProof> = {}) => record({ probe: { ...PROBE, ...changes } });

export const debian = (release: number) =>
  record({
    name: `debian-${release}-amd64-20240211-1654`,
    ownerId: '136693071363',
    nvme: { publisher: 'Debian', source: 'https://wiki.debian.org/Cloud/AmazonEC2Image' },
  });

export type Records = Readonly<Record<string, ReturnType<typeof record>>>;

export function recorded(images: Records, others: Readonly<Record<string, Records>> = {}): RecordedImages {
  return new Map(Object.entries({ 'eu-west-1': images, ...others }).map(([region, records]) => [region, new Map(Object.entries(records))]));
}

export function resolve(path: string): string {
  return `{{resolve:ssm:${path}}}`;
}

export function booted(imageId: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ImageId: imageId } };
}

export function template(imageId: unknown, sections: TemplateObject = {}): TemplateObject {
  const { Resources = {}, ...others } = sections;
  return { ...others, Resources: { Web: booted(imageId), ...(Resources as object) } };
}

/** How the CDK takes an image from Parameter Store. */
export function storedParameter(path: string | undefined, more: object = {}): TemplateObject {
  const value = path === undefined ? {} : { Default: path };
  return { Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', ...value, ...more } } };
}

export function nodegroup(properties: object): TemplateObject {
  return { Type: 'AWS::EKS::Nodegroup', Properties: { ClusterName: 'c', InstanceTypes: ['m7i.large'], ...properties } };
}

export function batch(computeResources: object): TemplateObject {
  return {
    Type: 'AWS::Batch::ComputeEnvironment',
    Properties: { Type: 'MANAGED', ComputeResources: { Type: 'EC2', InstanceTypes: ['m7i.large'], ...computeResources } },
  };
}

export const built = (parent: unknown): TemplateObject => ({
  Image: { Type: 'AWS::ImageBuilder::Image', Properties: { ImageRecipeArn: { Ref: 'Recipe' } } },
  Recipe: recipe(parent),
});

export function recipe(parent: unknown): TemplateObject {
  return { Type: 'AWS::ImageBuilder::ImageRecipe', Properties: { Name: 'r', Version: '1.0.0', ParentImage: parent } };
}

export const BUILT_IMAGE = { 'Fn::GetAtt': ['Image', 'ImageId'] };
