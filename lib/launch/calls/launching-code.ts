import { actionName, serviceName } from './action-names';
import { apiCalls, createsResource, deploysProduct, deploysTemplate, mayLaunchBy } from './api-calls';

/** Services by the actions that launch EC2 capacity. */
const LAUNCHING: ReadonlyMap<string, ReadonlySet<string>> = servicesByAction();

/** Actions that only one service has under a name like that: no other word is needed. */
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

/** Change the type of an instance, or something else of it; the second is that of boto3's resource. */
const CHANGE_TYPE: ReadonlySet<string> = new Set(['ModifyInstanceAttribute', 'ModifyAttribute'].map(actionName));
/** boto3's and Ruby's resource of EC2 runs instances by that name, and Lightsail makes its own. */
const CREATE_INSTANCES = actionName('CreateInstances');

/** Comments, messages that nothing reads (of a shell, and of code where a line calls nothing else), and questions to an event of CloudTrail. */
const SAYS_NOTHING = [
  /^\s*\/\*[^]*?\*\//gm,
  // A `#` before a name is also a private method of JavaScript.
  /^\s*(?:#(?!\w+\s*(?:\([^)\n]*\)\s*\{|=\s*(?:async\s*)?(?:\(|function)))|\/\/).*$/gm,
  /^\s*(?:echo|logger|printf|Write-(?:Host|Output|Verbose))(?=\s|$)(?!.*(?:[>|;&`]|\$\()).*$/gm,
  /^\s*(?:logger|logging|console)\.\w+\([^(\n]*$/gm,
  /\bevent_?name["'\])]*\s*(?:[!=]={1,2}\s*["'`]\w+["'`]|(?:not\s+)?in\s*[[({][\s\w"'`,]*[\])}])/gi,
];
/** A word, with what stands before a colon: `ec2:RunInstances` is a permission. */
const WORD = /(?<![\w-])(?:([\w-]+):)?([A-Za-z@][\w/-]*)/g;

/** Returns the words of code that are actions which launch, in any spelling of the SDKs and of the command line. Errs towards finding some. */
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

/** Whether a text may name an action that launches, by a cheap look. Errs towards yes. */
export function mayNameAction(text: string): boolean {
  return ANY_ACTION.test(text.replaceAll('-', '').replaceAll('_', '').toLowerCase());
}
