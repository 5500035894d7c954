import { EKS_CLUSTER, MANIFEST, NODEGROUP } from './construct-props';
import { type MadeResource, rows } from './made-resource';

const RESOURCE = /^Resource$/;

const DATABASE: readonly MadeResource[] = [{ at: RESOURCE, rows: rows({ DBInstanceClass: 'instanceType' }) }];

/**
 * The props of constructs in the CDK's alpha modules, in the form of `CONSTRUCT_PROPS`. Source: the assemblies of the modules' newest
 * releases in November 2026. `npm run test:apps` runs some of them.
 */
export const ALPHA_PROPS: Readonly<Record<string, readonly MadeResource[]>> = {
  '@aws-cdk/aws-imagebuilder-alpha.InfrastructureConfiguration': [{ at: RESOURCE, rows: rows({ InstanceTypes: 'instanceTypes' }) }],
  '@aws-cdk/aws-imagebuilder-alpha.ImageRecipe': [
    {
      at: RESOURCE,
      rows: rows({
        ParentImage: 'baseImage',
        BlockDeviceMappings: 'blockDevices',
        'AdditionalInstanceConfiguration/UserDataOverride': 'userDataOverride',
      }),
    },
  ],
  '@aws-cdk/aws-imagebuilder-alpha.ContainerRecipe': [
    { at: RESOURCE, rows: rows({ Image: 'instanceImage', BlockDeviceMappings: 'instanceBlockDevices' }, 'InstanceConfiguration/') },
  ],
  '@aws-cdk/aws-sagemaker-alpha.EndpointConfig': [
    { at: /^EndpointConfig$/, rows: rows({ ProductionVariants: 'instanceProductionVariants' }) },
  ],
  '@aws-cdk/aws-gamelift-alpha.BuildFleet': [{ at: RESOURCE, rows: rows({ EC2InstanceType: 'instanceType' }) }],
  '@aws-cdk/aws-gamelift-alpha.GameServerGroup': [
    { at: RESOURCE, rows: rows({ InstanceDefinitions: 'instanceDefinitions', LaunchTemplate: 'launchTemplate' }) },
  ],
  '@aws-cdk/aws-eks-v2-alpha.Nodegroup': NODEGROUP,
  '@aws-cdk/aws-eks-v2-alpha.Cluster': EKS_CLUSTER,
  '@aws-cdk/aws-eks-v2-alpha.KubernetesManifest': MANIFEST,
  '@aws-cdk/aws-neptune-alpha.DatabaseInstance': DATABASE,
  '@aws-cdk/aws-neptune-alpha.DatabaseCluster': [{ at: /^Instance\d+$/, rows: rows({ DBInstanceClass: 'instanceType' }) }],
  '@aws-cdk/aws-msk-alpha.Cluster': [{ at: RESOURCE, rows: rows({ InstanceType: 'instanceType' }, 'BrokerNodeGroupInfo/') }],
  '@aws-cdk/aws-redshift-alpha.Cluster': [{ at: RESOURCE, rows: rows({ NodeType: 'nodeType' }) }],
  '@aws-cdk/aws-cloud9-alpha.Ec2Environment': [{ at: RESOURCE, rows: rows({ InstanceType: 'instanceType', ImageId: 'imageId' }) }],
};
