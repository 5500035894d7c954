import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CommandLine, template, TODAY } from './command-line';
import { DEBIAN, Ec2Server, OWN_IMAGE } from './ec2-server';
import { runProgram } from './program';
import { runWithEc2 } from './recording';

const FILE = 'nitro-images.json';
const OWN = 'ami-0aaaaaaaaaaaaaaaa';
const DEBIAN_ID = 'ami-0dddddddddddddddd';

const SAVED = {
  Images: [
    {
      ImageId: OWN,
      Name: 'golden',
      OwnerId: '123456789012',
      Architecture: 'arm64',
      VirtualizationType: 'hvm',
      RootDeviceType: 'ebs',
      EnaSupport: true,
      State: 'available',
    },
    {
      ImageId: DEBIAN_ID,
      Name: 'debian-12-amd64-1',
      OwnerId: '136693071363',
      Architecture: 'x86_64',
      VirtualizationType: 'hvm',
      RootDeviceType: 'ebs',
      EnaSupport: true,
      State: 'available',
      DeprecationTime: '2020-01-01T00:00:00.000Z',
    },
  ],
};

const cli = CommandLine.forEachTest();

const read = (): string => readFileSync(join(cli.folder, FILE), 'utf8');
const fromSaved = (...args: readonly string[]) =>
  cli.runSlow(['images', 'record', '--from', 'saved.json', '--region', 'eu-west-1', ...args]);

