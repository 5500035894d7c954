import { check } from '../../../lib/check';

const AMAZON_LINUX = '/aws/service/ami-amazon-linux-latest';
const READY = `resolve:ssm:${AMAZON_LINUX}/al2023-ami-kernel-default-x86_64`;
const PARAVIRTUAL = `resolve:ssm:${AMAZON_LINUX}/amzn-ami-pv-x86_64-ebs`;

function reported(call: string, Parameters: object, severities: ReadonlyMap<string, 'error'> = new Map()): readonly string[] {
  const state = { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:${call}`, Parameters, End: true };
  const DefinitionString = JSON.stringify({ StartAt: 'Send', States: { Send: state } });
  const template = {
    Resources: { Calling: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn:x', DefinitionString } } },
  };
  const { findings } = check([{ id: 't', template }], { severities });
  return findings.map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`);
}

/** Members of requests that the resource types with the same properties lack. */
describe('a member that only the request has', () => {
  const fleet = (ImageId: string): object => ({
    LaunchTemplateConfigs: [{ Overrides: [{ InstanceType: 'm7i.large', ImageId }] }],
  });

  test.each(['createFleet', 'modifyFleet'])('the image in an override of %s', (action) => {
    expect(reported(`ec2:${action}`, fleet(PARAVIRTUAL))).toContain('error image-ready/paravirtual');
    expect(reported(`ec2:${action}`, fleet(READY))).toEqual([]);
  });

  test.each([
    ['createTrainingJob', (InstanceType: string) => ({ ProfilerRuleConfigurations: [{ InstanceType }] })],
    ['updateTrainingJob', (InstanceType: string) => ({ ProfilerRuleConfigurations: [{ InstanceType }] })],
    [
      'createHyperParameterTuningJob',
      (InstanceType: string) => ({
        TrainingJobDefinitions: [{ HyperParameterTuningResourceConfig: { InstanceConfigs: [{ InstanceType }] } }],
      }),
    ],
    [
      'createDomain',
      (InstanceType: string) => ({ DefaultUserSettings: { TensorBoardAppSettings: { DefaultResourceSpec: { InstanceType } } } }),
    ],
    [
      'createModelPackage',
      (InstanceType: string) => ({
        ValidationSpecification: { ValidationProfiles: [{ TransformJobDefinition: { TransformResources: { InstanceType } } }] },
      }),
    ],
  ])('the class in %s', (action, request) => {
    const severities = new Map([['managed-instance-class', 'error' as const]]);
    expect(reported(`sagemaker:${action}`, request('ml.m4.xlarge'), severities)).toEqual(['error managed-instance-class/xen']);
    expect(reported(`sagemaker:${action}`, request('ml.m7i.xlarge'), severities)).toEqual([]);
  });
});
