import type { Json } from '../../../lib/base/json/json';

const IMAGE = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
const OPTIONS = `--image-id ${IMAGE} --count 1`;
const run = (type: string): string => `aws ec2 run-instances ${OPTIONS} --instance-type ${type}`;

/** A resource with a script that runs an instance of a type: the script knows the type, or a run of it does. */
function script(Type: string, properties: (text: string) => Json) {
  const resource = (type: string): Json => ({ Type, Properties: properties(run(type)) });
  return { known: resource('t2.micro'), undecided: resource('"$TYPE"'), clean: resource('t3.micro') };
}

const shell = (text: string): Json => ['sh', '-c', text];
const base64 = (text: string): string => Buffer.from(`#!/bin/bash\n${text}\n`).toString('base64');

/** The cases of every resource type that holds scripts or commands. */
export const SCRIPT_CASES: Readonly<Record<string, ReturnType<typeof script>>> = {
  'AWS::CodeBuild::Project': script('AWS::CodeBuild::Project', (text) => ({
    Source: { Type: 'NO_SOURCE', BuildSpec: JSON.stringify({ version: 0.2, phases: { build: { commands: ['cd infra', text] } } }) },
  })),
  'AWS::Amplify::App': script('AWS::Amplify::App', (text) => ({
    Name: 'a',
    BuildSpec: `version: 1\nfrontend:\n  phases:\n    build:\n      commands:\n        - ${text}\n`,
  })),
  'AWS::Amplify::Branch': script('AWS::Amplify::Branch', (text) => ({
    AppId: 'a',
    BranchName: 'main',
    BuildSpec: `version: 1\nfrontend:\n  phases:\n    build:\n      commands: |\n        ${text}\n`,
  })),
  'AWS::ImageBuilder::Component': script('AWS::ImageBuilder::Component', (text) => ({
    Name: 'c',
    Platform: 'Linux',
    Version: '1.0.0',
    Data: JSON.stringify({
      schemaVersion: 1.0,
      phases: [{ name: 'build', steps: [{ name: 'run', action: 'ExecuteBash', inputs: { commands: [text] } }] }],
    }),
  })),
  'AWS::ImageBuilder::Workflow': script('AWS::ImageBuilder::Workflow', (text) => ({
    Name: 'w',
    Type: 'TEST',
    Version: '1.0.0',
    Data: JSON.stringify({
      schemaVersion: 1.0,
      steps: [{ name: 'run', action: 'RunCommand', inputs: { parameters: { commands: [text] } } }],
    }),
  })),
  'AWS::SSM::Association': script('AWS::SSM::Association', (text) => ({ Name: 'AWS-RunShellScript', Parameters: { commands: [text] } })),
  'AWS::EC2::Instance': script('AWS::EC2::Instance', (text) => ({
    InstanceType: 'm5.large',
    ImageId: IMAGE,
    SsmAssociations: [{ DocumentName: 'AWS-RunShellScript', AssociationParameters: [{ Key: 'commands', Value: [text] }] }],
  })),
  'AWS::SSM::MaintenanceWindowTask': script('AWS::SSM::MaintenanceWindowTask', (text) => ({
    TaskType: 'RUN_COMMAND',
    TaskInvocationParameters: { MaintenanceWindowRunCommandParameters: { Parameters: { commands: [text] } } },
  })),
  'AWS::GreengrassV2::ComponentVersion': script('AWS::GreengrassV2::ComponentVersion', (text) => ({
    InlineRecipe: JSON.stringify({ RecipeFormatVersion: '2020-01-25', Manifests: [{ Lifecycle: { run: { script: text } } }] }),
  })),
  'AWS::DataPipeline::Pipeline': script('AWS::DataPipeline::Pipeline', (text) => ({
    Name: 'p',
    PipelineObjects: [
      {
        Id: 'a',
        Name: 'a',
        Fields: [
          { Key: 'type', StringValue: 'ShellCommandActivity' },
          { Key: 'command', StringValue: text },
        ],
      },
    ],
  })),
  'AWS::Lightsail::Instance': script('AWS::Lightsail::Instance', (text) => ({
    BlueprintId: 'b',
    BundleId: 'c',
    InstanceName: 'd',
    UserData: `#!/bin/bash\n${text}\n`,
  })),
  'AWS::ECS::TaskDefinition': script('AWS::ECS::TaskDefinition', (text) => ({
    ContainerDefinitions: [{ Name: 'a', Image: 'b', EntryPoint: ['sh', '-c'], Command: [text] }],
  })),
  'AWS::Batch::JobDefinition': script('AWS::Batch::JobDefinition', (text) => ({
    Type: 'container',
    ContainerProperties: { Image: 'b', Command: shell(text) },
  })),
  'AWS::EMR::Step': script('AWS::EMR::Step', (text) => ({
    ActionOnFailure: 'CONTINUE',
    HadoopJarStep: { Jar: 'command-runner.jar', Args: ['bash', '-c', text] },
  })),
  'AWS::EMR::Cluster': script('AWS::EMR::Cluster', (text) => ({
    ReleaseLabel: 'emr-7.5.0',
    Instances: { MasterInstanceGroup: { InstanceType: 'm5.xlarge', InstanceCount: 1 } },
    Steps: [{ Name: 's', HadoopJarStep: { Jar: 'command-runner.jar', Args: ['bash', '-c', text] } }],
  })),
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': script('AWS::SageMaker::NotebookInstanceLifecycleConfig', (text) => ({
    OnStart: [{ Content: base64(text) }],
  })),
  'AWS::SageMaker::StudioLifecycleConfig': script('AWS::SageMaker::StudioLifecycleConfig', (text) => ({
    StudioLifecycleConfigAppType: 'JupyterServer',
    StudioLifecycleConfigContent: base64(text),
  })),
  'AWS::AppRunner::Service': script('AWS::AppRunner::Service', (text) => ({
    SourceConfiguration: { ImageRepository: { ImageIdentifier: 'i', ImageConfiguration: { StartCommand: text } } },
  })),
};
