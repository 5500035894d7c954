import * as fc from 'fast-check';
import type { ImageRecord, RecordedImages } from '../../lib/images/image-record';
import { MalformedImagesError } from '../../lib/images/malformed-images-error';
import { findRecord, formatRecordedImages, parseRecordedImages } from '../../lib/images/recorded-images';
import { record } from './records';
import { runs } from '../property-runs';

const FILE = 'nitro-images.json';
const IDS = ['ami-0aaaaaaaaaaaaaaaa', 'ami-0bbbbbbbbbbbbbbbb', 'ami-0cccccccccccccccc', 'ami-0ddddddd'] as const;
const EXAMPLE: RecordedImages = new Map([
  ['us-east-1', new Map([[IDS[2], record({ enaSupport: false })]])],
  [
    'eu-west-1',
    new Map<string, ImageRecord>([
      [IDS[1], record({ nvme: { statement: 'lsinitrd, "platform team"', date: '2026-01-02' }, vanished: '2026-02-03' })],
      [
        IDS[0],
        record({
          ownerAlias: 'amazon',
          bootMode: 'uefi',
          tpmSupport: 'v2.0',
          state: 'disabled',
          creationDate: '2025-12-01',
          deprecationTime: '2027-12-01',
          tags: new Map([['team', 'platform']]),
          nvme: { publisher: 'Canonical', source: 'https://example.com/' },
        }),
      ],
    ]),
  ],
]);
const TEXT = formatRecordedImages(EXAMPLE);
const [FIRST_LINE, RECORD_LINE] = [TEXT.split('\n')[3], TEXT.split('\n')[4]];

test('one line for each image, sorted by Region and id, each field at its place', () => {
  expect(TEXT).toBe(`{
  "version": 2,
  "images": {
    "eu-west-1": {
      "ami-0aaaaaaaaaaaaaaaa": { "name": "golden-2026-01-01", "ownerId": "123456789012", "ownerAlias": "amazon", "architecture": "x86_64", "virtualizationType": "hvm", "rootDeviceType": "ebs", "enaSupport": true, "bootMode": "uefi", "tpmSupport": "v2.0", "state": "disabled", "creationDate": "2025-12-01", "deprecationTime": "2027-12-01", "tags": { "team": "platform" }, "recorded": "2026-01-02", "nvme": { "publisher": "Canonical", "source": "https://example.com/" } },
      "ami-0bbbbbbbbbbbbbbbb": { "name": "golden-2026-01-01", "ownerId": "123456789012", "architecture": "x86_64", "virtualizationType": "hvm", "rootDeviceType": "ebs", "enaSupport": true, "recorded": "2026-01-02", "vanished": "2026-02-03", "nvme": { "statement": "lsinitrd, \\"platform team\\"", "date": "2026-01-02" } }
    },
    "us-east-1": {
      "ami-0cccccccccccccccc": { "name": "golden-2026-01-01", "ownerId": "123456789012", "architecture": "x86_64", "virtualizationType": "hvm", "rootDeviceType": "ebs", "enaSupport": false, "recorded": "2026-01-02" }
    }
  }
}
`);
});

test('it reads back as it was written, and so does what a formatter made of it', () => {
  expect(parseRecordedImages(TEXT, FILE)).toEqual(EXAMPLE);
  expect(formatRecordedImages(parseRecordedImages(JSON.stringify(JSON.parse(TEXT), undefined, 4), FILE))).toBe(TEXT);
  expect(parseRecordedImages(`\uFEFF${TEXT.replaceAll('\n', '\r\n')}`, FILE)).toEqual(EXAMPLE);
  expect(parseRecordedImages(formatRecordedImages(new Map()), FILE)).toEqual(new Map());
});

const PROOF = {
  date: '2026-11-28',
  verdict: 'ready',
  evidence: 'booted',
  os: 'debian 12',
  kernel: '6.1.0-50-amd64',
  enaVersion: '2.8.0',
  failed: [],
  sha256: 'a'.repeat(64),
} as const;