describe('from a saved answer', () => {
  beforeEach(() => {
    cli.write('saved.json', SAVED);
  });

  test('an answer that lacks a field is not a "no": a client older than it has dropped it', async () => {
    const images = SAVED.Images.map(({ EnaSupport: _dropped, ...image }) => image);
    cli.write('saved.json', { Images: images });
    const { code, out, err } = await fromSaved();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain("saved.json: no image has 'EnaSupport', because the client that asked EC2 dropped");
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
    // EC2 says nothing of an image without the attribute: only images that are known to have it tell.
    cli.write('saved.json', { Images: images.slice(0, 1) });
    expect(await fromSaved()).toMatchObject({ code: 0, out: expect.stringContaining('not-ready') });
  });

  test('so it is with the boot mode and NitroTPM of images that have them', async () => {
    const [own] = SAVED.Images;
    const windows = {
      ...own,
      Name: 'TPM-Windows_Server-2022-English-Full-Base-2025.01.15',
      ImageOwnerAlias: 'amazon',
      Architecture: 'x86_64',
    };
    cli.write('saved.json', { Images: [windows] });
    expect(await fromSaved()).toMatchObject({ code: 2, err: expect.stringContaining("'BootMode', 'TpmSupport'") });
    cli.write('saved.json', { Images: [{ ...windows, BootMode: 'uefi', TpmSupport: 'v2.0' }] });
    expect(await fromSaved()).toMatchObject({ code: 0, err: '' });
  });

  test('records every image in it, and says what is known of each', async () => {
    expect(await fromSaved()).toEqual({
      code: 0,
      out: `eu-west-1  ${OWN}  unproven   arm64  declared to carry the ENA driver, but without proof of the NVMe driver  golden
eu-west-1  ${DEBIAN_ID}  ready      x86_64  published by Debian  (warning: deprecated since 2020-01-01)  debian-12-amd64-1\n`,
      err: '',
    });
    expect(read()).toBe(`{
  "version": 2,
  "images": {
    "eu-west-1": {
      "${OWN}": { "name": "golden", "ownerId": "123456789012", "architecture": "arm64", "virtualizationType": "hvm", "rootDeviceType": "ebs", "enaSupport": true, "recorded": "${TODAY}" },
      "${DEBIAN_ID}": { "name": "debian-12-amd64-1", "ownerId": "136693071363", "architecture": "x86_64", "virtualizationType": "hvm", "rootDeviceType": "ebs", "enaSupport": true, "deprecationTime": "2020-01-01", "recorded": "${TODAY}", "nvme": { "publisher": "Debian", "source": "https://wiki.debian.org/Cloud/AmazonEC2Image" } }
    }
  }
}
`);
    expect(cli.run(['images', 'show']).out.split('\n')).toHaveLength(3);
  });

  test('or those that are named, with a statement; the Region may come from the environment', async () => {
    const args = ['images', 'record', OWN, '--from', '-', '--nvme-verified-by', 'modinfo nvme, platform team'];
    const { code, out } = await cli.runSlow(args, { stdin: JSON.stringify(SAVED), env: { AWS_REGION: 'eu-north-1' } });
    expect([code, out]).toEqual([0, `eu-north-1  ${OWN}  ready      arm64  verified on ${TODAY}: modinfo nvme, platform team  golden\n`]);
  });

  test('a second time changes nothing, not even the file', async () => {
    await fromSaved('--output', 'other.json');
    const { ino } = statSync(join(cli.folder, 'other.json'));
    expect(await fromSaved('--output', 'other.json')).toMatchObject({ code: 0 });
    expect(statSync(join(cli.folder, 'other.json')).ino).toBe(ino);
    expect(readdirSync(cli.folder).sort()).toEqual(['other.json', 'saved.json']);
  });

  test('an image that is not in it is an error, and no sign that it has vanished', async () => {
    await fromSaved();
    cli.write('saved.json', { Images: [] });
    const before = read();
    expect(await fromSaved(OWN)).toEqual({
      code: 2,
      out: '',
      err: `cdk-nitro: saved.json has no image ${OWN}: check the id and the Region\n`,
    });
    expect(read()).toBe(before);
  });

  test('an image in it that makes no sense costs no other', async () => {
    cli.write('saved.json', { Images: [{ ImageId: 'ami-0123456789abcdef0' }, ...SAVED.Images] });
    const { code, out, err } = await fromSaved('ami-0123456789abcdef0', OWN);
    expect([code, out.split('  ')[1]]).toEqual([2, OWN]);
    expect(err).toBe('cdk-nitro: saved.json: Images/0/OwnerId: expected an account of 12 digits, got nothing\n');
  });

  test.each(['Ireland', ''])('a Region of the environment that is none is not recorded: %j', async (region) => {
    const { code, err } = await cli.runSlow(['images', 'record', '--from', 'saved.json'], { env: { AWS_REGION: region } });
    expect([code, err.split(', and')[0]?.split('\n')[0]]).toEqual([
      2,
      'cdk-nitro: --from needs --region: the output of DescribeImages does not name its Region',
    ]);
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
  });

  test.each([
    ['not there', undefined, 'saved.json: no such file or folder: check the path'],
    ['empty', '\n', "saved.json: is empty: save the output of 'aws ec2 describe-images' in it"],
    ['without images', '{"Images": []}', "saved.json: holds no images: check the arguments of 'aws ec2 describe-images'"],
    ['of text', 'IMAGES\tx86_64\n', "saved.json: not the output of 'aws ec2 describe-images': it has no list 'Images'"],
    ['two', '{"Images": []}\n{"Images": []}\n', 'saved.json:2: a second answer starts here: save each answer in its own file'],
    ['no answer', '{}', "saved.json: not the output of 'aws ec2 describe-images': it has no list 'Images'"],
    [
      'no JSON',
      '{\n "Images": [\n',
      'saved.json:3: the file ends inside a list that begins at line 2, column 12: it may have been cut off, write it again',
    ],
    [
      'incomplete',
      '{"Images": [{"ImageId": "ami-0123456789abcdef0"}]}',
      'saved.json: Images/0/OwnerId: expected an account of 12 digits, got nothing',
    ],
  ])('one that is %s is one line', async (_, content, message) => {
    rmSync(join(cli.folder, 'saved.json'), { force: true });
    if (content !== undefined) cli.write('saved.json', content);
    const { code, err } = await fromSaved();
    expect([code, err]).toEqual([2, `cdk-nitro: ${message}\n`]);
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
  });

  test.each([
    [
      '{\n  "version": 3\n}',
      'nitro-images.json:2: version: 3 is newer than 2, the latest version that this release reads: update cdk-nitro',
    ],
    ['<<<<<<< HEAD\n', 'nitro-images.json:1: a merge conflict is not resolved: keep the lines of both sides, and remove the markers'],
    ['{ "version": 1, "images": {}, "images": {} }', 'nitro-images.json:1: images: written twice: join the two'],
    ['{ "version": 1,', 'nitro-images.json:1: the file ends before it is complete: restore it, since it was probably cut off'],
  ])('a file that is not understood is left as it is: %j', async (content, message) => {
    cli.write(FILE, content);
    const { code, err } = await fromSaved();
    expect([code, err, read()]).toEqual([2, `cdk-nitro: ${message}\n`, content]);
    expect(cli.run(['images', 'show'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
  });
});

describe('the file that is written, and shown, is the one that a check goes by', () => {
  beforeEach(() => {
    cli.write('saved.json', SAVED);
  });

  test('the one that the policy names', async () => {
    cli.write('nitro.json', { recordedImages: 'ours.json' });
    cli.write('web.json', { Resources: { Web: booting(OWN) } });
    expect(cli.run(['check', 'web.json']).err).toContain("record it with 'cdk-nitro images record ID'");
    await fromSaved('--nvme-verified-by', 'booted by Ops');
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
    expect(cli.run(['images', 'show']).out).toContain(OWN);
    expect(cli.run(['check', 'web.json', '--rule', 'image-architecture=off'])).toMatchObject({ code: 0, err: '' });
  });

  test('the one beside a policy in a folder around', async () => {
    cli.write('nitro.json', {});
    mkdirSync(join(cli.folder, 'apps'));
    const { code } = await cli.runSlow(['images', 'record', '--from', '../saved.json', '--region', 'eu-west-1'], { below: 'apps' });
    expect([code, readdirSync(join(cli.folder, 'apps'))]).toEqual([0, []]);
    expect(read()).toContain(OWN);
  });

  test('never one of an installed package, which the next installation would replace', async () => {
    cli.write('node_modules/standard/package.json', { name: 'standard' });
    cli.write('node_modules/standard/nitro.json', { recordedImages: 'images.json' });
    cli.write('node_modules/standard/images.json', { version: 1, images: {} });
    cli.write('nitro.json', { extends: 'standard' });
    const { code, err } = await fromSaved();
    expect([code, err]).toEqual([
      2,
      "cdk-nitro: node_modules/standard/images.json belongs to an installed package: record it in that package's repository, or name another file with --output\n",
    ]);
    expect(await fromSaved('--output', 'ours.json')).toMatchObject({ code: 0 });
  });

  test('a policy that cannot be followed is one line', async () => {
    cli.write('nitro.json', '{ "rules": ');
    const { code, out, err } = await fromSaved();
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^cdk-nitro: nitro\.json:1:\d+: [^\n]+\n$/);
  });
});

test('a file in another encoding is left as it is, and not written anew from what can be made of it', async () => {
  const content = Buffer.from('{ "version": 1, "images": {} } caf\u00e9', 'latin1');
  cli.write('saved.json', SAVED);
  cli.write(FILE, content);
  const { code, err } = await fromSaved();
  expect([code, err]).toEqual([2, 'cdk-nitro: nitro-images.json: not encoded in UTF-8: save the file as UTF-8\n']);
  expect(readFileSync(join(cli.folder, FILE))).toEqual(content);
});

test('an app without image ids has nothing to record, and a folder without a template is an error', async () => {
  cli.write('app/web.json', template('t3.micro'));
  expect(await cli.runSlow(['images', 'record', '--from-app', 'app'])).toEqual({ code: 0, out: '', err: 'no image ids to record\n' });
  expect(await cli.runSlow(['images', 'record', '--from-app', 'nowhere'])).toEqual({
    code: 2,
    out: '',
    err: 'cdk-nitro: nowhere: no such file or folder: check the path\n',
  });
});

test.each([
  [['images'], 'images takes record, probe, prove or show'],
  [['images', 'forget'], "images takes record, probe, prove or show, not 'forget'"],
  [['images', 'show'], 'nitro-images.json does not exist: record images first'],
  [['images', 'show', 'a', 'b'], 'images show takes at most one file'],
  [['images', 'record'], 'images record takes image ids, --from FILE or --from-app FOLDER'],
  [['images', 'record', 'ami-1234'], "'ami-1234' is not an image id: write 'ami-' and 8 or 17 hexadecimal digits"],
  [['images', 'record', OWN, '--region', 'Ireland'], "--region takes the name of a Region, such as eu-west-1, not 'Ireland'"],
  [['images', 'record', '--from', 'x'], '--from needs --region: the output of DescribeImages does not name its Region'],
  [['images', 'record', '--from', 'x', '--from-app', 'y'], '--from-app finds the image ids itself: remove --from and the ids'],
  [['images', 'record', OWN, '--nvme-verified-by', ' '], '--nvme-verified-by takes a sentence that says who has verified it, and how'],
  [['images', 'record', OWN, '--region', 'eu-west-1', '--region=us-east-1'], '--region is given twice: use one at a time'],
  [['images', 'record', OWN, '--regoin', 'x'], "unknown option '--regoin' of images record: did you mean '--region'"],
])('%j is bad usage', async (args, message) => {
  const { code, out, err } = await cli.runSlow(args);
  expect([code, out, err.split('\n')[0]]).toEqual([2, '', `cdk-nitro: ${message}`]);
});

function booting(imageId: unknown): object {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 't3.micro', ImageId: imageId } };
}

