import { actionName, serviceName } from './action-names';
import { apiCalls, createsResource, deploysProduct, deploysTemplate, mayLaunchBy } from './api-calls';

/** Services by the actions that launch EC2 capacity. */
const LAUNCHING: ReadonlyMap<string, ReadonlySet<string>> = servicesByAction();

/** Actions with a name that only one service uses. They count without the name of the service. */
const UNMISTAKABLE: ReadonlySet<string> = new Set(
  [
    'RunInstances',
    'RequestSpotInstances',
    'RequestSpotFleet',
    'CreateFleet',
    'RunScheduledInstances',
    'CreateLaunchTemplate',
    'CreateLaunchTemplateVersion',
    'CreateAutoScalingGroup',
    'CreateLaunchConfiguration',
    'CreateCapacityReservation',
    'AllocateHosts',
    'RunJobFlow',
    'CreateComputeEnvironment',
    'CreateNodegroup',
  ].map(actionName),
);

function servicesByAction(): ReadonlyMap<string, ReadonlySet<string>> {
  const services = new Map<string, Set<string>>();
  for (const { service, action, definition } of apiCalls) {
    if (definition.launches === false) continue;
    const name = actionName(action);
    services.set(name, (services.get(name) ?? new Set<string>()).add(service));
  }
  return services;
}

/** Commands of the AWS Tools for PowerShell, by their names in lower case. https://docs.aws.amazon.com/powershell/latest/reference/ */
const CMDLETS: ReadonlyMap<string, string> = new Map(
  (
    [
      ['New-EC2Instance', 'RunInstances'],
      ['Request-EC2SpotInstance', 'RequestSpotInstances'],
      ['Request-EC2SpotFleet', 'RequestSpotFleet'],
      ['New-EC2Fleet', 'CreateFleet'],
      ['New-EC2LaunchTemplate', 'CreateLaunchTemplate'],
      ['New-EC2LaunchTemplateVersion', 'CreateLaunchTemplateVersion'],
      ['New-EC2Host', 'AllocateHosts'],
      ['New-ASAutoScalingGroup', 'CreateAutoScalingGroup'],
      ['New-ASLaunchConfiguration', 'CreateLaunchConfiguration'],
      ['Start-EMRJobFlow', 'RunJobFlow'],
      ['New-BATComputeEnvironment', 'CreateComputeEnvironment'],
      ['New-EKSNodegroup', 'CreateNodegroup'],
    ] as const
  ).map(([cmdlet, action]) => [cmdlet.toLowerCase(), actionName(action)]),
);

/** Actions that change an instance, such as its type. The second is the name in boto3's resource API. */
const CHANGE_TYPE: ReadonlySet<string> = new Set(['ModifyInstanceAttribute', 'ModifyAttribute'].map(actionName));
/** `CreateInstances` is an action of EC2 in boto3 and Ruby, and an action of Lightsail. */
const CREATE_INSTANCES = actionName('CreateInstances');

/** Comments, messages and questions to CloudTrail events. A message counts if its line does more than print it. */
const SAYS_NOTHING = [
  /^\s*\/\*[^]*?\*\//gm,
  // A `#` before a name is also a private method of JavaScript.
  /^\s*(?:#(?!\w+\s*(?:\([^)\n]*\)\s*\{|=\s*(?:async\s*)?(?:\(|function)))|\/\/).*$/gm,
  /^\s*(?:echo|logger|printf|Write-(?:Host|Output|Verbose))(?=\s|$)(?!.*(?:[>|;&`]|\$\()).*$/gm,
  /^\s*(?:logger|logging|console)\.\w+\([^(\n]*$/gm,
  /\bevent_?name["'\])]*\s*(?:[!=]={1,2}\s*["'`]\w+["'`]|(?:not\s+)?in\s*[[({][\s\w"'`,]*[\])}])/gi,
];
/** A word, with its prefix before a colon: `ec2:RunInstances` is a permission. */
const WORD = /(?<![\w-])(?:([\w-]+):)?([A-Za-z@][\w/-]*)/g;

/** Returns the words of code that name a launching action, in any spelling of the SDKs and of the command line. Errs towards too many. */
export function launchingWords(code: string): readonly string[] {
  if (!mayNameAction(code)) return [];
  const said = SAYS_NOTHING.reduce((text, pattern) => text.replace(pattern, ''), code);
  const found = [...said.matchAll(WORD)].map(([, before = '', word = '']) => ({ before, word }));
  const words = new Set(found.flatMap(({ before, word }) => (before === '' ? [word] : [before, word])));
  const services = new Set([...words].map((word) => serviceName(word)));
  const called = new Set(found.flatMap(({ before, word }) => (before !== '' && mayLaunchBy(before) ? [] : [word])));
  return [...called].filter((word) => launches(word, words, services));
}

function launches(word: string, words: ReadonlySet<string>, services: ReadonlySet<string>): boolean {
  const name = CMDLETS.get(word.toLowerCase()) ?? actionName(word.replace(/(?:Async|Request|Input)$/, ''));
  if (services.has('cloudformation') && deploysTemplate('cloudformation', word)) return true;
  if (deploysProduct('servicecatalog', word)) return true;
  if (services.has('cloudcontrol') && createsResource('cloudcontrol', word)) return true;
  if (CHANGE_TYPE.has(name)) return words.has('InstanceType') || words.has('instanceType') || words.has('instance-type');
  if (name === CREATE_INSTANCES) return !services.has('lightsail');
  const owners = LAUNCHING.get(name);
  if (owners === undefined) return false;
  return UNMISTAKABLE.has(name) || [...owners].some((owner) => services.has(owner));
}

const ANY_ACTION = new RegExp(
  [
    ...LAUNCHING.keys(),
    ...[...CMDLETS.keys()].map((cmdlet) => cmdlet.replace('-', '')),
    ...CHANGE_TYPE,
    'createstack',
    'updatestack',
    'createchangeset',
    'createresource',
    'provisionproduct',
    'updateprovisionedproduct',
  ].join('|'),
);

/** Tells whether a text may name a launching action. A cheap test: errs towards yes. */
export function mayNameAction(text: string): boolean {
  return ANY_ACTION.test(text.replaceAll('-', '').replaceAll('_', '').toLowerCase());
}
