import { gzipSync } from 'node:zlib';
import { check } from '../../lib/check';
import type { Json } from '../../lib/base/json/json';

const NAMES = Array.from({ length: 10 }, (_, index) => `P${String(index)}`);
/** Each may keep its default or be something else: 1,024 ways for the text. */
const PARAMETERS = Object.fromEntries(NAMES.map((name) => [name, { Type: 'String', Default: name.toLowerCase() }]));
const TEN_PARTS = NAMES.map((name) => `\${${name}}`).join(' ');

function findings(resource: Record<string, unknown>, parameters: Record<string, unknown> = PARAMETERS): readonly string[] {
  const web = { Type: 'AWS::EC2::Instance', ...resource, Properties: { InstanceType: 'm7i.large', ...(resource['Properties'] ?? {}) } };
  const template = { Parameters: parameters, Resources: { Web: web } } as unknown as Json;
  return check([{ id: 'template', template }])
    .findings.filter(({ rule }) => rule.startsWith('user-data'))
    .map(({ severity, rule, messageId, path }) => `${severity} ${rule}/${messageId} ${path}`);
}

function booting(userData: unknown): Record<string, unknown> {
  return { Properties: { UserData: userData } };
}

function initialized(config: Record<string, unknown>): Record<string, unknown> {
  return { Metadata: { 'AWS::CloudFormation::Init': { config } } };
}

const UNFOLLOWED = 'warning user-data-xen/unfollowed Properties/UserData';
const CONFIG = 'Metadata/AWS::CloudFormation::Init/config';

describe('a script with any number of ways to turn out is read', () => {
  const SCRIPTS: readonly (readonly [string, unknown])[] = [
    ['Fn::Sub', { 'Fn::Base64': { 'Fn::Sub': `#!/bin/bash\nrun ${TEN_PARTS}\n` } }],
    ['Fn::Join', { 'Fn::Base64': { 'Fn::Join': ['\n', ['#!/bin/bash', ...NAMES.map((Ref) => ({ Ref }))]] } }],
    ['without Fn::Base64', { 'Fn::Sub': `#!/bin/bash\nrun ${TEN_PARTS}\n` }],
    ['a condition around it', { 'Fn::If': ['Unknown', { 'Fn::Base64': { 'Fn::Sub': TEN_PARTS } }, { Ref: 'AWS::NoValue' }] }],
    ['a part of the script only', { 'Fn::Base64': { 'Fn::Join': ['\n', ['#!/bin/sh', 'true', { 'Fn::Sub': TEN_PARTS }]] } }],
    [
      'a part of the script beside others that the deployment fills in',
      { 'Fn::Base64': { 'Fn::Join': ['\n', ['#!/bin/sh', { 'Fn::GetAtt': ['Web', 'PrivateIp'] }, 'x', { 'Fn::Sub': `a ${TEN_PARTS}` }]] } },
    ],
    ['a variable of Fn::Sub', { 'Fn::Base64': { 'Fn::Sub': ['#!/bin/sh\n${All}\n', { All: { 'Fn::Sub': TEN_PARTS } }] } }],
    ['one of two branches', { 'Fn::If': ['Unknown', { Ref: 'P0' }, { 'Fn::Base64': { 'Fn::Sub': TEN_PARTS } }] }],
  ];

  test.each(SCRIPTS)('%s', (_name, userData) => {
    expect(findings(booting(userData)).filter((finding) => !finding.startsWith('info'))).toEqual([]);
    const parameters = { ...PARAMETERS, P7: { Type: 'String', Default: 'cat /proc/xen/capabilities' } };
    expect(findings(booting(userData), parameters)).toContain('error user-data-xen/xen Properties/UserData');
  });

  test('what cfn-init runs', () => {
    const config = {
      commands: {
        a: { command: { 'Fn::Sub': TEN_PARTS } },
        b: { command: ['mount', { 'Fn::Sub': TEN_PARTS }, '/data'] },
        c: { command: 'true', test: { 'Fn::Sub': `test ${TEN_PARTS}` }, env: { A: { 'Fn::Sub': TEN_PARTS } } },
      },
      files: { '/opt/run.sh': { content: { 'Fn::Sub': `#!/bin/sh\n${TEN_PARTS}` } } },
    };
    expect(findings(initialized(config)).filter((finding) => !finding.startsWith('info'))).toEqual([]);
    const parameters = { ...PARAMETERS, P7: { Type: 'String', Default: 'cat /proc/xen/capabilities' } };
    expect(
      findings(initialized(config), parameters)
        .filter((finding) => !finding.startsWith('info'))
        .toSorted(),
    ).toEqual([
      `error user-data-xen/xen ${CONFIG}/commands/a/command`,
      `error user-data-xen/xen ${CONFIG}/commands/b/command`,
      `error user-data-xen/xen ${CONFIG}/commands/c/env/A`,
      `error user-data-xen/xen ${CONFIG}/commands/c/test`,
      `error user-data-xen/xen ${CONFIG}/files//opt/run.sh/content`,
    ]);
  });
});

