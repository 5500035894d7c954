import * as rfdk from 'aws-rfdk';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Stack } from 'aws-cdk-lib/core';

/** The database of a render farm. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const signingCertificate = new rfdk.X509CertificatePem(stack, 'Authority', { subject: { cn: 'authority' } });
  new rfdk.MongoDbInstance(stack, 'Mongo', {
    vpc,
    mongoDb: {
      userSsplAcceptance: rfdk.MongoDbSsplLicenseAcceptance.USER_ACCEPTS_SSPL,
      version: rfdk.MongoDbVersion.COMMUNITY_3_6,
      hostname: 'mongo',
      dnsZone: new route53.PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'farm.local' }),
      serverCertificate: new rfdk.X509CertificatePem(stack, 'Certificate', { subject: { cn: 'mongo.farm.local' }, signingCertificate }),
    },
  });
}
