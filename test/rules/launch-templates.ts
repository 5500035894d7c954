import type { TemplateObject } from './door';

const AL2023 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-';

/** Public parameters that hold the image of that architecture. */
export const ARM64_PARAMETER = `${AL2023}arm64`;
export const X86_PARAMETER = `${AL2023}x86_64`;

/** The same as templates write them. */
export const ARM64_IMAGE = resolved(ARM64_PARAMETER);
export const X86_IMAGE = resolved(X86_PARAMETER);

/** A parameter of Parameter Store that CloudFormation resolves. */
export function resolved(parameter: string): string {
  return `{{resolve:ssm:${parameter}}}`;
}

/** A launch template that says what is given, and nothing else. */
export function launchTemplate(LaunchTemplateData: TemplateObject): TemplateObject {
  return { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData } };
}

/** How resources refer to the launch template `Template`. */
export const OF_TEMPLATE = { LaunchTemplateId: { Ref: 'Template' }, Version: '1' };

/** A template with an instance `Web` that is launched from a launch template. */
export function instanceOf(properties: TemplateObject, data: TemplateObject, sections: TemplateObject = {}): TemplateObject {
  return {
    ...sections,
    Resources: {
      Web: { Type: 'AWS::EC2::Instance', Properties: { ...properties, LaunchTemplate: OF_TEMPLATE } },
      Template: launchTemplate(data),
    },
  };
}

/** A template with an Auto Scaling group `Group` that overrides its launch template. */
export function groupOf(overrides: readonly TemplateObject[], data: TemplateObject, sections: TemplateObject = {}): TemplateObject {
  return {
    ...sections,
    Resources: {
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '1',
          MaxSize: '2',
          MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: OF_TEMPLATE, Overrides: overrides } },
        },
      },
      Template: launchTemplate(data),
    },
  };
}

/** The place at which `groupOf` puts its overrides. */
export const OVERRIDES_PATH = 'Properties/MixedInstancesPolicy/LaunchTemplate/Overrides';
