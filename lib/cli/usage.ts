const TITLE = 'cdk-nitro: finds what may launch an EC2 instance that is not built on the AWS Nitro System';

/** What can be written, command by command. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  [
    'check',
    `cdk-nitro check [PATH...]          templates (JSON, YAML), folders, cdk.out assemblies; '-' reads stdin; default: cdk.out
    --format text|json|sarif|junit|github
                                   how to print the findings (text)
    --exempted list|omit           whether SARIF lists what is exempted or known (omit); code scanning would open alerts for it
    --output FILE                  write them to a file instead of stdout
    --policy FILE                  the policy; default: the nearest nitro.json, in this folder or one around it
    --rule NAME=SEVERITY...        off, info, warning or error for one rule, on top of the policy
    --baseline FILE                findings that are known and fail nothing
    --update-baseline              record them, or drop from the file what was looked for and is no longer found
    --fail-on error|warning        the least severity that fails (error)
    --parameters KEY=VALUE...      template parameters as given at deployment`,
  ],
  ['explain', 'cdk-nitro explain TYPE|FAMILY|RULE what is known of an instance type, and its Nitro successors; what a rule is for'],
  [
    'images record',
    `cdk-nitro images record ID...      asks EC2 (DescribeImages) about machine images and keeps the answer in nitro-images.json
    --region REGION --profile NAME which Region and AWS profile to ask (the AWS SDK's own)
    --from FILE|-                  saved output of 'aws ec2 describe-images' instead of asking
    --from-app FOLDER              every image id an app uses that is not proven yet, by Region
    --nvme-verified-by TEXT        who has verified that the images carry the NVMe driver, and how
    --output FILE                  another file than nitro-images.json beside the policy, or the one that the policy names`,
  ],
  ['images show', 'cdk-nitro images show [FILE]       the recorded images; default: those that a check goes by'],
  [
    'policy explain',
    'cdk-nitro policy explain [FILE]    the policy in force, and where each value comes from; default: the nearest nitro.json',
  ],
  [
    'catalog record',
    `cdk-nitro catalog record           asks EC2 (DescribeInstanceTypes) and keeps the answer in nitro-catalog.json
    --region REGION... --profile NAME
                                   which Regions and AWS profile to ask (the AWS SDK's own)
    --from FILE|-...               saved output of 'aws ec2 describe-instance-types' instead of asking
    --output FILE                  another file than nitro-catalog.json beside the policy, or the one that the policy names`,
  ],
]);

const GENERAL = 'cdk-nitro [COMMAND] --help | --version';

const EXIT_CODES = 'exit codes: 0 passed, 1 findings at or above --fail-on, 2 bad usage or an input that cannot be read';

/** What can be written after these words; where they are the beginning of no command, all there is. */
export function usageOf(words: readonly string[]): string {
  const [command = '', action = ''] = words;
  const about = [`${command} ${action}`, command]
    .map((name) => [...COMMANDS].filter(([known]) => known === name || known.startsWith(`${name} `)).map(([, text]) => text))
    .find((texts) => texts.length > 0);
  return [TITLE, '', ...(about ?? [...COMMANDS.values(), GENERAL]), '', EXIT_CODES, ''].join('\n');
}
