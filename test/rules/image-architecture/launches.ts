import type { TemplateObject } from '../door';

export const TYPE_PATH = 'Properties/InstanceType';

export const CONDITIONS = { Conditions: { Arm: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'arm'] } } };

export const ifArm = (yes: unknown, no: unknown) => ({ 'Fn::If': ['Arm', yes, no] });

export function web(InstanceType: unknown, ImageId: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType, ImageId } };
}

export function nodes(AmiType: string, ...InstanceTypes: readonly string[]): TemplateObject {
  return nodegroup({ AmiType, InstanceTypes });
}

export function nodegroup(Properties: TemplateObject): TemplateObject {
  return { Type: 'AWS::EKS::Nodegroup', Properties };
}

export function pipeline(type: string, ParentImage: string): TemplateObject {
  return {
    Resources: {
      Pipeline: {
        Type: 'AWS::ImageBuilder::ImagePipeline',
        Properties: { ImageRecipeArn: { Ref: 'Recipe' }, InfrastructureConfigurationArn: { Ref: 'Infrastructure' } },
      },
      Recipe: { Type: 'AWS::ImageBuilder::ImageRecipe', Properties: { Name: 'r', Version: '1.0.0', ParentImage } },
      Infrastructure: { Type: 'AWS::ImageBuilder::InfrastructureConfiguration', Properties: { InstanceTypes: [type] } },
    },
  };
}
