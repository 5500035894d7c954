import { HOLE } from '../../base/hole';

/** An instance type that a text gives to a program: `amazonec2-instance-type=t2.micro`, `instance_type = "t2.micro"`. */
export interface GivenType {
  /** The setting's name in the text. */
  readonly key: string;
  /** A text in lower case that looks like an instance type. `HOLE` stands for a part that only the deployment knows. */
  readonly type: string;
}

/** The end of a setting's name that holds an instance type: docker-machine, Packer, Terraform, Ansible, eksctl, kOps. */
const KEY = String.raw`(?<![\w.$/-]|\$\{)["']?-{0,2}(?<key>[\w.-]{0,60}?(?:[Tt]ypes?|TYPES?|[Ss]ize|SIZE|[Ff]lavou?r))`;
/** `m4.large`, and the constants of the SDKs: `T2Micro`, `M4_LARGE`. */
const TYPE = String.raw`(?:[a-z][\w-]{0,12}\.(?:\d*[a-z]+(?:-\d+xl)?)|[A-Z]\d[A-Za-z0-9]{0,3}_?(?:\d{1,3}[Xx]|[A-Z])[A-Za-z]+)`;
const ITEM = String.raw`["'\\]*(?:${TYPE}|${HOLE}+)(?![\w.])["'\\]*`;
/** The separator of a setting and its value. For an option of a command, a blank. A comparison (`==`) is not a separator. */
const SEPARATOR = String.raw`["'\\]*\s*(?:=>|[=:>](?!=))\s*\[?\s*(?:\n\s*)?(?:- +)?|(?<=-{1,2}[\w-]+)\s+`;

const GIVEN = new RegExp(String.raw`${KEY}(?:${SEPARATOR})(?<items>${ITEM}(?:\s*,?\s*(?:- +)?${ITEM})*)`, 'g');
const EACH = new RegExp(`${TYPE}|${HOLE}+`, 'g');

/** The one-letter options of eksctl and of the Elastic Beanstalk command line that hold a type. */
const SHORT = new RegExp(
  String.raw`\b(?:eksctl\s[^\n;|&]{0,300}?\s(?<eksctl>-t)|eb\s+(?:create|clone|init|scale)\b[^\n;|&]{0,300}?\s(?<eb>-it?))[ =]\s*(?<items>${ITEM}(?:,${ITEM})*)`,
  'g',
);

/** Lines without settings: comments, messages, and questions to EC2. */
const SETS_NOTHING =
  /^\s*(?:#(?!!)|\/\/|;|REM\b).*$|^\s*(?:echo|logger|print|printf|Write-\w+)(?=\s|$)(?!.*[>|]).*$|^\s*(?:print|logger|logging|console)[\w.]*\((?!.*[>|])[^(\n]*$|^.*\b(?:aws|ec2)\b.*\s(?:describe|get|list|wait)-.*$/gim;

/** Docker Machine's default. https://gitlab.com/gitlab-org/ci-cd/docker-machine/-/blob/main/docs/drivers/aws.md */
const DOCKER_MACHINE_DEFAULT = 't2.micro';
const DOCKER_MACHINE = /MachineDriver\s*=\s*["']amazonec2|--driver[ =]["']?amazonec2/;
const DOCKER_MACHINE_TYPE = /amazonec2-(?:request-)?instance-type/;

/** Tells whether a text may give types to a program. A cheap test: errs towards yes. */
export function mayGiveTypes(text: string): boolean {
  return /(?:types?|size|flavou?r)\W|\beksctl\b|\beb\s/i.test(text) || text.includes('amazonec2');
}

/** Finds the instance types that a script or a configuration gives to a program. */
export function givenTypes(text: string): readonly GivenType[] {
  if (!mayGiveTypes(text)) return [];
  const lines = text.replace(SETS_NOTHING, '');
  const found = new Map<string, GivenType>();
  for (const { groups } of [...lines.matchAll(GIVEN), ...lines.matchAll(SHORT)]) {
    const { eksctl, eb, key = eksctl ?? eb ?? '', items = '' } = groups ?? {};
    for (const [item] of items.matchAll(EACH)) {
      const type = spelled(item);
      // An entirely unknown type is worth reporting only for a tool that launches.
      if (!type.includes(HOLE) || DOCKER_MACHINE_TYPE.test(key)) found.set(`${key} ${type}`, { key, type });
    }
  }
  if (DOCKER_MACHINE.test(lines) && !DOCKER_MACHINE_TYPE.test(lines))
    found.set('', { key: 'amazonec2-instance-type', type: DOCKER_MACHINE_DEFAULT });
  return [...found.values()];
}

/** Returns a type in EC2's spelling. */
function spelled(item: string): string {
  if (item.includes('.') || item.includes(HOLE)) return item;
  return item.replace(/^([A-Z]\d[A-Za-z]?(?=[A-Z\d_]))_?/, '$1.').toLowerCase();
}
