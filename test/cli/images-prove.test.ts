import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageRecord } from '../../lib/images/image-record';
import { formatRecordedImages, parseRecordedImages } from '../../lib/images/recorded-images';
import { failedOutput, probeOutput } from '../images/probe-output';
import { record } from '../images/records';
import { CommandLine, type Run, TODAY } from './command-line';

const FILE = 'nitro-images.json';
const ID = 'ami-0123456789abcdef0';
const OTHER = 'ami-0fedcba9876543210';
const STATED = { statement: 'modinfo nvme', date: '2026-01-02' };

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
  remember({ nvme: STATED, tags: new Map([['team', 'platform']]) });
});
afterEach(() => {
  cli.remove();
});

const read = (): string => readFileSync(join(cli.folder, FILE), 'utf8');
const recorded = (id = ID): ImageRecord | undefined => parseRecordedImages(read(), FILE).get('eu-west-1')?.get(id);

function remember(changes: Partial<ImageRecord>): void {
  const images = new Map([
    ['eu-west-1', new Map([[ID, record(changes)]])],
    ['us-east-1', new Map([[OTHER, record()]])],
  ]);
  // As version 0.3.0 and earlier wrote it.
  cli.write(FILE, formatRecordedImages(images).replace('"version": 2', '"version": 1'));
}

function prove(output: unknown, ...args: readonly string[]): Run {
  cli.write('probe.json', output);
  return cli.run(['images', 'prove', ID, '--region', 'eu-west-1', '--from', 'probe.json', ...args]);
}

test('a ready probe is kept with date, verdict, evidence, kernel, ENA version, hash and boot loaders, and nothing is lost', () => {
  const output = JSON.stringify(probeOutput());
  expect(prove(output)).toEqual({
    code: 0,
    out: `eu-west-1  ${ID}  ready      x86_64  proven by the probe of its files on 2026-10-28 (kernel 6.1.0-50-amd64, ENA 2.8.0)  golden-2026-01-01\n`,
    err: '',
  });
  expect(JSON.parse(read())).toMatchObject({ version: 2 });
  expect(recorded()).toEqual(
    record({
      nvme: STATED,
      tags: new Map([['team', 'platform']]),
      probe: {
        date: '2026-10-28',
        verdict: 'ready',
        evidence: 'files',
        os: 'debian 12',
        kernel: '6.1.0-50-amd64',
        enaVersion: '2.8.0',
        failed: [],
        sha256: createHash('sha256').update(output).digest('hex'),
      },
      boot: { legacyBios: true, uefi: false },
    }),
  );
  expect(parseRecordedImages(read(), FILE).get('us-east-1')?.get(OTHER)).toEqual(record());
  expect(readdirSync(cli.folder).sort()).toEqual([FILE, 'probe.json']);
});

test('from standard input, with the Region of the environment, into another file', () => {
  cli.write('other.json', read());
  const before = read();
  const args = ['images', 'prove', ID, '--from', '-', '--output', 'other.json'];
  const run = cli.run(args, { stdin: JSON.stringify(probeOutput({ evidence: 'booted' })), env: { AWS_REGION: 'eu-west-1' } });
  expect(run).toMatchObject({ code: 0, out: expect.stringContaining('proven by the probe of a booted instance on 2026-10-28') });
  expect(read()).toBe(before);
});

test('the same probe a second time does not touch the file', () => {
  prove(probeOutput());
  const { ino } = statSync(join(cli.folder, FILE));
  expect(prove(probeOutput())).toMatchObject({ code: 0, err: '' });
  expect(statSync(join(cli.folder, FILE)).ino).toBe(ino);
});

test('a failed probe is recorded beside the statement, and beats it', () => {
  const { code, out } = prove(failedOutput());
  expect(code).toBe(0);
  expect(out).toContain(
    "not-ready  x86_64  not ready, as the probe of its files on 2026-10-28 shows (failed checks: 'nvme-driver', 'fstab')",
  );
  expect(recorded()).toMatchObject({ nvme: STATED, probe: { verdict: 'not-ready', failed: ['nvme-driver', 'fstab'] } });
});

test('an undecided probe changes nothing: the statement still counts, and an earlier result stays', () => {
  const undecided = probeOutput({ verdict: 'undecided', checks: [{ id: 'nvme-driver', status: 'unknown' }] });
  expect(prove(undecided).out).toContain('ready      x86_64  verified on 2026-01-02: modinfo nvme');
  expect(recorded()?.probe?.verdict).toBe('undecided');
  prove(failedOutput());
  const before = read();
  const { code, out, err } = prove(undecided);
  expect({ code, err }).toEqual({ code: 0, err: 'cdk-nitro: the probe was undecided, so the result of 2026-10-28 stays\n' });
  expect(out).toContain('not-ready');
  expect(read()).toBe(before);
});

test('without a statement, the line says that the probe could not decide', () => {
  remember({});
  const { out } = prove(probeOutput({ verdict: 'undecided', checks: [{ id: 'nvme-driver', status: 'unknown' }] }));
  expect(out).toContain(
    'unproven   x86_64  declared to carry the ENA driver, but without proof of the NVMe driver, which the probe of its files on 2026-10-28',
  );
});

