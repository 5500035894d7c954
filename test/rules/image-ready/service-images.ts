import type { TemplateObject } from '../door';
import { READY_IMAGE } from '../templates';
import type { RuleCases } from '../rule-tester';
import { batch, nodegroup, PV, resolve } from './launches';

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

/** Images that a service picks, or that its words name. */
export const SERVICE_IMAGES: RuleCases = {
  valid: [
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
    {
      name: 'a platform of Beanstalk in whatever Region it is deployed to',
      resource: beanstalk({
        PlatformArn: { 'Fn::Sub': 'arn:aws:elasticbeanstalk:${AWS::Region}::platform/Docker running on 64bit Amazon Linux 2023/4.3.1' },
      }),
    },
  ],
  invalid: [
    {
      name: 'an unknown AMI type of EKS, for arm64',
      resource: nodegroup({ AmiType: 'AL1_ARM', InstanceTypes: ['m7g.large'] }),
      findings: [{ messageId: 'unproven', path: 'Properties/AmiType', fix: "is 'AL2023_ARM_64_STANDARD'" }],
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
      name: 'a launch template that is defined elsewhere',
      resource: {
        Type: 'AWS::EC2::Instance',
        Properties: { InstanceType: 'm7i.large', LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' } },
      },
      findings: [{ messageId: 'launchTemplateOutside', path: 'Properties/LaunchTemplate', severity: 'warning' }],
    },
  ],
};
