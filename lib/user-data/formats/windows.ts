import { fileReading } from '../file-language';
import {
  allReadings,
  fragmentReading,
  NOTHING_READ,
  problemReading,
  type FragmentKind,
  type FragmentPlace,
  type UserDataReading,
} from '../fragment';
import { isYamlList, readTolerantYaml, yamlMember, yamlText, type TolerantReading, type YamlValue } from './tolerant-yaml';

/** The XML tags that EC2Config, EC2Launch and EC2Launch v2 accept: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
const TAGS: readonly (readonly [tag: string, kind: FragmentKind])[] = [
  ['powershell', 'powershell'],
  ['script', 'batch'],
];

export function isTagged(text: string): boolean {
  return /<(powershell|script)>/i.test(text) && !/^\s*#!/.test(text);
}

/** Reads the scripts between tags. A script without a closing tag does not run, but is read and checked too. */
export function readTagged(text: string, place: FragmentPlace): UserDataReading {
  return allReadings(
    TAGS.flatMap(([tag, kind]) =>
      [...text.matchAll(new RegExp(`<${tag}>([^]*?)(?:</${tag}>|$)`, 'gi'))].map((match) => {
        const before = text.slice(0, match.index + `<${tag}>`.length);
        return fragmentReading(kind, match[1] ?? '', {
          where: [...place.where, `<${tag}>`],
          line: place.line + before.split('\n').length - 1,
        });
      }),
    ),
  );
}

/** Tells whether user data is a task file of EC2Launch v2: YAML with a version and tasks. */
export function isLaunchTasks(text: string): boolean {
  return /^version:\s*['"]?1\b/m.test(text) && /^tasks:/m.test(text);
}

/** Reads the tasks that run or write something: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-task-definitions.html */
export function readLaunchTasks(text: string, place: FragmentPlace): UserDataReading {
  const document = readTolerantYaml(text);
  if (document.problem !== undefined) return problemReading(document.problem, { where: [place.where.at(-1) ?? 'the task list'] });
  return allReadings(listOf(yamlMember(document.value, 'tasks')).map((task, index) => readTask(task, index, document, place)));
}

function readTask(task: YamlValue, index: number, document: TolerantReading, { where, line }: FragmentPlace): UserDataReading {
  const name = yamlText(yamlMember(task, 'task')) ?? '';
  const inner = (path: readonly (string | number)[]): FragmentPlace => ({
    where: [...where, `tasks[${index.toString()}] ${name}`],
    line: line - 1 + document.lineOf(['tasks', index, 'inputs', ...path]),
  });
  const inputs = yamlMember(task, 'inputs');
  if (name === 'executeScript') {
    return allReadings(
      listOf(inputs).map((input, position) => {
        const kind = yamlText(yamlMember(input, 'type')) === 'batch' ? 'batch' : 'powershell';
        return fragmentReading(kind, yamlText(yamlMember(input, 'content')) ?? '', inner([position, 'content']));
      }),
    );
  }
  if (name === 'executeProgram') {
    return allReadings(
      listOf(inputs).map((input, position) => {
        const words = [yamlMember(input, 'path'), ...listOf(yamlMember(input, 'arguments'))].map((word) => yamlText(word ?? '') ?? '');
        const kind = /powershell|pwsh/i.test(words[0] ?? '') ? 'powershell' : 'batch';
        return fragmentReading(kind, words.join(' '), inner([position, 'path']));
      }),
    );
  }
  if (name !== 'writeFile') return NOTHING_READ;
  const content = yamlText(yamlMember(inputs, 'content')) ?? '';
  return fileReading(yamlText(yamlMember(inputs, 'destination')) ?? '', content, inner(['content']));
}

function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  return isYamlList(value) ? value : [];
}