test('eight recordings at once lose nothing, and leave no lock', async () => {
  const ids = Array.from({ length: 8 }, (_, index) => `ami-0${String(index).repeat(16)}`);
  for (const id of ids) cli.write(`${id}.json`, { Images: [{ ...SAVED.Images[0], ImageId: id }] });
  // A process that has ended while it held the lock.
  cli.write(`${FILE}.lock`, `${String(endedProcess())} ${hostname()}`);
  const runs = ids.map((id) =>
    runProgram(['images', 'record', '--from', `${id}.json`, '--region', 'eu-west-1'], { folder: cli.folder, ec2: '' }),
  );
  for (const { code, err } of await Promise.all(runs)) expect([code, err]).toEqual([0, '']);
  for (const id of ids) expect(read()).toContain(id);
  expect(readdirSync(cli.folder).filter((name) => /lock|tmp/.test(name))).toEqual([]);
}, 60_000);

test('a lock of another machine counts until it is old', async () => {
  cli.write('saved.json', SAVED);
  cli.write(`${FILE}.lock`, '1 elsewhere');
  const old = new Date(Date.now() - 120_000);
  utimesSync(join(cli.folder, `${FILE}.lock`), old, old);
  expect(await fromSaved()).toMatchObject({ code: 0 });
  expect(read()).toContain(OWN);
});

