import { REPORT_FORMATS } from '../report/format-report';

/** An option of a command. */
export interface OptionUsage {
  /** The words after the option, as in the help: `FILE`. With `...` at the end, the option takes several; absent for a switch. */
  readonly takes?: string;
  /** Recognizes the second and later words of an option that takes several in a row, as in `--parameters A=1 B=2`. */
  readonly more?: RegExp;
  readonly help: string;
}

/** A command as the parser and the help read it. */
export interface CommandUsage {
  /** The operands of the command, as in the help; empty for none. */
  readonly operands: string;
  readonly help: string;
  readonly options: Readonly<Record<string, OptionUsage>>;
}

const PAIR = /^[\w:.-]+=/;

const POLICY = { takes: 'FILE', help: 'policy file (default: the nearest nitro.json in this folder or a parent folder)' } as const;
const EXCLUDE = { takes: 'GLOB...', help: 'leave out files, in addition to those that the policy excludes' } as const;
const PROFILE = { takes: 'NAME', help: "AWS profile to ask with (default: the AWS SDK's own)" } as const;
const RECORD_FILE = { takes: 'FILE', help: "file to write (default: the file that 'check' uses)" } as const;

/** Every command with its options: the parser, the help and the tests read this one table. */
export const COMMANDS = {
  check: {
    operands: '[PATH...]',
    help: "check templates (JSON, YAML), globs, folders or cdk.out assemblies; '-' reads stdin (default: cdk.out)",
    options: {
      format: { takes: REPORT_FORMATS.join('|'), help: 'format of the report (default: text)' },
      compact: { help: 'report each finding in one line: file:line:column: severity rule message' },
      quiet: { help: 'list only findings that fail; all are counted' },
      output: { takes: 'FILE', help: 'write the report to a file instead of stdout' },
      report: { takes: 'FORMAT=FILE...', more: PAIR, help: 'write further reports, such as sarif=nitro.sarif' },
      exempted: {
        takes: 'list|omit',
        help: 'whether SARIF lists exempted findings (default: omit); code scanning opens an alert for each listed one',
      },
      policy: POLICY,
      rule: { takes: 'NAME=SEVERITY...', more: PAIR, help: 'set a rule to off, info, warning or error, overriding the policy' },
      baseline: { takes: 'FILE', help: 'file with known findings, which do not fail the check' },
      'update-baseline': { help: 'record all findings, or drop findings that are fixed from an existing baseline' },
      'fail-on': { takes: 'none|error|warning', help: 'lowest severity that fails the check (default: error)' },
      parameters: {
        takes: 'KEY=VALUE|FILE...',
        more: /^(?!-)[^/*?[\]{}]*=|\.json$|^\s*(?:\[\s*\{|\{\s*")/,
        help: "template parameters as at deployment: pairs, files, the AWS CLI's ParameterKey=...,ParameterValue=... or its JSON",
      },
      exclude: EXCLUDE,
    },
  },
  fix: {
    operands: '[PATH...]',
    help: 'print the mechanical fixes as a unified diff (default: templates in the working folder); exits with 1 if there are any',
    options: {
      write: { help: 'apply the fixes, and exit with 0' },
      unsafe: { help: 'include fixes with a precondition, such as a ready image; the diff names it' },
      rule: { takes: 'NAME...', help: 'fix only findings of this rule' },
      policy: POLICY,
      exclude: EXCLUDE,
    },
  },
  explain: {
    operands: '[TYPE|FAMILY|CLASS|RULE]',
    help: 'describe an instance type and its Nitro successors, a family, an instance class or a rule; without a word, list the rules',
    options: {},
  },
  'images record': {
    operands: 'ID...',
    help: 'ask EC2 (DescribeImages) about machine images, and record the answer in nitro-images.json',
    options: {
      region: { takes: 'REGION', help: "Region to ask (default: the AWS SDK's own)" },
      profile: PROFILE,
      from: { takes: 'FILE|-', help: "read saved output of 'aws ec2 describe-images' instead of asking EC2" },
      'from-app': { takes: 'FOLDER', help: "record every image id in the app that is not yet 'ready', by Region" },
      'nvme-verified-by': { takes: 'TEXT', help: 'who verified that the images carry the NVMe driver, and how' },
      output: RECORD_FILE,
    },
  },
  'images probe': {
    operands: '',
    help: 'print a script that checks whether a Linux system is ready: run it in an image, and save its output',
    options: { windows: { help: 'print the PowerShell script, for Windows' } },
  },
  'images prove': {
    operands: 'ID',
    help: "record a result of the script that 'images probe' prints, for a recorded image",
    options: {
      region: { takes: 'REGION', help: 'Region of the image (default: AWS_REGION)' },
      from: { takes: 'FILE|-', help: "the output of the probe's script" },
      output: RECORD_FILE,
    },
  },
  'images show': { operands: '[FILE]', help: "list recorded images (default: the file that 'check' uses)", options: {} },
  'policy explain': {
    operands: '[FILE]',
    help: 'print the policy in force, with the origin of each value (default: the nearest nitro.json)',
    options: {},
  },
  init: { operands: '[FILE]', help: 'write a nitro.json with a schema for editors; never overwrites a file', options: {} },
  'catalog record': {
    operands: '',
    help: 'ask EC2 (DescribeInstanceTypes) about instance types, and record the answer in nitro-catalog.json',
    options: {
      region: { takes: 'REGION...', more: /./, help: "Regions to ask (default: the AWS SDK's own)" },
      profile: PROFILE,
      from: { takes: 'FILE|-...', more: /./, help: "read saved output of 'aws ec2 describe-instance-types' instead of asking EC2" },
      output: RECORD_FILE,
    },
  },
} as const satisfies Readonly<Record<string, CommandUsage>>;

export type CommandName = keyof typeof COMMANDS;

/** Tells whether an option takes more than one word. */
export function takesSeveral({ takes }: OptionUsage): boolean {
  return takes?.endsWith('...') === true;
}
