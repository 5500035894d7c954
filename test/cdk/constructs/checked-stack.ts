import { App, type AppProps, Stack, type StackProps } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { check } from '../../../lib/check';

// The CDK takes a stack trace of every element, and Jest, which maps each frame to the sources, sets a limit of 100.
Error.stackTraceLimit = 4;

export function appWith(props: AppProps): App {
  return new App({ analyticsReporting: false, treeMetadata: false, ...props });
}

/** A stack to build in, its template, and what our own rules find in it. */
export class CheckedStack extends Stack {
  private network: ec2.IVpc | undefined;

  /** In an app of its own, or in one that holds many: those are written together, once, when the first template is asked for. */
  public constructor(app: App | AppProps = {}, place: StackProps = {}, id = 'Stack') {
    super(app instanceof App ? app : appWith(app), id, place);
  }

  public get vpc(): ec2.IVpc {
    this.network ??= ec2.Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-west-1a'],
      publicSubnetIds: ['subnet-1'],
      privateSubnetIds: ['subnet-2'],
    });
    return this.network;
  }

  public get written(): Template {
    return Template.fromStack(this);
  }

  /** `rule: message` of each finding. */
  public get findings(): string[] {
    const { findings } = check([{ id: 'template.json', template: this.written.toJSON() }]);
    return findings.map(({ rule, message }) => `${rule}: ${message}`);
  }
}
