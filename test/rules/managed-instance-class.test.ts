import { managedInstanceClass } from '../../lib/rules/managed-instance-class';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';
import { parameter } from './templates';

function database(instanceClass: unknown): TemplateObject {
  return { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceClass: instanceClass } };
}

function cache(nodeType: string): TemplateObject {
  return { Type: 'AWS::ElastiCache::CacheCluster', Properties: { CacheNodeType: nodeType } };
}

function search(InstanceType: string): TemplateObject {
  return { Type: 'AWS::OpenSearchService::Domain', Properties: { ClusterConfig: { InstanceType } } };
}

function warehouse(NodeType: string): TemplateObject {
  return { Type: 'AWS::Redshift::Cluster', Properties: { NodeType } };
}

function notebook(InstanceType: string): TemplateObject {
  return { Type: 'AWS::SageMaker::NotebookInstance', Properties: { InstanceType } };
}

function streaming(InstanceType: string): TemplateObject {
  return { Type: 'AWS::AppStream::Fleet', Properties: { InstanceType } };
}

function broker(InstanceType: string): TemplateObject {
  return { Type: 'AWS::MSK::Cluster', Properties: { BrokerNodeGroupInfo: { InstanceType } } };
}

const CLASS_PATH = 'Properties/DBInstanceClass';

