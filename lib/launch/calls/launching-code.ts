import { actionName, serviceName } from './action-names';
import { apiCalls, deploysTemplate } from './api-calls';

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

/** Changes the type of an instance, or something else of it. */
const CHANGES_TYPE = actionName('ModifyInstanceAttribute');

/** Comments, and messages that nothing reads. */
const SAYS_NOTHING = /^\s*(?:#|\/\/|\*|\/\*).*$|^\s*(?:echo|logger|printf|Write-(?:Host|Output|Verbose))\b(?!.*(?:[>|;&`]|\$\()).*$/gm;
/** A word, unless it follows a colon: `ec2:RunInstances` is a permission. */
const WORD = /(?<![:\w-])[A-Za-z@][\w/-]*/g;

/** Returns the words of code that are actions which launch, in any spelling of the SDKs and of the command line. Errs towards finding some. */
export function launchingWords(code: string): readonly string[] {
  if (!mayNameAction(code)) return [];
  const words = new Set(code.replace(SAYS_NOTHING, '').match(WORD) ?? []);
  const services = new Set([...words].map((word) => serviceName(word)));
  return [...words].filter((word) => {
    const name = CMDLETS.get(word.toLowerCase()) ?? actionName(word.replace(/(?:Async|Request|Input)$/, ''));
    if (services.has('cloudformation') && deploysTemplate('cloudformation', word)) return true;
    if (name === CHANGES_TYPE) return words.has('InstanceType') || words.has('instanceType') || words.has('instance-type');
    const owners = LAUNCHING.get(name);
    if (owners === undefined) return false;
    return UNMISTAKABLE.has(name) || [...owners].some((owner) => services.has(owner));
  });
}

const ANY_ACTION = new RegExp(
  [
    ...LAUNCHING.keys(),
    ...[...CMDLETS.keys()].map((cmdlet) => cmdlet.replace('-', '')),
    CHANGES_TYPE,
    'createstack',
    'updatestack',
    'createchangeset',
  ].join('|'),
);

/** Whether a text may name an action that launches, by a cheap look. Errs towards yes. */
export function mayNameAction(text: string): boolean {
  return ANY_ACTION.test(text.replaceAll('-', '').replaceAll('_', '').toLowerCase());
}
