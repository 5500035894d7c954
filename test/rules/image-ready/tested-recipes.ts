import type { TemplateObject } from '../door';
import type { RuleCases } from '../rule-tester';
import { AL2023, booted, built, BUILT_IMAGE, PATH, template } from './launches';

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

/** Images whose recipes run the probe. */
export const TESTED_RECIPES: RuleCases = {
  valid: [
    {
      name: 'an image that a tested recipe builds, where the policy demands a probe',
      template: {
        Resources: { ...(tested({ InstanceTypes: ['m7i.large'] })['Resources'] as object), Web: booted(BUILT_IMAGE) },
      },
      imageProof: 'probe',
    },
    {
      name: 'a tested recipe on Nitro',
      template: tested({ InstanceTypes: ['m7i.large', 'c7i.large'] }, { ImageTestsConfiguration: { ImageTestsEnabled: true } }),
    },
    { name: 'a recipe with another component on Xen', template: tested({ InstanceTypes: ['t2.micro'] }, {}, 'sh other.sh') },
  ],
  invalid: [
    {
      name: 'an image that an untested recipe builds, where the policy demands a probe',
      template: template(BUILT_IMAGE, { Resources: built(`ssm:${AL2023}`) }),
      imageProof: 'probe',
      findings: [{ messageId: 'unproven', path: PATH, logicalId: 'Web', message: 'built by a recipe that does not probe it' }],
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
  ],
};