test('an image whose Region is not known is one line, whatever uses it, and AWS_REGION tells', async () => {
  for (const name of ['a', 'b', 'c', 'd']) cli.write(`app/${name}.json`, { Resources: { Web: booting(OWN) } });
  const { code, err } = await cli.runSlow(['images', 'record', '--from-app', 'app']);
  expect(code).toBe(2);
  expect(err).toMatch(/^cdk-nitro: app\/a\.json: the Region of ami-0a+ is not known: use --region, or set AWS_REGION\n$/);
  expect(await cli.runSlow(['images', 'record', '--from-app', 'app'], { env: { AWS_REGION: 'local' } })).toMatchObject({
    code: 2,
    err: expect.stringContaining("'local' in the environment is not the name of a Region"),
  });
});

test('an image at a launch site of the policy is found', async () => {
  cli.write('app/box.json', { Resources: { Box: { Type: 'Acme::Compute::Box', Properties: { Picture: OWN } } } });
  expect(await cli.runSlow(['images', 'record', '--from-app', 'app'])).toMatchObject({ code: 0, err: 'no image ids to record\n' });
  cli.write('nitro.json', { launchSites: [{ resourceType: 'Acme::Compute::Box', property: 'Picture', holds: 'machine-image' }] });
  const { code, err } = await cli.runSlow(['images', 'record', '--from-app', 'app']);
  expect(code).toBe(2);
  expect(err).toContain('app/box.json: the Region of ami-0a');
});

function endedProcess(): number {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return pid;
}

