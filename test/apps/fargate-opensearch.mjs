import { FargateToOpenSearch } from '@aws-solutions-constructs/aws-fargate-opensearch';
import { Stack } from 'aws-cdk-lib/core';

/** No EC2 launch at all: a search domain has instance classes of its own. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  new FargateToOpenSearch(stack, 'Search', {
    publicApi: false,
    openSearchDomainName: 'search',
    ecrRepositoryArn: 'arn:aws:ecr:eu-west-1:123456789012:repository/service',
  });
}
