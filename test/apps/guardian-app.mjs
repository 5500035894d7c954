import { GuStack } from '@guardian/cdk/lib/constructs/core/stack.js';
import { GuEc2App } from '@guardian/cdk/lib/patterns/ec2-app/index.js';
import { AccessScope } from '@guardian/cdk/lib/constants/access.js';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** A service behind a load balancer, with an image that the deployment hands in. */
export default function build(app, env) {
  const service = new GuStack(app, 'Guardian', { stack: 'deploy', stage: 'PROD', env });
  new GuEc2App(service, {
    app: 'service',
    access: { scope: AccessScope.PUBLIC },
    applicationPort: 9000,
    certificateProps: { domainName: 'service.example.com' },
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MICRO),
    instanceMetricGranularity: '5Minute',
    monitoringConfiguration: { noMonitoring: true },
    scaling: { minimumInstances: 1 },
    userData: ec2.UserData.custom('#!/bin/bash\necho service'),
  });
}