test('a result that shows less than the recorded one does not replace it; a later or graver one does', () => {
  prove(failedOutput({ date: '2026-10-28', evidence: 'booted' }));
  const before = read();
  const older = prove(probeOutput({ date: '2026-10-27', evidence: 'booted' }));
  expect(older).toEqual({
    code: 2,
    out: '',
    err: 'cdk-nitro: probe.json: is of 2026-10-27, but the recorded result of 2026-10-28 is later: probe the image again\n',
  });
  expect(prove(probeOutput({ date: '2026-10-29' }))).toMatchObject({
    code: 2,
    err: expect.stringContaining('of a booted instance, which shows more'),
  });
  expect(read()).toBe(before);
  expect(prove(probeOutput({ date: '2026-10-29', evidence: 'booted' })).out).toContain('proven by');
  expect(prove(failedOutput({ date: '2026-10-29' })).out).toContain('not-ready');
});

test('a later recording keeps the probe and the boot loaders', async () => {
  prove(probeOutput());
  const answer = {
    Images: [
      {
        ImageId: ID,
        Name: 'golden-2026-01-01',
        OwnerId: '123456789012',
        Architecture: 'x86_64',
        VirtualizationType: 'hvm',
        RootDeviceType: 'ebs',
        EnaSupport: true,
        State: 'disabled',
      },
    ],
  };
  const before = recorded();
  const args = ['images', 'record', '--from', '-', '--region', 'eu-west-1'];
  const { code, out } = await cli.runSlow(args, { stdin: JSON.stringify(answer) });
  expect({ code, proven: out.includes('proven by the probe') }).toEqual({ code: 0, proven: true });
  const { tags: _gone, ...image } = before ?? record();
  expect(recorded()).toEqual({ ...image, state: 'disabled', recorded: TODAY });
});

describe('the policy in force', () => {
  const STATEMENT = { owner: '123456789012', tag: 'team=plat*', reason: 'tested in the pipeline' };

  test('its statements count in the output of prove, record and show', () => {
    remember({ tags: new Map([['team', 'platform']]) });
    cli.write('nitro.json', { imageStatements: [STATEMENT] });
    const line = 'ready      x86_64  vouched for in nitro.json:3: tested in the pipeline';
    expect(cli.run(['images', 'show']).out).toContain(line);
    expect(prove(probeOutput({ verdict: 'undecided', checks: [{ id: 'nvme-driver', status: 'unknown' }] })).out).toContain(line);
    expect(prove(failedOutput()).out).toContain('not-ready');
  });

  test('if it demands a probe, nothing else counts', () => {
    cli.write('nitro.json', { imageProof: 'probe', imageStatements: [STATEMENT] });
    expect(cli.run(['images', 'show']).out).toContain(
      "unproven   x86_64  declared to carry the ENA driver, but without proof of the NVMe driver: under the policy, only a ready probe counts for your own images ('imageProof', nitro.json:2)",
    );
    expect(prove(probeOutput()).out).toContain('ready      x86_64  proven by');
  });

  test('one that cannot be followed stops it', () => {
    cli.write('nitro.json', { imageProof: 'probes' });
    const before = read();
    expect(prove(probeOutput())).toMatchObject({ code: 2, out: '', err: expect.stringContaining('imageProof') });
    expect(read()).toBe(before);
  });
});

