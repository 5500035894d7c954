import type { TemplateObject } from './door';

/** An image that no rule objects to. */
export const READY_IMAGE = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';

export function instance(instanceType: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: instanceType } };
}

/** A template whose one resource is an instance of that type. */
export function instanceTemplate(instanceType: unknown, sections: TemplateObject = {}): TemplateObject {
  return { ...sections, Resources: { Web: instance(instanceType) } };
}

/** An Auto Scaling group that selects by attributes. */
export function groupRequiring(instanceRequirements: unknown, sections: TemplateObject = {}): TemplateObject {
  return {
    ...sections,
    Resources: {
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MixedInstancesPolicy: {
            LaunchTemplate: {
              LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
              Overrides: [{ InstanceRequirements: instanceRequirements }],
            },
          },
        },
      },
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: READY_IMAGE } } },
    },
  };
}

/** The place at which `groupRequiring` puts the requirements. */
export const REQUIREMENTS_PATH = 'Properties/MixedInstancesPolicy/LaunchTemplate/Overrides/0/InstanceRequirements';

/** A string parameter. */
export function parameter(name: string, declaration: TemplateObject): TemplateObject {
  return { Parameters: { [name]: { Type: 'String', ...declaration } } };
}