test('a probe stands beside the voucher, or without one', () => {
  const stated = record({ nvme: { statement: 'lsinitrd', date: '2026-01-02' }, probe: PROOF, boot: { legacyBios: true, uefi: false } });
  const failed = record({ probe: { ...PROOF, verdict: 'not-ready', evidence: 'files', failed: ['nvme-driver', 'fstab'] } });
  const images: RecordedImages = new Map([
    [
      'eu-west-1',
      new Map([
        [IDS[0], stated],
        [IDS[1], failed],
      ]),
    ],
  ]);
  const text = formatRecordedImages(images);
  const sha = PROOF.sha256;
  expect(text).toContain(
    `"nvme": { "statement": "lsinitrd", "date": "2026-01-02", "probe": { "date": "2026-11-28", "verdict": "ready", "evidence": "booted", "os": "debian 12", "kernel": "6.1.0-50-amd64", "enaVersion": "2.8.0", "failed": [], "sha256": "${sha}" } }, "boot": { "legacyBios": true, "uefi": false } }`,
  );
  expect(text).toContain('"failed": ["nvme-driver", "fstab"]');
  expect(text.trimEnd().split('\n')).toHaveLength(9);
  expect(parseRecordedImages(text, FILE)).toEqual(images);
});

test('a file of version 1 is read, and loses nothing when it is written as version 2', () => {
  const first = TEXT.replace('"version": 2', '"version": 1');
  expect(parseRecordedImages(first, FILE)).toEqual(EXAMPLE);
  expect(formatRecordedImages(parseRecordedImages(first, FILE))).toBe(first.replace('"version": 1', '"version": 2'));
});

test.each([
  ['a probe', '"nvme": { "statement"', '"nvme": { "probe": {}, "statement"', 'nvme/probe: unknown key'],
  ['boot loaders', '"vanished": "2026-02-03"', '"vanished": "2026-02-03", "boot": {}', 'boot: unknown key'],
])('a file of version 1 has no %s', (_, before, after, problem) => {
  const text = TEXT.replace('"version": 2', '"version": 1').replace(before, after);
  expect(() => parseRecordedImages(text, FILE)).toThrow(problem);
});

test.each([
  ['an unknown verdict', { ...PROOF, verdict: 'fine' }, 'nvme/probe/verdict: expected ready or not-ready or undecided, got "fine"'],
  ['an unknown key', { ...PROOF, by: 'me' }, 'nvme/probe/by: unknown key'],
  ['no hash', { ...PROOF, sha256: 'abc' }, 'nvme/probe/sha256: expected 64 hexadecimal digits'],
  ['no list of failed checks', { ...PROOF, failed: 'fstab' }, 'nvme/probe/failed: expected a list'],
  ['a check that is none', { ...PROOF, failed: ['a\nb'] }, 'is not the id of a check'],
])('refuses a probe with %s', (_, probe, problem) => {
  const text = TEXT.replace('"date": "2026-01-02" }', `"date": "2026-01-02", "probe": ${JSON.stringify(probe)} }`);
  expect(() => parseRecordedImages(text, FILE)).toThrow(problem);
});

test('a record is found in its Region, or wherever it is', () => {
  expect(findRecord(EXAMPLE, IDS[2], 'us-east-1')).toMatchObject({ enaSupport: false });
  expect(findRecord(EXAMPLE, IDS[2], 'eu-west-1')).toBeUndefined();
  expect(findRecord(EXAMPLE, IDS[2])).toMatchObject({ enaSupport: false });
  expect(findRecord(EXAMPLE, 'constructor', '__proto__')).toBeUndefined();
});

const RECORD_PATH = 'images/eu-west-1/ami-0bbbbbbbbbbbbbbbb';

