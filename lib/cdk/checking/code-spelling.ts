import type { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { CodeSpelling, Spelling } from '../../rules/advice/spelling';
import { authoredProp, isMadeByPackage } from './authored-prop';
import { classOf } from './jsii-class';
import { camelCased, inLanguage, isInTypeScript } from './language';
import { isIncluded, isL1, isOverridden } from './written-property';

/** The words of services for which the CDK has enumerations. A member is the word in capitals. */
const ENUMERATIONS: Readonly<Record<string, string>> = {
  'eks-ami-type': 'eks.NodegroupAmiType',
  'batch-image-type': 'batch.EcsMachineImageType',
};

/** The prop by which a construct sets the use of CPU credits. */
const CREDIT_PROPS: Readonly<Record<string, string>> = {
  'aws-cdk-lib.aws_ec2.Instance': 'creditSpecification',
  'aws-cdk-lib.aws_ec2.LaunchTemplate': 'cpuCredits',
};

/** Constructs that make an instance or a launch template, and pass no CPU credits to it. */
const WITHOUT_CREDITS: ReadonlySet<string> = new Set([
  'aws-cdk-lib.aws_ec2.BastionHostLinux',
  'aws-cdk-lib.aws_autoscaling.AutoScalingGroup',
]);

/** Constructs that take families as members of an enumeration. */
const TAKES_CLASSES = /^aws-cdk-lib\.aws_batch\.ManagedEc2E[ck]sComputeEnvironment$/;

/** The props of L1 classes for CPU credits. */
const L1_CREDIT_PROPS: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'creditSpecification',
  'AWS::EC2::LaunchTemplate': 'launchTemplateData.creditSpecification',
};

const quoted = (text: string): string => `'${text}'`;

/**
 * Returns the spelling of a property in the code of an app: props and classes of the CDK construct that makes the resource, or texts for an
 * L1 class. Undefined if the property is written as in a template (by an override, in an included template or a raw resource), or if a
 * package wrote it. In other languages than this package's, only the names of props are spelled, because values have another syntax.
 */
export function codeSpelling(resource: CfnResource, path: string): CodeSpelling | undefined {
  if (isOverridden(resource, path) || isMadeByPackage(resource)) return undefined;
  // A raw resource and an included template have the property names of CloudFormation.
  const isRaw = !isL1(resource) || isIncluded(resource);
  return {
    property: (each) => authoredProp(resource, each, undefined)?.name,
    construct: isRaw ? undefined : pathOfMaker(resource),
    member: (name) => (isRaw ? name : inLanguage(camelCased(name))),
    ...(isInTypeScript() ? valueSpelling(resource) : propsSpelling(resource)),
  };
}

/** Returns the path of the construct that the app makes, without constructs inside it. */
function pathOfMaker({ node }: CfnResource): string {
  return node.id === 'Resource' && node.scope !== undefined ? node.scope.node.path : node.path;
}

function valueSpelling(resource: CfnResource): Spelling | undefined {
  const construct = resource.node.scope;
  const name = construct === undefined ? undefined : nameOfConstruct(construct);
  if (construct !== undefined && name !== undefined) return constructSpelling(construct, name);
  if (!isL1(resource) || isIncluded(resource)) return undefined;
  const prop = L1_CREDIT_PROPS[resource.cfnResourceType];
  return {
    instanceType: quoted,
    instanceFamily: quoted,
    image: quoted,
    standardCredits: prop === undefined ? undefined : `${prop}: { cpuCredits: 'standard' }`,
    insteadOfOptimal: "write 'default_x86_64'",
  };
}

/**
 * Spells settings of a prop in words that fit every language of the CDK. Values with a class or an enumeration keep the spelling of
 * templates.
 */
function propsSpelling(resource: CfnResource): Partial<Spelling> {
  if (!isL1(resource) || isIncluded(resource)) return {};
  const construct = resource.node.scope;
  const name = construct === undefined ? undefined : nameOfConstruct(construct);
  if (construct === undefined || name === undefined) {
    const prop = L1_CREDIT_PROPS[resource.cfnResourceType];
    return { standardCredits: prop === undefined ? undefined : `${inLanguage(prop)}.${inLanguage('cpuCredits')} to 'standard'` };
  }
  const prop = creditProp(construct, name);
  return {
    standardCredits: prop === undefined ? undefined : `${inLanguage(prop)} to CpuCredits.STANDARD`,
    insteadOfOptimal: `set ${inLanguage('useOptimalInstanceClasses')} to false and ${inLanguage('defaultInstanceClasses')} to X86_64`,
  };
}

