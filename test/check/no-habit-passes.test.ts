import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import type { Json } from '../../lib/base/json/json';
import { check } from '../../lib/check';
import { runs } from '../property-runs';
import { AROUND_SHELL, HABIT_LINES } from '../user-data/habit-lines';
import { ALL_HABITS } from '../user-data/reading';

type Section = Record<string, unknown>;

/** A place where a text is cut, and how the piece from there on is written. */
interface Cut {
  readonly at: number;
  readonly how: keyof typeof WRITTEN;
}

interface Template {
  readonly Parameters: Section;
  readonly Mappings: Section;
  readonly Conditions: Section;
}

/** Ways to write a piece of a script down. `others` says whether it may be something else as well. */
const WRITTEN = {
  literal: (piece: string) => piece,
  substituted: (piece: string, _: boolean, name: string) => ({ 'Fn::Sub': [`\${${name}}`, { [name]: piece }] }),
  default: (piece: string, others: boolean, name: string, { Parameters }: Template) => {
    Parameters[name] = { Type: 'String', Default: piece, ...(others ? {} : { AllowedValues: [piece] }) };
    return { Ref: name };
  },
  allowed: (piece: string, others: boolean, name: string, { Parameters }: Template) => {
    Parameters[name] = { Type: 'String', AllowedValues: others ? ['other', piece, 'another'] : [piece] };
    return { Ref: name };
  },
  mapping: (piece: string, others: boolean, name: string, { Mappings }: Template) => {
    Mappings[name] = { one: { Value: piece }, two: { Value: others ? 'other' : piece } };
    return { 'Fn::FindInMap': [name, { Ref: 'AWS::Region' }, 'Value'] };
  },
  condition: (piece: string, others: boolean, name: string, { Conditions }: Template) => {
    Conditions[name] = { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, name] };
    return { 'Fn::If': [name, piece, others ? 'other' : piece] };
  },
} as const;

/** Ways to give a script to an instance. */
const CARRIERS: Readonly<Record<string, (script: unknown) => Section>> = {
  'user data': (script) => ({ Properties: { UserData: { 'Fn::Base64': script } } }),
  MIME: (script) => {
    const head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/x-shellscript\n\n';
    return { Properties: { UserData: { 'Fn::Base64': { 'Fn::Join': ['', [head, script, '\n--b--\n']] } } } };
  },
  'a file of cfn-init': (script) => initialized({ files: { '/opt/run.sh': { content: script, mode: '000755' } } }),
  'a command of cfn-init': (script) => initialized({ commands: { run: { command: script } } }),
  'a command of cfn-init by its environment': (script) =>
    initialized({ commands: { run: { command: 'bash -c "$SCRIPT"', env: { SCRIPT: script } } } }),
};

function initialized(config: Section): Section {
  return { Metadata: { 'AWS::CloudFormation::Init': { config } } };
}

/** Properties that take only written-out text. */
const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 of gzip': (text) => gzipSync(text).toString('base64'),
};

const SHELL = ALL_HABITS.filter(({ name }) => name in HABIT_LINES);

const scripts = fc
  .tuple(fc.constantFrom(...SHELL), fc.array(fc.constantFrom(...AROUND_SHELL), { maxLength: 4 }))
  .map(([{ name, example }, wrappers]) => {
    const whole = (line: string): string => `#!/bin/bash\n${wrappers.reduce((text, wrap) => wrap(text), line)}\n`;
    return { habit: whole(HABIT_LINES[name] ?? ''), advised: whole(example) };
  });

const cuts = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom<keyof typeof WRITTEN>('literal', 'substituted', 'default', 'allowed', 'mapping', 'condition'),
  }),
  { maxLength: 40 },
);

/**
 * Writes a script in pieces. The sections of the template get what they refer to.
 *
 * @param others whether pieces may be something else as well
 * @param between where it may be cut
 */
function inPieces(script: string, wanted: readonly Cut[], others: boolean, between: RegExp, sections: Template): Json {
  const ends = [...script.matchAll(between)].map(({ index }) => index);
  const places = wanted.map(({ at, how }) => ({ at: ends[at % ends.length] ?? 0, how })).toSorted((a, b) => a.at - b.at);
  const pieces = [{ at: 0, how: 'literal' as const }, ...places].map(({ at, how }, index) =>
    WRITTEN[how](script.slice(at, places[index]?.at ?? script.length), others, `P${String(index)}`, sections),
  );
  return { 'Fn::Join': ['', pieces] };
}

/** Returns the errors and warnings about the boot scripts of an instance. */
function alarms(instance: Section, sections?: Template): readonly string[] {
  const { Properties } = instance as { readonly Properties?: Section };
  const web = { ...instance, Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ...Properties } };
  return check([{ id: 'template', template: { ...sections, Resources: { Web: web } } as unknown as Json }])
    .findings.filter(({ rule, severity }) => rule.startsWith('user-data') && severity !== 'info')
    .map(({ rule, messageId }) => `${rule}/${messageId}`);
}

/** Before any character, and before a blank. */
const ANYWHERE = /(?=[^])/g;
const BETWEEN_WORDS = /\s/g;

function written(carrier: string, script: string, wanted: readonly Cut[], others: boolean, between = ANYWHERE): readonly string[] {
  const sections = { Parameters: {}, Mappings: {}, Conditions: {} };
  return alarms(CARRIERS[carrier]?.(inPieces(script, wanted, others, between, sections)) ?? {}, sections);
}

const anyCarrier = fc.constantFrom(...Object.keys(CARRIERS));

test('a habit does not pass, in whatever pieces it is written, and whatever carries it', () => {
  fc.assert(
    fc.property(anyCarrier, scripts, cuts, (carrier, { habit }, wanted) => {
      expect(written(carrier, habit, wanted, true, BETWEEN_WORDS)).not.toEqual([]);
    }),
    { numRuns: runs(2000) },
  );
});

test('a habit does not pass, cut within its words by what may be something else', () => {
  fc.assert(
    fc.property(anyCarrier, scripts, cuts, (carrier, { habit }, wanted) => {
      expect(written(carrier, habit, wanted, true)).not.toEqual([]);
    }),
    { numRuns: runs(2000) },
  );
});

test('what is advised instead passes, in whatever pieces it is written, and whatever carries it', () => {
  fc.assert(
    fc.property(anyCarrier, scripts, cuts, (carrier, { advised }, wanted) => {
      expect(written(carrier, advised, wanted, false)).toEqual([]);
    }),
    { numRuns: runs(2000) },
  );
});

test.each(Object.entries(ENCODINGS))('in %s, a habit does not pass, and what is advised instead does', (_, encode) => {
  fc.assert(
    fc.property(scripts, ({ habit, advised }) => {
      expect(alarms({ Properties: { UserData: encode(habit) } })).not.toEqual([]);
      expect(alarms({ Properties: { UserData: encode(advised) } })).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