test.each([
  [
    'a later version',
    TEXT.replace('"version": 2', '"version": 3'),
    'nitro-images.json:2: version: 3 is newer than 2, the latest version that this release reads: update cdk-nitro',
  ],
  ['no version', '{\n  "images": {}\n}\n', 'nitro-images.json:1: version: expected 2: record the images again'],
  [
    'a version of another kind',
    TEXT.replace('"version": 2', '"version": "1"'),
    'nitro-images.json:2: version: expected 2: record the images again',
  ],
  [
    'an unknown key',
    TEXT.replace('"images": {', '"extra": 0,\n  "images": {'),
    'nitro-images.json:3: extra: unknown key, expected one of version, images',
  ],
  ['no images', '{ "version": 1 }', 'nitro-images.json:1: images: expected an object, got nothing'],
  ['a list', '[]', 'nitro-images.json:1: expected an object, got a list'],
  [
    'no Region',
    TEXT.replace('us-east-1', 'somewhere'),
    'nitro-images.json:8: images/somewhere: expected the name of a Region, such as eu-west-1',
  ],
  [
    'a Region of another kind',
    '{\n "version": 1,\n "images": {\n  "eu-west-1": []\n }\n}',
    'nitro-images.json:4: images/eu-west-1: expected an object, got a list',
  ],
  [
    'no id',
    TEXT.replace(IDS[2], 'ami-xyz'),
    'nitro-images.json:9: images/us-east-1/ami-xyz: expected an image id, like ami-0123456789abcdef0',
  ],
  [
    '__proto__',
    TEXT.replace(IDS[2], '__proto__'),
    'nitro-images.json:9: images/us-east-1/__proto__: expected an image id, like ami-0123456789abcdef0',
  ],
  [
    'an unknown field',
    TEXT.replace('"vanished"', '"banished"'),
    `nitro-images.json:6: ${RECORD_PATH}/banished: unknown key, expected one of name, ownerId, ownerAlias, architecture, virtualizationType, rootDeviceType, enaSupport, bootMode, tpmSupport, state, creationDate, deprecationTime, tags, recorded, vanished, nvme, boot`,
  ],
  [
    'a flag of another kind',
    TEXT.replace('"enaSupport": false', '"enaSupport": "no"'),
    'nitro-images.json:9: images/us-east-1/ami-0cccccccccccccccc/enaSupport: expected true or false, got "no"',
  ],
  [
    'an unknown word',
    TEXT.replace('"uefi"', '"bios"'),
    'nitro-images.json:5: images/eu-west-1/ami-0aaaaaaaaaaaaaaaa/bootMode: expected legacy-bios or uefi or uefi-preferred, got "bios"',
  ],
  [
    'null',
    TEXT.replace('"vanished": "2026-02-03"', '"vanished": null'),
    `nitro-images.json:6: ${RECORD_PATH}/vanished: expected a day like 2026-08-02, got null`,
  ],
  [
    'a field missing',
    TEXT.replace('"recorded": "2026-01-02", "vanished"', '"vanished"'),
    `nitro-images.json:6: ${RECORD_PATH}/recorded: expected a day like 2026-08-02, got nothing`,
  ],
  [
    'two vouchers in one',
    TEXT.replace('"statement":', '"publisher": "x", "statement":'),
    `nitro-images.json:6: ${RECORD_PATH}/nvme/publisher: unknown key, expected one of statement, date`,
  ],
  [
    'an image twice',
    TEXT.replace(IDS[1], IDS[0]),
    'nitro-images.json:6: images/eu-west-1/ami-0aaaaaaaaaaaaaaaa: written twice: keep one of the lines',
  ],
  ['a Region twice', TEXT.replace('us-east-1', 'eu-west-1'), 'nitro-images.json:8: images/eu-west-1: written twice: join the two'],
  [
    'all images twice',
    TEXT.replace('"images": {', '"images": {},\n  "images": {'),
    'nitro-images.json:4: images: written twice: join the two',
  ],
  [
    'a field twice',
    TEXT.replace('"enaSupport": false', '"enaSupport": false, "enaSupport": true'),
    'nitro-images.json:9: images/us-east-1/ami-0cccccccccccccccc/enaSupport: written twice: keep one of the two',
  ],
  [
    'an image twice, in other letters',
    TEXT.replace(IDS[1], '\\u0061mi-0aaaaaaaaaaaaaaaa'),
    'nitro-images.json:6: images/eu-west-1/ami-0aaaaaaaaaaaaaaaa: written twice: keep one of the lines',
  ],
  [
    'a day that no month has',
    TEXT.replace('2027-12-01', '2027-13-01'),
    'nitro-images.json:5: images/eu-west-1/ami-0aaaaaaaaaaaaaaaa/deprecationTime: expected a day like 2026-08-02, got "2027-13-01"',
  ],
  [
    'a statement that says nothing',
    TEXT.replace('lsinitrd, \\"platform team\\"', ' '),
    `nitro-images.json:6: ${RECORD_PATH}/nvme/statement: expected a sentence, got " "`,
  ],
  [
    'a comma before the end of a Region',
    TEXT.replace('} }\n    },', '} },\n    },'),
    'nitro-images.json:7: not JSON: correct the line, or restore the file',
  ],
  [
    'a comma before the end, in one line',
    '{"version":1,"images":{"eu-west-1":{},}}',
    'nitro-images.json:1: not JSON: correct the line, or restore the file',
  ],
  [
    'merge conflict markers',
    TEXT.replace(RECORD_LINE ?? '', `<<<<<<< HEAD\n${RECORD_LINE ?? ''}\n=======\n>>>>>>> topic`),
    'nitro-images.json:5: a merge conflict is not resolved: keep the lines of both sides, and remove the markers',
  ],
  [
    'cut off between lines',
    TEXT.split('\n').slice(0, 5).join('\n'),
    'nitro-images.json:5: the file ends before it is complete: restore it, since it was probably cut off',
  ],
  [
    'cut off inside a text',
    TEXT.slice(0, TEXT.indexOf('ebs') + 2),
    'nitro-images.json:5: the file ends before it is complete: restore it, since it was probably cut off',
  ],
  ['empty', '', 'nitro-images.json:1: the file ends before it is complete: restore it, since it was probably cut off'],
  ['a comma missing', TEXT.replace('} },\n', '} }\n'), 'nitro-images.json:6: not JSON: correct the line, or restore the file'],
  [
    'a comma too many',
    TEXT.replace('false, "recorded": "2026-01-02" }', 'false, }'),
    'nitro-images.json:9: not JSON: correct the line, or restore the file',
  ],
  [
    'a word',
    TEXT.replace('"enaSupport": false', '"enaSupport": no'),
    'nitro-images.json:9: not JSON: correct the line, or restore the file',
  ],
  ['no JSON at all', 'hello\n', 'nitro-images.json:1: not JSON: correct the line, or restore the file'],
])('refuses %s', (_, text, message) => {
  expect(FIRST_LINE).toContain('eu-west-1');
  expect(() => parseRecordedImages(text, FILE)).toThrow(new MalformedImagesError(message));
});