testRule(managedInstanceClass, {
  valid: [
    { name: 'a Nitro-based database class', resource: database('db.m5.large') },
    { name: 'a size of the service, of a Nitro-based family', resource: database('db.r5.6xlarge.tpc2.mem4x') },
    { name: 'a serverless database', resource: database('db.serverless') },
    { name: 'a class newer than the catalog', resource: database('db.m12q.large') },
    { name: 'a Nitro-based cache', resource: cache('cache.t3.micro') },
    { name: 'a Nitro-based search node', resource: search('m5.large.search') },
    { name: 'a search family of the service', resource: search('ultrawarm1.medium.search') },
    { name: 'RA3, which names no EC2 family', resource: warehouse('ra3.xlplus') },
    { name: 'DC2, which names no EC2 family', resource: warehouse('dc2.large') },
    { name: 'DS2, which names no EC2 family', resource: warehouse('ds2.xlarge') },
    { name: 'a Nitro-based broker', resource: broker('kafka.m5.large') },
    { name: 'an express broker', resource: broker('express.m7g.large') },
    { name: 'a streaming class of the service', resource: streaming('stream.standard.medium') },
    { name: 'a streaming class of a Nitro-based family', resource: streaming('stream.graphics.g4dn.xlarge') },
    { name: 'the one Nitro-based P3 family', resource: notebook('ml.p3dn.24xlarge') },
    {
      name: 'a blockchain node',
      resource: { Type: 'AWS::ManagedBlockchain::Node', Properties: { NodeConfiguration: { InstanceType: 'bc.t3.small' } } },
    },
    { name: 'a text that is no class', resource: database('large') },
  ],
  invalid: [
    {
      name: 'a Xen database class',
      resource: database('db.m4.large'),
      findings: [
        { messageId: 'xen', path: CLASS_PATH, severity: 'error', value: 'db.m4.large', message: "such as 'm5'", fix: 'with an outage' },
      ],
    },
    {
      name: 'a size of the service, of a Xen family',
      resource: database('db.r4.10xlarge.tpc2.mem2x'),
      findings: [{ messageId: 'xen', path: CLASS_PATH, value: 'db.r4.10xlarge.tpc2.mem2x' }],
    },
    { name: 'a short size of a Xen family', resource: database('db.cr1.8xl'), findings: [{ messageId: 'xen', path: CLASS_PATH }] },
    {
      name: 'memory optimized',
      resource: database('db.x1e.xlarge'),
      findings: [{ messageId: 'xen', path: CLASS_PATH, message: "such as 'x2iedn'" }],
    },
    {
      name: 'a Xen cache',
      resource: cache('cache.t2.micro'),
      findings: [{ messageId: 'xen', path: 'Properties/CacheNodeType', message: "such as 't3'" }],
    },
    { name: 'an old cache', resource: cache('cache.m3.medium'), findings: [{ messageId: 'xen', path: 'Properties/CacheNodeType' }] },
    {
      name: 'a Xen search node',
      resource: search('m4.large.search'),
      findings: [{ messageId: 'xen', path: 'Properties/ClusterConfig/InstanceType', value: 'm4.large.search' }],
    },
    {
      name: 'a storage search node',
      resource: search('i3.large.search'),
      findings: [{ messageId: 'xen', path: 'Properties/ClusterConfig/InstanceType' }],
    },
    {
      name: 'an Elasticsearch node',
      resource: {
        Type: 'AWS::Elasticsearch::Domain',
        Properties: { ElasticsearchClusterConfig: { InstanceType: 'm4.large.elasticsearch' } },
      },
      findings: [{ messageId: 'xen', path: 'Properties/ElasticsearchClusterConfig/InstanceType' }],
    },
    {
      name: 'a retired notebook',
      resource: notebook('ml.p2.xlarge'),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', value: 'ml.p2.xlarge' }],
    },
    {
      name: 'a broker of messages',
      resource: { Type: 'AWS::AmazonMQ::Broker', Properties: { HostInstanceType: 'mq.m4.large' } },
      findings: [{ messageId: 'xen', path: 'Properties/HostInstanceType' }],
    },
    {
      name: 'a replication instance',
      resource: { Type: 'AWS::DMS::ReplicationInstance', Properties: { ReplicationInstanceClass: 'dms.c4.large' } },
      findings: [{ messageId: 'xen', path: 'Properties/ReplicationInstanceClass', message: "such as 'c5'" }],
    },
    {
      name: 'an accelerator',
      resource: { Type: 'AWS::DAX::Cluster', Properties: { NodeType: 'dax.r3.large' } },
      findings: [{ messageId: 'xen', path: 'Properties/NodeType' }],
    },
    {
      name: 'a database of Beanstalk',
      resource: {
        Type: 'AWS::ElasticBeanstalk::Environment',
        Properties: {
          OptionSettings: [
            { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: 'InstanceType', Value: 't3.micro' },
            { Namespace: 'aws:rds:dbinstance', OptionName: 'DBInstanceClass', Value: 'db.t2.micro' },
          ],
        },
      },
      findings: [{ messageId: 'xen', path: 'Properties/OptionSettings/1/Value' }],
    },
    {
      name: 'allowed values',
      template: {
        ...parameter('Class', { AllowedValues: ['db.m5.large', 'db.m4.large', 'db.r3.large'] }),
        Resources: { Database: database({ Ref: 'Class' }) },
      },
      findings: [{ messageId: 'xen', path: CLASS_PATH, values: ['db.m4.large', 'db.r3.large'] }],
    },
    {
      name: 'a class put together',
      template: { ...parameter('Type', { AllowedValues: ['m4.large'] }), Resources: { Database: database({ 'Fn::Sub': 'db.${Type}' }) } },
      findings: [{ messageId: 'xen', path: CLASS_PATH, value: 'db.m4.large' }],
    },
    {
      name: 'a class that is known only at deployment',
      template: { ...parameter('Class', {}), Resources: { Database: database({ Ref: 'Class' }) } },
      findings: [{ messageId: 'unresolved', path: CLASS_PATH, severity: 'error', message: "parameter 'Class' has no default" }],
    },
    {
      name: 'a dynamic reference',
      resource: database('{{resolve:ssm:/database/class}}'),
      findings: [{ messageId: 'unresolved', path: CLASS_PATH }],
    },
    {
      name: 'a part that is known only at deployment',
      template: { ...parameter('Size', {}), Resources: { Database: database({ 'Fn::Sub': 'db.m4.${Size}' }) } },
      findings: [{ messageId: 'unresolved', path: CLASS_PATH, value: 'db.m4....' }],
    },
    {
      name: 'a free parameter, whatever its default',
      template: { ...parameter('Class', { Default: 'db.m5.large' }), Resources: { Database: database({ Ref: 'Class' }) } },
      findings: [{ messageId: 'unresolved', path: CLASS_PATH }],
    },
  ],
});
