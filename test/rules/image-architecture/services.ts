import type { TemplateObject } from '../door';
import { ARM64_IMAGE, ARM64_PARAMETER, groupOf, OVERRIDES_PATH, X86_IMAGE, X86_PARAMETER } from '../launch-templates';
import type { RuleCases } from '../rule-tester';
import { CONDITIONS, ifArm, pipeline, TYPE_PATH } from './launches';

function batch(ImageId: string, ...InstanceTypes: readonly string[]): TemplateObject {
  return { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'EC2', InstanceTypes, ImageId } } };
}

/** A cluster of EMR with an image for x86_64, but for its own master, and what joins it by a resource of its own. */
function cluster(joining: TemplateObject): TemplateObject {
  return {
    Resources: {
      Cluster: {
        Type: 'AWS::EMR::Cluster',
        Properties: {
          ReleaseLabel: 'emr-7.9.0',
          CustomAmiId: X86_IMAGE,
          Instances: { MasterInstanceGroup: { InstanceCount: 1, InstanceType: 'm7g.xlarge', CustomAmiId: ARM64_IMAGE } },
        },
      },
      Joining: joining,
    },
  };
}

const taskGroup = (more: TemplateObject): TemplateObject => ({
  Type: 'AWS::EMR::InstanceGroupConfig',
  Properties: { InstanceCount: 1, InstanceRole: 'TASK', JobFlowId: { Ref: 'Cluster' }, ...more },
});

const taskFleet = (...InstanceTypeConfigs: readonly TemplateObject[]): TemplateObject => ({
  Type: 'AWS::EMR::InstanceFleetConfig',
  Properties: { InstanceFleetType: 'TASK', ClusterId: { Ref: 'Cluster' }, InstanceTypeConfigs },
});

/** An environment of Beanstalk, whose image a saved configuration names. */
function environment(types: string): TemplateObject {
  const option = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value });
  const types86 = option('aws:ec2:instances', 'InstanceTypes', 'm7i.large');
  return {
    Resources: {
      Saved: {
        Type: 'AWS::ElasticBeanstalk::ConfigurationTemplate',
        Properties: { OptionSettings: [types86, option('aws:autoscaling:launchconfiguration', 'ImageId', X86_IMAGE)] },
      },
      Web: {
        Type: 'AWS::ElasticBeanstalk::Environment',
        Properties: { TemplateName: { Ref: 'Saved' }, OptionSettings: [option('aws:ec2:instances', 'InstanceTypes', types)] },
      },
    },
  };
}

const requirements = (more: object) => ({
  VCpuCount: { Min: 2, Max: 4 },
  MemoryMiB: { Min: 4096 },
  InstanceGenerations: ['current'],
  ...more,
});

/** Services with images and words of their own for types. */
export const SERVICES: RuleCases = {
  valid: [
    { name: "an instance group for the cluster's image", template: cluster(taskGroup({ InstanceType: 'm7i.xlarge' })) },
    {
      name: 'an instance group with an image of its own',
      template: cluster(taskGroup({ InstanceType: 'm7g.xlarge', CustomAmiId: ARM64_IMAGE })),
    },
    { name: "an instance fleet for the cluster's image", template: cluster(taskFleet({ InstanceType: 'm7i.xlarge' })) },
    { name: 'an environment for the image of its saved configuration', template: environment('m7i.xlarge') },
    { name: 'a family of the architecture', resource: batch(ARM64_IMAGE, 'm7g', 'c7g.large') },
    { name: 'a word of Batch for the architecture', resource: batch(ARM64_IMAGE, 'default_arm64') },
    {
      name: 'attributes that types of both architectures have',
      template: groupOf([{ InstanceRequirements: requirements({}) }], { ImageId: ARM64_IMAGE }),
      others: ['instance-requirements/xen'],
    },
    {
      name: 'a pipeline of Image Builder that builds on a type of the architecture',
      template: pipeline('m7g.large', `ssm:${ARM64_PARAMETER}`),
    },
  ],
  invalid: [
    {
      name: "an instance group that does not go with the cluster's image",
      template: cluster(taskGroup({ InstanceType: 'm7g.xlarge' })),
      findings: [
        {
          messageId: 'mismatch',
          path: TYPE_PATH,
          logicalId: 'Joining',
          value: 'm7g.xlarge',
          message: `but image '${X86_PARAMETER}' in Properties/CustomAmiId of 'Cluster' is x86_64`,
        },
      ],
    },
    {
      name: "one type of an instance fleet that does not go with the cluster's image",
      template: cluster(taskFleet({ InstanceType: 'm7i.xlarge' }, { InstanceType: 'm7g.xlarge' })),
      findings: [{ messageId: 'mismatch', path: 'Properties/InstanceTypeConfigs/1/InstanceType', logicalId: 'Joining' }],
    },
    {
      name: 'an environment that does not go with the image of its saved configuration',
      template: environment('m7i.large, m7g.large'),
      findings: [{ messageId: 'mismatch', path: 'Properties/OptionSettings/0/Value', logicalId: 'Web', value: 'm7g.large' }],
    },
    {
      name: 'a family',
      resource: batch(ARM64_IMAGE, 'm7g', 'm7i'),
      findings: [{ messageId: 'mismatchMembers', path: 'Properties/ComputeResources/InstanceTypes/1', value: 'm7i', message: "use 'm7g'" }],
    },
    {
      name: 'a word of Batch',
      resource: batch(ARM64_IMAGE, 'default_x86_64'),
      findings: [
        {
          messageId: 'mismatchMembers',
          path: 'Properties/ComputeResources/InstanceTypes/0',
          value: 'default_x86_64',
          message: "use 'default_arm64'",
        },
      ],
    },
    {
      name: 'attributes of the other architecture, one a figure of two outcomes',
      template: groupOf(
        [{ InstanceRequirements: requirements({ AllowedInstanceTypes: ['m7i.*'], MemoryGiBPerVCpu: { Min: ifArm(2, 4) } }) }],
        { ImageId: ARM64_IMAGE },
        CONDITIONS,
      ),
      findings: [{ messageId: 'mismatchRequirements', path: `${OVERRIDES_PATH}/0/InstanceRequirements` }],
    },
    {
      name: 'attributes that only types of the other architecture have',
      template: groupOf([{ InstanceRequirements: requirements({ AllowedInstanceTypes: ['m7i.*'] }) }], { ImageId: ARM64_IMAGE }),
      findings: [
        {
          messageId: 'mismatchRequirements',
          path: `${OVERRIDES_PATH}/0/InstanceRequirements`,
          value: 'm7i.large',
          message: "use 'm7g.*' in AllowedInstanceTypes",
        },
      ],
    },
    {
      name: 'a pipeline of Image Builder that builds on another type',
      template: pipeline('m7i.large', `ssm:${ARM64_PARAMETER}`),
      findings: [
        {
          messageId: 'mismatch',
          logicalId: 'Pipeline',
          path: 'Properties/ImageRecipeArn',
          value: 'm7i.large',
          message: `'m7i.large' of 'Infrastructure' is x86_64, but image 'ssm:${ARM64_PARAMETER}' in Properties/ParentImage of 'Recipe' is arm64`,
        },
      ],
    },
  ],
};