test('a key that would break the line is spelled out', () => {
  expect(() => parseRecordedImages(TEXT.replace('"virtualizationType"', '"virtualiza\\ntionType"'), FILE)).toThrow(
    /^nitro-images\.json:\d+: images\/eu-west-1\/ami-\w+\/virtualiza\\u000ationType: unknown key/,
  );
});

test('a damaged file is refused in one line that names it, or only a value in it changes', () => {
  const damage = fc.tuple(fc.nat(TEXT.length), fc.nat(40), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(damage, ([at, length, inserted]) => {
      const text = TEXT.slice(0, at) + inserted + TEXT.slice(at + length);
      try {
        formatRecordedImages(parseRecordedImages(text, FILE));
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedImagesError);
        expect((error as Error).message).toMatch(/^nitro-images\.json:\d+: [^\n]+$/);
      }
    }),
    { numRuns: runs(500) },
  );
});

test('every set of images reads back as it was written', () => {
  const day = fc.constantFrom('2026-01-01', '2026-12-31');
  const image: fc.Arbitrary<ImageRecord> = fc.record(
    {
      name: fc.string({ minLength: 1 }),
      ownerId: fc.constant('123456789012'),
      architecture: fc.constantFrom('i386', 'x86_64', 'arm64', 'x86_64_mac', 'arm64_mac'),
      virtualizationType: fc.constantFrom('hvm', 'paravirtual'),
      rootDeviceType: fc.constantFrom('ebs', 'instance-store'),
      enaSupport: fc.boolean(),
      deprecationTime: day,
      tags: fc
        .dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), fc.string(), { minKeys: 1 })
        .map((tags) => new Map(Object.entries(tags))),
      recorded: day,
      nvme: fc.record({ statement: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''), date: day }),
    },
    { requiredKeys: ['ownerId', 'architecture', 'virtualizationType', 'rootDeviceType', 'enaSupport', 'recorded'] },
  );
  const region = fc.dictionary(fc.constantFrom(...IDS), image, { minKeys: 1, noNullPrototype: true });
  const images = fc.dictionary(fc.constantFrom('eu-west-1', 'us-gov-east-1', 'cn-north-1'), region, { noNullPrototype: true });
  fc.assert(
    fc.property(images, (all) => {
      const written: RecordedImages = new Map(Object.entries(all).map(([name, records]) => [name, new Map(Object.entries(records))]));
      const text = formatRecordedImages(written);
      expect(parseRecordedImages(text, FILE)).toEqual(written);
      expect(formatRecordedImages(parseRecordedImages(text, FILE))).toBe(text);
    }),
    { numRuns: 50 },
  );
});
