/** A small app in test/apps/ around a construct that others have published. */
export interface CorpusApp {
  /** The name of its file, without the ending. */
  readonly name: string;
  /** The packages to install from npm, with the versions for which their findings are recorded. The first one is the construct. */
  readonly packages: Readonly<Record<string, string>>;
  /** The licence of the construct, as its package states it. Packages are installed, and never distributed with this one. */
  readonly licence: string;
  /** The launches of the app. */
  readonly launches: string;
  /** Whether every run of CI has it. */
  readonly isInCi?: boolean;
}

/** Public constructs that launch EC2 instances, each in its own way. All versions were the newest in November 2026. */
export const CORPUS: readonly CorpusApp[] = [
  {
    name: 'fck-nat',
    packages: { 'cdk-fck-nat': '1.6.22' },
    licence: 'MIT',
    launches: 'NAT instances in Auto Scaling groups, from an image by owner and name',
    isInCi: true,
  },
  {
    name: 'gitlab-runner',
    // The ranges of its peers name versions that npm does not have.
    packages: {
      '@pepperize/cdk-autoscaling-gitlab-runner': '0.2.717',
      '@pepperize/cdk-private-bucket': '0.0.143',
      '@pepperize/cdk-security-group': '0.0.115',
      '@pepperize/cdk-vpc': '0.0.210',
    },
    licence: 'MIT',
    launches: 'a NAT instance, and a manager that starts instances with docker-machine; images by owner and name',
    isInCi: true,
  },
  {
    name: 'eks-karpenter',
    packages: { 'cdk-eks-karpenter': '1.0.27' },
    licence: 'Apache-2.0',
    launches: 'a node group of the CDK, and a Karpenter node pool',
    isInCi: true,
  },
  {
    name: 'image-pipeline',
    packages: { 'cdk-image-pipeline': '0.5.133' },
    licence: 'Apache-2.0',
    launches: 'build instances of EC2 Image Builder, from an image by id',
    isInCi: true,
  },
  {
    name: 'ami-builder',
    packages: { '@jjrawlins/cdk-ami-builder': '0.0.195' },
    licence: 'Apache-2.0',
    launches: "build instances of EC2 Image Builder, from Canonical's image by owner and name",
  },
  {
    name: 'alpha-modules',
    packages: {
      '@aws-cdk/aws-imagebuilder-alpha': '2.270.0-alpha.0',
      '@aws-cdk/aws-eks-v2-alpha': '2.240.0-alpha.0',
      '@aws-cdk/aws-gamelift-alpha': '2.91.0-alpha.0',
      '@aws-cdk/aws-sagemaker-alpha': '2.159.1-alpha.0',
    },
    licence: 'Apache-2.0',
    launches: 'build instances of EC2 Image Builder, a node group, game servers and an endpoint, by the alpha modules of the CDK',
  },
  {
    name: 'analytics-platform',
    packages: {
      'aws-analytics-reference-architecture': '2.12.13',
      '@aws-cdk/aws-glue-alpha': '2.130.0-alpha.0',
      '@aws-cdk/aws-redshift-alpha': '2.130.0-alpha.0',
    },
    licence: 'MIT-0',
    launches: '16 managed node groups with launch templates, for Amazon EMR on EKS',
  },
  {
    name: 'ecs-extensions',
    packages: { '@aws-cdk-containers/ecs-service-extensions': '2.0.0' },
    licence: 'Apache-2.0',
    launches: 'an Auto Scaling group as capacity of an ECS cluster, with an ECS-optimized image',
  },
  {
    name: 'eks-blueprint',
    packages: { '@aws-quickstart/eks-blueprints': '1.19.0' },
    licence: 'Apache-2.0',
    launches: "the blueprint's managed node group, and a Karpenter node pool",
  },
  {
    name: 'fargate-opensearch',
    packages: {
      '@aws-solutions-constructs/aws-fargate-opensearch': '2.104.0',
      '@aws-solutions-constructs/core': '2.104.0',
      '@aws-solutions-constructs/resources': '2.104.0',
    },
    licence: 'Apache-2.0',
    launches: 'nothing on EC2: a search domain has instance classes of its own',
  },
  {
    name: 'github-runners',
    packages: { '@cloudsnorkel/cdk-github-runners': '0.14.13' },
    licence: 'Apache-2.0',
    launches: 'build instances of EC2 Image Builder, launch templates, and instances that a state machine starts',
  },
  {
    name: 'guardian-app',
    packages: { '@guardian/cdk': '64.3.0' },
    licence: 'none stated in the package',
    launches: 'an Auto Scaling group behind a load balancer, with an image that the deployment hands in',
  },
  {
    name: 'render-farm',
    packages: { 'aws-rfdk': '1.3.0' },
    licence: 'Apache-2.0',
    launches: 'a MongoDB server in an Auto Scaling group, with a volume that it mounts itself',
  },
  {
    name: 'search-domain',
    packages: { '@aws-solutions-constructs/aws-lambda-elasticsearch-kibana': '2.104.0' },
    licence: 'Apache-2.0',
    launches: 'nothing on EC2: a search domain has instance classes of its own',
  },
  {
    name: 'simple-nat',
    packages: { 'cdk-construct-simple-nat': '0.2.742' },
    licence: 'Apache-2.0',
    launches: 'NAT instances, from Amazon Linux',
  },
  {
    name: 'tailscale-bastion',
    packages: { 'cdk-tailscale-bastion': '2.3.0' },
    licence: 'Apache-2.0',
    launches: "a bastion host, the CDK's own",
  },
];