describe('bad input is one line, exit code 2, and nothing is written', () => {
  const text = JSON.stringify(probeOutput(), undefined, 2);
  test.each<[string, unknown, string]>([
    ['an empty file', ' \n', 'probe.json: is empty: save the output of nitro-probe.sh in it'],
    ['half a file', text.slice(0, 400), 'the file ends before it is complete: restore it, since it was probably cut off'],
    ['no JSON', 'ready\n', 'probe.json:1: not JSON'],
    ['a list', '[]', 'probe.json:1: expected an object, got a list'],
    [
      'another JSON',
      { Images: [] },
      "nitroProbe: missing, so this is not the output of nitro-probe.sh, which 'cdk-nitro images probe' prints",
    ],
    [
      'a later version',
      probeOutput({ nitroProbe: 2 }),
      'nitroProbe: 2 is newer than 1, the latest version that this release reads: update cdk-nitro',
    ],
    ['a version of another kind', probeOutput({ nitroProbe: '1' }), 'nitroProbe: expected 1: probe the image again'],
    [
      'another architecture',
      probeOutput({ architecture: 'arm64' }),
      `probe.json: is of an arm64 system, but ${ID} is x86_64: probe that image`,
    ],
    ['no architecture', probeOutput({ architecture: undefined }), 'architecture: expected x86_64 or arm64, got nothing'],
    [
      'tomorrow',
      probeOutput({ date: '2026-11-02' }),
      'date: 2026-11-02 is after today, 2026-11-01: set the clock of the probed system, and probe it again',
    ],
    ['a day that no calendar has', probeOutput({ date: '2026-02-30' }), "date: '2026-02-30' is not in the calendar"],
    ['no day', probeOutput({ date: 'today' }), 'date: expected a day like 2026-08-02, got "today"'],
    [
      'a key twice',
      text.replace('"verdict": "ready"', '"verdict": "not-ready",\n  "verdict": "ready"'),
      'verdict: written twice: keep one of the two',
    ],
    ['an unknown verdict', probeOutput({ verdict: 'fine' }), 'verdict: expected ready or not-ready or undecided, got "fine"'],
    ['unknown evidence', probeOutput({ evidence: 'hearsay' }), 'evidence: expected files or booted, got "hearsay"'],
    ['no checks', probeOutput({ checks: [] }), 'checks: no check was made: probe the image again'],
    [
      'a check twice',
      probeOutput({
        checks: [
          { id: 'fstab', status: 'fail' },
          { id: 'fstab', status: 'pass' },
        ],
      }),
      "checks: 'fstab' appears twice",
    ],
    [
      'an unknown status',
      probeOutput({ checks: [{ id: 'fstab', status: 'ok' }] }),
      'checks/0/status: expected pass or warn or fail or unknown or info, got "ok"',
    ],
    ['a check that is none', probeOutput({ checks: [{ id: 'a b', status: 'pass' }] }), 'checks/0/id: expected the id of a check'],
    [
      'ready with a failed check',
      failedOutput({ verdict: 'ready' }),
      "verdict: 'ready', although the check 'nvme-driver' did not pass: probe the image again",
    ],
    [
      'ready without the NVMe driver',
      probeOutput({ checks: [{ id: 'nvme-driver', status: 'unknown' }] }),
      "although the check 'nvme-driver' did not pass",
    ],
    ['an ENA version that is none', probeOutput({ enaVersion: 'new' }), 'enaVersion: expected a version like 2.8.0, got "new"'],
    ['a merge conflict', `<<<<<<< HEAD\n${text}\n=======\n>>>>>>> topic\n`, 'a merge conflict is not resolved'],
  ])('%s', (_, output, message) => {
    const before = read();
    const { code, out, err } = prove(output);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toMatch(/^cdk-nitro: [^\n]+\n$/);
    expect(read()).toBe(before);
    expect(readdirSync(cli.folder).sort()).toEqual([FILE, 'probe.json']);
  });

  test.each<[string, readonly string[], string]>([
    [
      'an id of another Region',
      ['images', 'prove', OTHER, '--region', 'eu-west-1', '--from', 'probe.json'],
      `${FILE} has no image ${OTHER} of eu-west-1, but for us-east-1: record it first with 'cdk-nitro images record ${OTHER} --region eu-west-1'`,
    ],
    [
      'an id that is not recorded',
      ['images', 'prove', 'ami-0aaaaaaaaaaaaaaaa', '--region', 'eu-west-1', '--from', 'probe.json'],
      `${FILE} has no image ami-0aaaaaaaaaaaaaaaa of eu-west-1: record it first`,
    ],
    [
      'a file that is not there',
      ['images', 'prove', ID, '--region', 'eu-west-1', '--from', 'none.json'],
      'none.json: no such file or folder: check the path',
    ],
    ['a folder', ['images', 'prove', ID, '--region', 'eu-west-1', '--from', '.'], '.: cannot be read (EISDIR): check the file'],
    ['no file', ['images', 'prove', ID, '--region', 'eu-west-1'], 'images prove takes --from FILE'],
    ['no id', ['images', 'prove', '--region', 'eu-west-1', '--from', 'probe.json'], 'images prove takes the id of a recorded image'],
    ['two ids', ['images', 'prove', ID, OTHER, '--region', 'eu-west-1', '--from', 'probe.json'], `not also '${OTHER}'`],
    ['an id that is none', ['images', 'prove', 'ami-12', '--region', 'eu-west-1', '--from', 'probe.json'], "'ami-12' is not an image id"],
    ['no Region', ['images', 'prove', ID, '--from', 'probe.json'], 'images prove needs --region'],
    ['a Region that is none', ['images', 'prove', ID, '--region', 'Ireland', '--from', 'probe.json'], "not 'Ireland'"],
    [
      'two probes',
      ['images', 'prove', ID, '--region', 'eu-west-1', '--from', 'probe.json', '--from', 'b.json'],
      '--from is given twice: prove one image at a time',
    ],
  ])('%s', (_, args, message) => {
    cli.write('probe.json', probeOutput());
    const before = read();
    const { code, out, err } = cli.run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(read()).toBe(before);
  });

  test('a record that is malformed, or missing, is left as it is', () => {
    cli.write(FILE, '{ "version": 3, "images": {} }');
    expect(prove(probeOutput())).toMatchObject({ code: 2, err: expect.stringContaining('3 is newer than 2') });
    const empty = new CommandLine();
    empty.write('probe.json', probeOutput());
    expect(empty.run(['images', 'prove', ID, '--region', 'eu-west-1', '--from', 'probe.json'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('record it first'),
    });
    expect(existsSync(join(empty.folder, FILE))).toBe(false);
    empty.remove();
  });
});
