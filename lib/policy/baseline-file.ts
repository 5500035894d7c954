import { isObject, member } from '../base/json/json';
import type { Baseline, BaselineEntry } from './baseline-entry';
import { PolicyError } from './policy-error';
import { readTextFile } from './policy-files';
import { parsePolicyText, refuserOf } from './parse-policy';
import { list, object, optional, required, text, type Shape } from '../base/shape';

/** The version of the file's format. */
const VERSION = 1;

const version: Shape<number> = {
  schema: { const: VERSION },
  read: (value, at, refuse) => {
    if (value === VERSION) return value;
    const isNewer = typeof value === 'number' && value > VERSION;
    const problem = isNewer
      ? `${value} is newer than ${VERSION}, the latest version that this release reads: update cdk-nitro`
      : `expected ${VERSION}: record the baseline again`;
    return refuse(at, problem);
  },
};

const count: Shape<number> = {
  schema: { type: 'integer', minimum: 1 },
  read: (value, at, refuse) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value > 0
      ? value
      : refuse(at, 'expected a number of at least 1: record the baseline again'),
};

const word = text('a text', /\S/);

const shape = object({
  version: required(version, 'The version of the shape of the file.'),
  findings: required(
    list(
      object({
        rule: required(word, 'The rule.'),
        messageId: required(word, "Which of the rule's messages."),
        resourceType: optional(word, 'Absent if the finding is about the template as a whole.'),
        logicalId: optional(word, 'The resource.'),
        path: required(text('a property path'), 'The property within the resource, list positions left out.'),
        values: required(list(text('a value'), 'values'), 'The offending values.'),
        template: optional(word, 'The file that it was found in, relative to this one.'),
        count: optional(count, 'How many findings are alike. Default: 1.'),
      }),
      'findings',
    ),
    'The findings that are known.',
  ),
});

/**
 * Reads a baseline.
 *
 * @param name names the file in messages
 * @throws PolicyError for a file that cannot be read or is not a baseline of this version, with file, line, column and key
 */
export function readBaseline(path: string, name: string): Baseline {
  const read = readTextFile(path);
  if ('problem' in read) {
    throw PolicyError.at({ source: name }, `${read.problem}, or record it with 'cdk-nitro check --baseline ${name} --update-baseline'`);
  }
  return parseBaseline(read.text, name);
}

export function parseBaseline(content: string, name: string): Baseline {
  const { value, place } = parsePolicyText(content, name);
  const refuse = refuserOf(place);
  // A newer format may have other keys: the message is then about the version.
  if (isObject(value) && Object.hasOwn(value, 'version')) version.read(member(value, 'version') ?? null, ['version'], refuse);
  const { findings } = shape.read(value, [], refuse);
  return {
    file: name,
    entries: findings.map(({ count: times, resourceType, logicalId, template, ...entry }, index) => ({
      ...entry,
      ...(resourceType === undefined ? {} : { resourceType }),
      ...(logicalId === undefined ? {} : { logicalId }),
      ...(template === undefined ? {} : { template }),
      values: [...entry.values].sort(),
      count: times ?? 1,
      place: place(['findings', index]),
    })),
  };
}

/** Writes one line for each entry, so that updates on different branches merge. Ends in a line feed. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(
    ({ count: times, template, ...entry }) => `    ${JSON.stringify({ ...entry, ...(times === 1 ? {} : { count: times }), template })}`,
  );
  const findings = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": ${VERSION},\n  "findings": ${findings}\n}\n`;
}
