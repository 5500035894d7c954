import { LambdaToElasticSearchAndKibana } from '@aws-solutions-constructs/aws-lambda-elasticsearch-kibana';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';

/** A function that writes to a search domain. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  new LambdaToElasticSearchAndKibana(stack, 'Search', {
    lambdaFunctionProps: { code: lambda.Code.fromInline('x'), runtime: lambda.Runtime.NODEJS_20_X, handler: 'index.handler' },
    domainName: 'logs',
  });
}
