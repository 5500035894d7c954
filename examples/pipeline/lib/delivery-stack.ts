import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { ShopStage } from './shop-stage';

export class DeliveryStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const source = CodePipelineSource.connection('acme/shop', 'main', {
      connectionArn: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    });
    const pipeline = new CodePipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      synth: new ShellStep('Synth', { input: source, commands: ['npm ci', 'npx cdk synth --quiet'] }),
    });
    pipeline.addStage(new ShopStage(this, 'Staging', { instanceType: new InstanceType('t3.micro') }));
    pipeline.addStage(new ShopStage(this, 'Prod', { instanceType: new InstanceType('m7i.large') }), {
      pre: [new ManualApprovalStep('Promote')],
    });
  }
}