describe('a script that is not followed is a warning, not a note', () => {
  test.each<[string, unknown]>([
    ['an export whose name has more ways to turn out than are followed', { 'Fn::Base64': { 'Fn::ImportValue': { 'Fn::Sub': TEN_PARTS } } }],
    [
      'a function that is not followed',
      { 'Fn::Base64': { 'Fn::Select': [0, { 'Fn::Split': ['|', { 'Fn::ToJsonString': { a: '1' } }] }] } },
    ],
  ])('%s', (_name, userData) => {
    expect(findings(booting(userData))).toContain(UNFOLLOWED);
  });

  test('functions within functions that are too deep', () => {
    let script: unknown = { Ref: 'P0' };
    for (let level = 0; level < 200; level++) script = { 'Fn::Join': ['', ['x', script]] };
    expect(findings(booting({ 'Fn::Base64': script }))).toContain(UNFOLLOWED);
  });

  test('a loop that is too large to write out', () => {
    const items = Array.from({ length: 3000 }, (_, index) => `i${String(index)}`);
    const body = { UserData: Array.from({ length: 100 }, () => 'x') };
    const web = { Properties: { 'Fn::ForEach::Data': ['Item', items, body] } };
    expect(findings(web)).toContain(UNFOLLOWED);
  });

  test('the message says what is not checked, why, and what to do', () => {
    const web = {
      Type: 'AWS::EC2::Instance',
      Properties: {
        InstanceType: 'm7i.large',
        UserData: { 'Fn::Select': [0, { 'Fn::Split': ['|', { 'Fn::ToJsonString': { a: '1' } }] }] },
      },
    };
    const [finding] = check([{ id: 'template', template: { Parameters: PARAMETERS, Resources: { Web: web } } }]).findings;
    expect(finding?.message).toBe(
      "the user data is not fully checked, because 'Fn::ToJsonString' is computed only at deployment: use fewer functions and parameters, or verify by hand that it does not rely on Xen or on device names",
    );
    expect(finding?.doubt).toBe('unresolved');
  });
});

describe('what only the deployment knows stays a note', () => {
  test.each<[string, unknown]>([
    ['a parameter', { Ref: 'P0' }],
    ['a stored script', { 'Fn::Base64': '{{resolve:ssm:/boot/script}}' }],
    ['an export', { 'Fn::ImportValue': 'script' }],
    ['a command behind another one', { 'Fn::Base64': { 'Fn::Sub': '#!/bin/sh\ntrue && ${P0}' } }],
    ['a command behind a word', { 'Fn::Base64': { 'Fn::Sub': '#!/bin/sh\nif true; then ${P0}; fi' } }],
    ['a command of the script', { 'Fn::Base64': { 'Fn::Join': ['\n', ['#!/bin/sh', { 'Fn::ImportValue': 'commands' }]] } }],
  ])('%s', (_name, userData) => {
    expect(findings(booting(userData), { P0: { Type: 'String' } })).toEqual(['info user-data-xen/undecided Properties/UserData']);
  });

  test('all that cfn-init does', () => {
    const path = 'Metadata/AWS::CloudFormation::Init';
    expect(findings({ Metadata: { 'AWS::CloudFormation::Init': { 'Fn::ImportValue': 'init' } } })).toEqual([
      `info user-data-xen/undecided ${path}`,
    ]);
  });
});

describe('what an include fills in is a warning', () => {
  const INCLUDE = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/init.yaml' } } };
  const INIT = 'Metadata/AWS::CloudFormation::Init';
  const userData = { Properties: { UserData: { 'Fn::Base64': '#!/bin/sh\n/opt/aws/bin/cfn-init -r Web' } } };

  test.each<[string, Record<string, unknown>, string]>([
    ['all of cfn-init', { Metadata: { 'AWS::CloudFormation::Init': INCLUDE } }, INIT],
    ['a configuration', { Metadata: { 'AWS::CloudFormation::Init': { config: INCLUDE } } }, `${INIT}/config`],
    ['its commands', initialized({ commands: INCLUDE }), `${INIT}/config/commands`],
    ['a command', initialized({ commands: { a: INCLUDE } }), `${INIT}/config/commands/a`],
    ['the metadata of an instance that runs cfn-init', { Metadata: INCLUDE, ...userData }, 'Metadata'],
  ])('%s', (_name, resource, path) => {
    expect(findings(resource)).toEqual([`warning user-data-xen/undecided ${path}`]);
  });

  test('metadata that nothing is known to run are a note', () => {
    expect(findings({ Metadata: INCLUDE })).toEqual(['info user-data-xen/undecided Metadata']);
  });
});

