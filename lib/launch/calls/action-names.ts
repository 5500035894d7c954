/** Further names of services, from ARNs, SDKs and consoles, in the form that `serviceName` returns. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['elasticmapreduce', 'emr'],
  ['amazonelasticcomputecloud', 'ec2'],
  ['msk', 'kafka'],
  ['documentdb', 'docdb'],
  ['databasemigrationservice', 'dms'],
  ['databasemigration', 'dms'],
  ['elasticsearchservice', 'es'],
  ['elasticsearch', 'es'],
  ['opensearchservice', 'opensearch'],
  ['amazonmq', 'mq'],
  ['sfn', 'states'],
  ['stepfunctions', 'states'],
  ['events', 'eventbridge'],
  ['cloudwatchevents', 'eventbridge'],
  ['cloudcontrolapi', 'cloudcontrol'],
  ['applicationmigrationservice', 'mgn'],
  ['configservice', 'config'],
]);

/** Returns a service's name from any spelling: `EC2`, `ec2`, `@aws-sdk/client-ec2`, `EC2Client`, `auto-scaling`. */
export function serviceName(written: string): string {
  const name = written
    .replace(/^(?:@aws-sdk\/)?client-/, '')
    .replace(/Client$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const known = name.replace(/^(?:amazon|aws)/, '');
  return ALIASES.get(name) ?? ALIASES.get(known) ?? known;
}

/** Returns an action's name from any spelling: `RunInstances`, `runInstances`, `run_instances`, `run-instances`, `RunInstancesCommand`. */
export function actionName(written: string): string {
  return written
    .replace(/Command$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
