import { IMAGE, resources } from './way';

/** A call of RunInstances, as `AwsCustomResource` writes it. */
export const run = (request: object) => ({
  service: 'EC2',
  action: 'runInstances',
  parameters: { MinCount: 1, MaxCount: 1, ImageId: IMAGE, ...request },
});

export function custom(call: unknown, sections: object = {}): object {
  const isWritten = typeof call === 'string' || JSON.stringify(call).startsWith('{"Fn::');
  const text = isWritten ? call : { 'Fn::Join': ['', [JSON.stringify(call)]] };
  return resources({ Call: { Type: 'Custom::AWS', Properties: { ServiceToken: 'arn', Create: text } } }, sections);
}

/** A state machine with one state, a task unless it says otherwise. */
export function machine(state: object): object {
  const definition = JSON.stringify({ StartAt: 'Run', States: { Run: { Type: 'Task', End: true, ...state } } });
  return resources({ Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn', DefinitionString: definition } } });
}

export const RUN = 'arn:aws:states:::aws-sdk:ec2:runInstances';
export const arguments_ = (InstanceType: string, more: object = {}) => ({
  ImageId: IMAGE,
  MinCount: 1,
  MaxCount: 1,
  InstanceType,
  ...more,
});

export function schedule(target: object, sections: object = {}): object {
  const rest = { FlexibleTimeWindow: { Mode: 'OFF' }, ScheduleExpression: 'rate(1 day)' };
  const Target = { RoleArn: 'arn', ...target };
  return resources({ Nightly: { Type: 'AWS::Scheduler::Schedule', Properties: { ...rest, Target } } }, sections);
}

export function lambda(ZipFile: string): object {
  const Code = { ZipFile };
  return resources({
    Starter: { Type: 'AWS::Lambda::Function', Properties: { Role: 'arn', Runtime: 'python3.13', Handler: 'i.h', Code } },
  });
}

export function chart(values: object): object {
  const Properties = { ServiceToken: 'arn', ClusterName: 'c', Release: 'r', Chart: 'acme', Values: JSON.stringify(values) };
  return resources({ Chart: { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties } });
}

export function automation(...mainSteps: readonly object[]): object {
  const Properties = { DocumentType: 'Automation', Content: { schemaVersion: '0.3', mainSteps } };
  return resources({ Document: { Type: 'AWS::SSM::Document', Properties } });
}

export function deploying(Configuration: object): object {
  const ActionTypeId = { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormationStackSet', Version: '1' };
  const Stages = [{ Name: 'Deploy', Actions: [{ Name: 'Deploy', ActionTypeId, Configuration }] }];
  return resources({ Pipeline: { Type: 'AWS::CodePipeline::Pipeline', Properties: { RoleArn: 'arn', Stages } } });
}