describe('a script of which a part is not read for its size or depth is a warning', () => {
  const HABIT = 'mount /dev/xvdf /data';

  function messages(userData: unknown): readonly string[] {
    const web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: userData } };
    return check([{ id: 'template', template: { Resources: { Web: web } } as unknown as Json }])
      .findings.filter(({ rule }) => rule === 'user-data-xen')
      .map(({ severity, messageId, message }) => `${severity} ${messageId} ${message}`);
  }

  function base64(text: string): string {
    return Buffer.from(text).toString('base64');
  }

  test.each<[string, string, string]>([
    ['commands within commands', `#!/bin/sh\n${'echo $('.repeat(30)}${HABIT}${')'.repeat(30)}`, 'in line 2 are nested too deeply to read'],
    [
      'scripts that write scripts',
      Array.from({ length: 15 }).reduce<string>((text) => `echo ${base64(text)} | base64 -d | bash`, HABIT),
      'is nested too deeply to read',
    ],
    ['more pipes than anybody writes', `#!/bin/sh\necho ${HABIT} ${'| cat '.repeat(300)} | bash`, 'passes through too many others'],
    [
      'half of a gzip that the script unpacks',
      `#!/bin/sh\n# xvdf\necho ${gzipSync(`#!/bin/sh\n${HABIT}\n${'#'.repeat(99)}`)
        .subarray(0, 30)
        .toString('base64')} | base64 -d | gunzip | sh`,
      'the text that line 3 decodes ends in the middle of its gzip data',
    ],
  ])('%s', (_name, text, problem) => {
    expect(messages({ 'Fn::Base64': text })).toEqual([expect.stringMatching(/^warning unreadable /)]);
    expect(messages({ 'Fn::Base64': text })).toEqual([expect.stringContaining(problem)]);
  });

  const NUMBERS = Array.from({ length: 40 }, (_, index) => `v${String(index)}`).join(' ');

  test('variables with many values, and long chains of them, are followed', () => {
    const loop = `#!/bin/sh\nfor part in ${NUMBERS} hypervisor/uuid; do cat /sys/$part; done`;
    const chain = '#!/bin/sh\nA=/sys\nB=$A/hyper\nC=${B}visor\nD=$C\nE=$D/uuid\nF=$E\ncat $F # xen';
    for (const text of [loop, chain]) expect(messages({ 'Fn::Base64': text })).toEqual([expect.stringMatching(/^error xen /)]);
  });

  test('what is put on the end of a variable again and again is no reason to warn', () => {
    const lines = Array.from({ length: 9 }, (_, index) => `PATH=$PATH:/opt/${String(index)}/bin`);
    expect(messages({ 'Fn::Base64': ['#!/bin/sh', '# xvdf', ...lines, 'export PATH', 'run $PATH'].join('\n') })).toEqual([]);
  });

  test('more combinations of variables than are tried are a warning', () => {
    const loops = `#!/bin/sh\n# xvdf\nfor a in ${NUMBERS}; do\nfor b in ${NUMBERS}; do\ncat /sys/$a$b\ndone\ndone`;
    expect(messages({ 'Fn::Base64': loops })).toEqual([
      expect.stringMatching(/^warning unreadable .*the variables in line 5 have too many combinations to follow/),
    ]);
  });

  test('a file of cfn-init that cannot be decoded, where something would run it', () => {
    const half = gzipSync(`#!/bin/sh\n${HABIT}\n`).subarray(0, 20).toString('base64');
    const keys = Buffer.from(Array.from({ length: 99 }, (_, index) => (index * 37) % 256)).toString('base64');
    const files = { '/opt/run.sh': { content: half, encoding: 'base64' }, '/opt/keys.jks': { content: keys, encoding: 'base64' } };
    expect(findings(initialized({ files, commands: { a: { command: '/opt/run.sh' } } }))).toEqual([
      `warning user-data-xen/unreadable ${CONFIG}/files//opt/run.sh/content`,
    ]);
  });

  test('what a variable holds need not be decoded', () => {
    expect(messages({ 'Fn::Base64': '#!/bin/sh\n# xvdf\necho "$SCRIPT" | base64 -d | bash' })).toEqual([]);
  });

  test('a part of a message that only the deployment knows is a note', () => {
    const message = [
      'Content-Type: multipart/mixed; boundary=B',
      '',
      '--B',
      'Content-Type: text/x-shellscript',
      '',
      { Ref: 'AWS::StackName' },
    ];
    const whole = [...message, '--B', '', '#!/bin/sh', 'true', '--B--'];
    expect(messages({ 'Fn::Base64': { 'Fn::Join': ['\n', whole] } })).toEqual([
      expect.stringMatching(/^info undecided .*\(the whole of part 1 \(text\/x-shellscript\)\)/),
    ]);
  });
});