describe('asking EC2', () => {
  let server: Ec2Server;
  beforeEach(async () => {
    server = new Ec2Server();
    await server.start();
  });
  afterEach(() => server.stop());

  const run = (...args: readonly string[]) => runWithEc2(['images', 'record', ...args], { folder: cli.folder, ec2: server.url });

  test('records what it says, marks what it no longer knows, and survives its errors', async () => {
    server.images.set(OWN, OWN_IMAGE).set(DEBIAN_ID, DEBIAN);
    const args = ['images', 'record', OWN, DEBIAN_ID, 'ami-0eeeeeeeeeeeeeeee', '--region', 'eu-west-1'];
    const first = await runProgram(args, { folder: cli.folder, ec2: server.url });
    expect(first).toEqual({
      code: 2,
      out: expect.stringMatching(new RegExp(`^eu-west-1 {2}${OWN} {2}unproven .*\n.*${DEBIAN_ID} {2}ready .*published by Debian.*\n$`)),
      err: 'cdk-nitro: EC2 has no image ami-0eeeeeeeeeeeeeeee in eu-west-1, or does not show it to this account: check the id and the Region\n',
    });

    const before = read();
    server.refusal = { status: 403, code: 'UnauthorizedOperation' };
    const denied = 'eu-west-1: no permission to describe images: ask for ec2:DescribeImages (UnauthorizedOperation)';
    expect(await run(OWN, '--region', 'eu-west-1')).toEqual({ code: 2, out: '', err: `cdk-nitro: ${denied}\n` });
    expect(read()).toBe(before);

    server.refusal = undefined;
    server.images.delete(OWN);
    expect(await run(OWN, '--region', 'eu-west-1')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining(`(warning: vanished since ${TODAY})`),
    });
    expect(read()).toContain(`"enaSupport": true, "creationDate": "2026-01-01", "recorded": "${TODAY}", "vanished": "${TODAY}" }`);
  });

  test('records the images of an app without a voucher, Region by Region', async () => {
    server.images.set(OWN, OWN_IMAGE).set(DEBIAN_ID, DEBIAN);
    cli.write('cdk.out/manifest.json', {
      version: '50.0.0',
      artifacts: {
        Web: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://123456789012/eu-west-1',
          properties: { templateFile: 'Web.template.json' },
        },
        Any: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Any.template.json' },
        },
      },
    });
    cli.write('cdk.out/Web.template.json', {
      Parameters: { Image: { Type: 'String', Default: OWN }, Unused: { Type: 'String', Default: 'ami-0fffffffffffffff0' } },
      Resources: { Web: booting({ Ref: 'Image' }) },
    });
    cli.write('cdk.out/Any.template.json', {
      Mappings: { Images: { 'us-east-1': { id: OWN }, 'ap-south-1': { id: DEBIAN_ID } } },
      Resources: {
        ByRegion: booting({ 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'id'] }),
        Anywhere: booting('ami-0ccccccccccccccc0'),
      },
    });
    const { code, out, err } = await run('--from-app', 'cdk.out');
    expect([code, err]).toEqual([
      2,
      'cdk-nitro: cdk.out/Any.template.json: the Region of ami-0ccccccccccccccc0 is not known: use --region, or set AWS_REGION\n',
    ]);
    expect(
      out
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 3).join(' '))
        .sort(),
    ).toEqual(['', `ap-south-1 ${DEBIAN_ID} ready`, `eu-west-1 ${OWN} unproven`, `us-east-1 ${OWN} unproven`]);
    server.requests.length = 0;
    const inRegion = await runWithEc2(['images', 'record', '--from-app', 'cdk.out'], {
      folder: cli.folder,
      ec2: server.url,
      env: { AWS_REGION: 'eu-west-1' },
    });
    expect(inRegion.err).toContain('ami-0ccccccccccccccc0 in eu-west-1');
    server.requests.length = 0;
    expect(await run('--from-app', 'cdk.out', '--region', 'eu-west-1')).toMatchObject({ code: 2 });
    expect(server.requests.flatMap((request) => [...request.values()].filter((value) => value.startsWith('ami-'))).sort()).toEqual([
      OWN,
      OWN,
      'ami-0ccccccccccccccc0',
    ]);
  });
});
