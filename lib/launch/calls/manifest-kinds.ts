import type { LaunchResource, LaunchSite } from '../sites';
import { sitesBelow } from '../sites/feature-sites';
import { definitionOfType } from './api-calls';
import { request } from './request-shape';

/**
 * A kind of Kubernetes manifest that makes a controller in the cluster launch. Its sites are below `spec`, or below the manifest itself if
 * it has no `spec`. They have the form of `manifestSpec`.
 */
interface ManifestKind {
  readonly group: RegExp;
  readonly kind: RegExp;
  readonly definition: LaunchResource;
}

const TYPE: LaunchSite = { path: 'InstanceType', kind: 'instance-type' };
const SCRIPT: LaunchSite = { path: 'UserData', kind: 'user-data' };
const DEVICES: LaunchSite = { path: 'BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' };
const KEEPS_DEFAULT = { is: 'nothing', reason: 'the controller has its own default' } as const;

/** The image sites, in the form of `withSelectedImages`. */
const SELECTED_IMAGES: readonly LaunchSite[] = ['AmiSelectorTerms.[].Id', 'AmiSelectorTerms.[].SsmParameter', 'AmiSelector.Id'].map(
  (path) => ({
    path,
    kind: 'machine-image',
  }),
);

/** Cluster API: https://cluster-api-aws.sigs.k8s.io/crd/ */
const MACHINE: readonly LaunchSite[] = [TYPE, { path: 'Ami.Id', kind: 'machine-image' }];
const MACHINE_POOL: readonly LaunchSite[] = [
  TYPE,
  { path: 'AmiType', kind: 'machine-image', word: 'eks-ami-type' },
  ...sitesBelow('AwsLaunchTemplate', ...MACHINE),
  { path: 'MixedInstancesPolicy.Overrides.[].InstanceType', kind: 'instance-type' },
];
const BASTION: readonly LaunchSite[] = [
  { path: 'Bastion.InstanceType', kind: 'instance-type' },
  { path: 'Bastion.Ami', kind: 'machine-image' },
];

/** Crossplane, and the CRDs that Upjet generates from Terraform's provider. Values that are set only once have their own object. */
const PROVIDED: readonly LaunchSite[] = ['ForProvider', 'InitProvider'].flatMap((holder) =>
  sitesBelow(
    holder,
    TYPE,
    { path: 'InstanceTypes', kind: 'instance-type' },
    { path: 'MixedInstancesPolicy.[].LaunchTemplate.[].Override.[].InstanceType', kind: 'instance-type' },
    { path: 'LaunchSpecification.[].InstanceType', kind: 'instance-type' },
    { path: 'LaunchSpecification.[].Ami', kind: 'machine-image' },
    { path: 'Ami', kind: 'machine-image' },
    { path: 'ImageId', kind: 'machine-image' },
    { path: 'AmiType', kind: 'machine-image', word: 'eks-ami-type' },
    SCRIPT,
    { path: 'UserDataBase64', kind: 'user-data' },
  ),
);

const MANIFEST = 'Kubernetes manifest';

