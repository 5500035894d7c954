const TITLE = 'cdk-nitro: finds launches of EC2 instances that may not be built on the AWS Nitro System';

/** The usage of each command. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  [
    'check',
    `cdk-nitro check [PATH...]          check templates (JSON, YAML), folders or cdk.out assemblies; '-' reads stdin (default: cdk.out)
    --format text|json|sarif|junit|github
                                   format of the report (default: text)
    --exempted list|omit           whether SARIF lists exempted findings (default: omit); code scanning opens an alert for each listed one
    --output FILE                  write the report to a file instead of stdout
    --policy FILE                  policy file (default: the nearest nitro.json in this folder or a parent folder)
    --rule NAME=SEVERITY...        set a rule to off, info, warning or error, on top of the policy
    --baseline FILE                file with known findings, which fail nothing
    --update-baseline              record all findings, or drop findings that are fixed from an existing baseline
    --fail-on error|warning        lowest severity that fails (default: error)
    --parameters KEY=VALUE...      template parameters as passed at deployment`,
  ],
  ['explain', 'cdk-nitro explain TYPE|FAMILY|RULE describe an instance type and its Nitro successors, a family, or a rule'],
  [
    'images record',
    `cdk-nitro images record ID...      ask EC2 (DescribeImages) about machine images and record the answer in nitro-images.json
    --region REGION --profile NAME Region and AWS profile to ask (default: the AWS SDK's own)
    --from FILE|-                  read saved output of 'aws ec2 describe-images' instead of asking EC2
    --from-app FOLDER              record every image id in the app that is not 'ready' yet, by Region
    --nvme-verified-by TEXT        who has verified that the images carry the NVMe driver, and how
    --output FILE                  file to write (default: the file that 'check' uses)`,
  ],
  ['images show', "cdk-nitro images show [FILE]       list recorded images (default: the file that 'check' uses)"],
  [
    'policy explain',
    'cdk-nitro policy explain [FILE]    print the policy in force and the origin of each value (default: the nearest nitro.json)',
  ],
  [
    'catalog record',
    `cdk-nitro catalog record           ask EC2 (DescribeInstanceTypes) and record the answer in nitro-catalog.json
    --region REGION... --profile NAME
                                   Regions and AWS profile to ask (default: the AWS SDK's own)
    --from FILE|-...               read saved output of 'aws ec2 describe-instance-types' instead of asking EC2
    --output FILE                  file to write (default: the file that 'check' uses)`,
  ],
]);

const GENERAL = 'cdk-nitro [COMMAND] --help | --version';

const EXIT_CODES = 'exit codes: 0 passed, 1 findings at or above --fail-on, 2 bad usage or an input that cannot be read';

/** Returns the usage of the commands that begin with these words, or of all commands where there is none. */
export function usageOf(words: readonly string[]): string {
  const [command = '', action = ''] = words;
  const about = [`${command} ${action}`, command]
    .map((name) => [...COMMANDS].filter(([known]) => known === name || known.startsWith(`${name} `)).map(([, text]) => text))
    .find((texts) => texts.length > 0);
  return [TITLE, '', ...(about ?? [...COMMANDS.values(), GENERAL]), '', EXIT_CODES, ''].join('\n');
}
