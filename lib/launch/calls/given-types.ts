import { HOLE } from '../../base/hole';

/** An instance type that a text gives to a program: `amazonec2-instance-type=t2.micro`, `instance_type = "t2.micro"`. */
export interface GivenType {
  /** As the text names the setting. */
  readonly key: string;
  /** A text in lower case that reads like an instance type; `HOLE` in it for what only the deployment knows. */
  readonly type: string;
}

/** What a setting that holds an instance type is called, at the end of its name: docker-machine, Packer, Terraform, Ansible, eksctl, kOps. */
const KEY = String.raw`(?<![\w.$/-]|\$\{)["']?-{0,2}(?<key>[\w.-]{0,60}?(?:[Tt]ypes?|TYPES?|[Ss]ize|SIZE|[Ff]lavou?r))`;
/** `m4.large`, and as constants of the SDKs are spelled, `T2Micro` and `M4_LARGE`. */
const TYPE = String.raw`(?:[a-z][\w-]{0,12}\.(?:\d*[a-z]+(?:-\d+xl)?)|[A-Z]\d[A-Za-z0-9]{0,3}_?(?:\d{1,3}[Xx]|[A-Z])[A-Za-z]+)`;
const ITEM = String.raw`["'\\]*(?:${TYPE}|${HOLE}+)(?![\w.])["'\\]*`;
/** The separator of a setting and its value; after an option of a command, a blank. A comparison (`==`) is none. */
const SEPARATOR = String.raw`["'\\]*\s*(?:=>|[=:>](?!=))\s*\[?\s*(?:\n\s*)?(?:- +)?|(?<=-{1,2}[\w-]+)\s+`;

const GIVEN = new RegExp(String.raw`${KEY}(?:${SEPARATOR})(?<items>${ITEM}(?:\s*,?\s*(?:- +)?${ITEM})*)`, 'g');
const EACH = new RegExp(`${TYPE}|${HOLE}+`, 'g');

/** Options of one letter that hold a type: of eksctl and of the command line of Elastic Beanstalk. */
const SHORT = new RegExp(
  String.raw`\b(?:eksctl\s[^\n;|&]{0,300}?\s(?<eksctl>-t)|eb\s+(?:create|clone|init|scale)\b[^\n;|&]{0,300}?\s(?<eb>-it?))[ =]\s*(?<items>${ITEM}(?:,${ITEM})*)`,
  'g',
);

/** Lines that set nothing: comments, messages, and questions to EC2. */
const SETS_NOTHING =
  /^\s*(?:#(?!!)|\/\/|;|REM\b).*$|^\s*(?:echo|logger|print|printf|Write-\w+)(?=\s|$)(?!.*[>|]).*$|^\s*(?:print|logger|logging|console)[\w.]*\((?!.*[>|])[^(\n]*$|^.*\b(?:aws|ec2)\b.*\s(?:describe|get|list|wait)-.*$/gim;

/** Docker Machine launches this type unless it is told another. https://gitlab.com/gitlab-org/ci-cd/docker-machine/-/blob/main/docs/drivers/aws.md */
const DOCKER_MACHINE_DEFAULT = 't2.micro';
const DOCKER_MACHINE = /MachineDriver\s*=\s*["']amazonec2|--driver[ =]["']?amazonec2/;
const DOCKER_MACHINE_TYPE = /amazonec2-(?:request-)?instance-type/;

/** Whether a text may give types to a program, by a cheap look. Errs towards yes. */
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
      // Only a tool that launches is worth a word where nothing of the type is known.
      if (!type.includes(HOLE) || DOCKER_MACHINE_TYPE.test(key)) found.set(`${key} ${type}`, { key, type });
    }
  }
  if (DOCKER_MACHINE.test(lines) && !DOCKER_MACHINE_TYPE.test(lines))
    found.set('', { key: 'amazonec2-instance-type', type: DOCKER_MACHINE_DEFAULT });
  return [...found.values()];
}

/** Returns a type as EC2 spells it. */
function spelled(item: string): string {
  if (item.includes('.') || item.includes(HOLE)) return item;
  return item.replace(/^([A-Z]\d[A-Za-z]?(?=[A-Z\d_]))_?/, '$1.').toLowerCase();
}