export const MANIFEST_KINDS: readonly ManifestKind[] = [
  // https://karpenter.sh/docs/concepts/nodeclasses/. Before v1beta1, the name is AWSNodeTemplate.
  {
    group: /^karpenter\.k8s\.aws$/,
    kind: /^(?:EC2NodeClass|AWSNodeTemplate)$/,
    definition: request(MANIFEST, [...SELECTED_IMAGES, SCRIPT, DEVICES], {
      is: 'nothing',
      reason: 'node pools name the types',
    }),
  },
  { group: /^infrastructure\.cluster\.x-k8s\.io$/, kind: /^AWSMachine$/, definition: request(MANIFEST, MACHINE) },
  {
    group: /^infrastructure\.cluster\.x-k8s\.io$/,
    kind: /^AWSMachineTemplate$/,
    definition: request(MANIFEST, sitesBelow('Template.Spec', ...MACHINE)),
  },
  {
    group: /^infrastructure\.cluster\.x-k8s\.io$/,
    kind: /^(?:AWSMachinePool|AWSManagedMachinePool|ROSAMachinePool)$/,
    definition: request(MANIFEST, MACHINE_POOL, KEEPS_DEFAULT),
  },
  {
    group: /^(?:infrastructure|controlplane)\.cluster\.x-k8s\.io$/,
    kind: /^(?:AWSCluster|AWSManagedControlPlane|AWSManagedCluster)$/,
    definition: request(MANIFEST, BASTION, KEEPS_DEFAULT),
  },
  {
    group: /^infrastructure\.cluster\.x-k8s\.io$/,
    kind: /^(?:AWSClusterTemplate|AWSManagedControlPlaneTemplate)$/,
    definition: request(MANIFEST, sitesBelow('Template.Spec', ...BASTION), KEEPS_DEFAULT),
  },
  {
    group: /\.aws(?:\.m)?\.(?:upbound|crossplane)\.io$/,
    kind: /^(?:Instance|LaunchTemplate|LaunchConfiguration|NodeGroup|SpotInstanceRequest|SpotFleetRequest|AutoscalingGroup)$/,
    definition: request(MANIFEST, PROVIDED, KEEPS_DEFAULT),
  },
  // https://kops.sigs.k8s.io/instance_groups/
  {
    group: /^kops\.k8s\.io$/,
    kind: /^InstanceGroup$/,
    definition: request(
      MANIFEST,
      [
        { path: 'MachineType', kind: 'instance-type' },
        { path: 'MixedInstancesPolicy.Instances', kind: 'instance-type' },
      ],
      KEEPS_DEFAULT,
    ),
  },
  // https://schema.eksctl.io/. The configuration of eksctl is not a manifest of a cluster.
  {
    group: /^eksctl\.io$/,
    kind: /^ClusterConfig$/,
    definition: request(
      MANIFEST,
      [
        ...sitesBelow('NodeGroups.[]', TYPE, { path: 'InstancesDistribution.InstanceTypes', kind: 'instance-type' }),
        ...sitesBelow('ManagedNodeGroups.[]', TYPE, { path: 'InstanceTypes', kind: 'instance-type' }),
      ],
      KEEPS_DEFAULT,
    ),
  },
  {
    group: /^machine\.openshift\.io$/,
    kind: /^Machine$/,
    definition: request(MANIFEST, sitesBelow('ProviderSpec.Value', ...MACHINE), KEEPS_DEFAULT),
  },
  {
    group: /^machine\.openshift\.io$/,
    kind: /^MachineSet$/,
    definition: request(MANIFEST, sitesBelow('Template.Spec.ProviderSpec.Value', ...MACHINE), KEEPS_DEFAULT),
  },
];

/**
 * The services of AWS Controllers for Kubernetes (ACK), as their groups and CloudFormation name them. Their specs have the member names of
 * the API.
 */
const ACK: ReadonlyMap<string, string> = new Map([
  ['ec2', 'EC2'],
  ['eks', 'EKS'],
  ['ecs', 'ECS'],
  ['autoscaling', 'AutoScaling'],
  ['rds', 'RDS'],
  ['documentdb', 'DocDB'],
  ['elasticache', 'ElastiCache'],
  ['memorydb', 'MemoryDB'],
  ['opensearchservice', 'OpenSearchService'],
  ['kafka', 'MSK'],
  ['mq', 'AmazonMQ'],
  ['sagemaker', 'SageMaker'],
]);

/** The data of a launch template is called `data` in ACK. */
const ACK_LAUNCH_TEMPLATE: LaunchResource = request(
  MANIFEST,
  ['LaunchTemplateData', 'Data'].flatMap((holder) => sitesBelow(holder, TYPE, { path: 'ImageId', kind: 'machine-image' }, SCRIPT, DEVICES)),
  { is: 'nothing', reason: 'a launch template launches nothing until something refers to it' },
);

/** Returns the launch of a manifest of a kind; undefined if the kind launches nothing. */
export function definitionOfManifest(apiVersion: string, kind: string): LaunchResource | undefined {
  const group = apiVersion.split('/')[0] ?? '';
  const [, service] = /^([a-z0-9]+)\.services\.k8s\.aws$/.exec(group) ?? [];
  if (service === undefined) return MANIFEST_KINDS.find((each) => each.group.test(group) && each.kind.test(kind))?.definition;
  if (kind === 'LaunchTemplate') return ACK_LAUNCH_TEMPLATE;
  const name = ACK.get(service);
  return name === undefined ? undefined : definitionOfType(`AWS::${name}::${kind}`);
}
