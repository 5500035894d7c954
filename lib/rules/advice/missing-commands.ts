import type { Launch } from '../../launch/launches';
import { bootTexts } from '../../launch/scripts/boot-scripts';
import { resourceName, type SpellingOf } from './spelling';
import { quotedList } from './wording';

/** A command of Amazon Linux 2 that Amazon Linux 2023 lacks. */
interface MissingCommand {
  readonly name: string;
  /** A line with the command that is not a comment. */
  readonly pattern: RegExp;
  readonly instead: string;
}

const MISSING: readonly MissingCommand[] = [
  // Source: https://docs.aws.amazon.com/linux/al2023/ug/amzn2-al2023-minimal-ami.html
  { name: 'amazon-linux-extras', pattern: /^[^#\n]*\bamazon-linux-extras\b/m, instead: 'dnf has its packages' },
  // Source: https://docs.aws.amazon.com/eks/latest/userguide/al2023.html
  { name: '/etc/eks/bootstrap.sh', pattern: /^[^#\n]*\/etc\/eks\/bootstrap\.sh/m, instead: 'nodeadm reads a NodeConfig from user data' },
];

/** An image of Amazon Linux 2023, as services and the CDK name it. */
const AL2023 = /al2023|amazon-?linux-?2023|Amazon Linux 2023/i;

/**
 * Names the commands in the user data of a launch, or of one that it belongs to, that a suggested image lacks; empty if there are none.
 *
 * @param suggestion the advice that names the image
 */
export function missingCommands(launch: Launch, suggestion: string, spellingOf: SpellingOf): string {
  if (!AL2023.test(suggestion)) return '';
  const launches = new Set([launch, ...launch.referred, ...launch.users, ...launch.wholes]);
  const calls = ({ pattern }: MissingCommand, texts: readonly string[]): boolean => texts.some((text) => pattern.test(text));
  const [caller] = [...launches].filter((each) => MISSING.some((command) => calls(command, bootTexts(each))));
  if (caller === undefined) return '';
  const missing = MISSING.filter((command) => calls(command, bootTexts(caller)));
  const names = quotedList(missing.map(({ name }) => name));
  return `the user data of ${resourceName(caller, spellingOf)} call ${names}, which AL2023 lacks: ${missing.map(({ instead }) => instead).join(', ')}`;
}