/** Finds the prop by which a construct sets the use of CPU credits; undefined if it passes none on. */
function creditProp(construct: IConstruct, name: string): string | undefined {
  const maker = construct.node.scope === undefined ? undefined : nameOfConstruct(construct.node.scope);
  return maker !== undefined && WITHOUT_CREDITS.has(maker) ? undefined : CREDIT_PROPS[name];
}

/** Finds the CDK's own class of a construct, if that is one for the resources of a service. */
function nameOfConstruct(construct: IConstruct): string | undefined {
  const name = classOf(construct, (each) => /^(?:aws-cdk-lib\.aws_\w+|@aws-cdk\/aws-[\w-]+-alpha)\.(?!Cfn)/.test(each))?.name;
  return name;
}

function constructSpelling(construct: IConstruct, name: string): Spelling {
  const prop = creditProp(construct, name);
  return {
    instanceType: (type) => `new ec2.InstanceType('${type}')`,
    instanceFamily: (family) => (TAKES_CLASSES.test(name) ? instanceClass(family) : quoted(family)),
    image: (image, word) => imageInCode(image, word),
    standardCredits: prop === undefined ? undefined : `${prop}: ec2.CpuCredits.STANDARD`,
    // The construct adds `optimal` by itself.
    insteadOfOptimal: 'set useOptimalInstanceClasses: false and defaultInstanceClasses: [batch.DefaultInstanceClass.X86_64]',
  };
}

/** Writes a family as the member of the CDK's enumeration: `ec2.InstanceClass.M7I_FLEX`. */
export function instanceClass(family: string): string {
  return `ec2.InstanceClass.${family.toUpperCase().replaceAll('-', '_')}`;
}

function imageInCode(image: string, word: string | undefined): string {
  if (word === 'image-builder-image' && image.startsWith('ssm:')) {
    return `imagebuilder.BaseImage.fromSsmParameterName('${image.slice('ssm:'.length)}')`;
  }
  if (word !== undefined) {
    const enumeration = image.startsWith('EKS_') ? 'batch.EksMachineImageType' : ENUMERATIONS[word];
    return enumeration === undefined ? quoted(image) : `${enumeration}.${image.toUpperCase()}`;
  }
  const path = /^\{\{resolve:ssm:(.+)\}\}$/.exec(image)?.[1] ?? image;
  if (!path.startsWith('/')) return quoted(image);
  return (
    IMAGES_IN_CODE.map(([pattern, inCode]) => {
      const match = pattern.exec(path);
      return match === null ? undefined : inCode(match[1] ?? '');
    }).find((code) => code !== undefined) ?? `ec2.MachineImage.fromSsmParameter('${path}')`
  );
}

/** Public parameters for which the CDK has functions. */
const IMAGES_IN_CODE: readonly (readonly [path: RegExp, inCode: (part: string) => string])[] = [
  [
    /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-kernel-(?:default|6\.1)-(x86_64|arm64)$/,
    (architecture) =>
      `ec2.MachineImage.latestAmazonLinux2023(${architecture === 'arm64' ? '{ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }' : ''})`,
  ],
  [
    /^\/aws\/service\/ami-windows-latest\/(Windows_Server-2022-English-(?:Full|Core)-Base)$/,
    (name) => `ec2.MachineImage.latestWindows(ec2.WindowsVersion.${name.toUpperCase().replaceAll('-', '_')})`,
  ],
  [
    /^\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2023\/((?:arm64|gpu|neuron)\/)?recommended\/image_id$/,
    (hardware) => `ecs.EcsOptimizedImage.amazonLinux2023(${ECS_HARDWARE[hardware] ?? ''})`,
  ],
  [
    /^\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2\/((?:arm64|gpu|inf)\/)?recommended\/image_id$/,
    (hardware) => `ecs.EcsOptimizedImage.amazonLinux2(${ECS_HARDWARE[hardware] ?? ''})`,
  ],
];

const ECS_HARDWARE: Readonly<Record<string, string>> = {
  'arm64/': 'ecs.AmiHardwareType.ARM',
  'gpu/': 'ecs.AmiHardwareType.GPU',
  'neuron/': 'ecs.AmiHardwareType.NEURON',
  'inf/': 'ecs.AmiHardwareType.NEURON',
};
