import fc from 'fast-check';
import { check } from '../../lib/check';
import type { Json } from '../../lib/base/json/json';
import { runs } from '../property-runs';

type Template = Record<string, unknown>;

/** The findings about the user data of an instance: severity, rule and message id. */
function found(userData: unknown, sections: Template = {}): readonly string[] {
  const web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: { 'Fn::Base64': userData } } };
  return check([{ id: 'template', template: { ...sections, Resources: { Web: web } } as unknown as Json }])
    .findings.filter(({ rule }) => rule.startsWith('user-data'))
    .map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`);
}

const alarms = (findings: readonly string[]): readonly string[] => findings.filter((finding) => !finding.startsWith('info'));

describe('a habit is found in whichever of many parts it is', () => {
  const PLAIN = 100;
  const ALLOWED = 20;
  const LOOKUPS = 30;
  const regions = Array.from({ length: 30 }, (_, index) => `eu-west-${String(index)}`);

  /** A script of a hundred parameters, twenty with twenty allowed values, a mapping by thirty Regions and thirty conditions. */
  function script(habitAt: string): readonly [unknown, Template] {
    const value = (place: string, other: string): string => (place === habitAt ? '/sys/hypervisor/uuid' : other);
    const lines: unknown[] = ['#!/bin/bash'];
    const Parameters: Template = {};
    for (let index = 0; index < PLAIN; index++) {
      const name = `Plain${String(index)}`;
      Parameters[name] = { Type: 'String', Default: value(name, `p${String(index)}`) };
      lines.push({ 'Fn::Sub': `cat /etc/app \${${name}} --number=${String(index)}` });
    }
    for (let index = 0; index < ALLOWED; index++) {
      const name = `Allowed${String(index)}`;
      const values = Array.from({ length: 20 }, (_, at) => value(`${name}/${String(at)}`, `a${String(at)}`));
      Parameters[name] = { Type: 'String', AllowedValues: values };
      lines.push({ 'Fn::Join': ['', ['cat "', { Ref: name }, '" /etc/app']] });
    }
    const Mappings = { Map: Object.fromEntries(regions.map((region) => [region, { Key: value(`Map/${region}`, `m-${region}`) }])) };
    for (let index = 0; index < 5; index++)
      lines.push({ 'Fn::Sub': ['cat ${X}', { X: { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'Key'] } }] });
    const Conditions: Template = {};
    for (let index = 0; index < LOOKUPS; index++) {
      const name = `C${String(index)}`;
      Conditions[name] = { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, String(index)] };
      const branch = (truth: string): string => `cat ${value(`${name}/${truth}`, `${truth}${String(index)}`)}\nfalse`;
      lines.push({ 'Fn::If': [name, branch('true'), branch('false')] });
    }
    return [{ 'Fn::Join': ['\n', lines] }, { Parameters, Mappings, Conditions }];
  }

  test('without one, nothing is found', () => {
    expect(found(...script('nowhere'))).toEqual([]);
  });

  test.each([
    'Plain0',
    'Plain99',
    'Allowed0/0',
    'Allowed7/13',
    'Allowed19/19',
    'Map/eu-west-0',
    'Map/eu-west-29',
    'C0/true',
    'C0/false',
    'C17/false',
    'C29/true',
  ])('%s', (place) => {
    expect(found(...script(place))).toEqual(['error user-data-xen/xen']);
  });
});

describe('a value that opens what ends some lines on', () => {
  const Parameters = { P: { Type: 'String', AllowedValues: ['other', '$', 'another'] } };
  const P = { Ref: 'P' };
  const device = ['warning user-data-devices/device'];
  test.each<[string, readonly unknown[]]>([
    ['in an array', ['a=(1 "', P, '(\n', '\n)")']],
    ['in an assignment', ['a="', P, '(\n', '\n)"']],
    ['in the second line of a word', ['a="b\nc ', P, '(\n', '\n)"']],
    ['behind a continued line', ['echo "\\\n', P, '(\n', '\n)"']],
    ['within a condition', ['if true; then\n  echo "', P, '(\n', '\n)"\nfi']],
    ['in a here-document', ['cat <<EOF\n', P, '(\n', '\n)\nEOF']],
  ])('%s', (_, [begin, value, open, close]) => {
    const script = (habit: string) => ({ 'Fn::Join': ['', ['#!/bin/bash\n', begin, value, open, habit, close, '\n']] });
    expect(found(script('lsblk | grep xvdf'), { Parameters })).toEqual(device);
    expect(found(script('lsblk | grep nvme1n1'), { Parameters })).toEqual([]);
  });
});

const SCRIPTS = [
  '#!/bin/bash\nyum update -y\nif [ -f /sys/hypervisor/uuid ]; then\n  echo ec2\nfi\n',
  '#!/bin/bash\nDEV=/dev/xvdf\nmkfs -t ext4 $DEV\nmount "$DEV" /data\n',
  '#!/bin/bash\ncat >> /etc/fstab <<EOF\n/dev/xvdf /data ext4 defaults 0 2\nEOF\nmount -a\n',
  '#!/bin/bash\necho "/dev/sdf /data" | tee /etc/fstab\nls -l\n',
  '#!/bin/bash\nbash -c "mount /dev/xvdf /data"; true\n',
  '#!/bin/sh\ncat /sys/class/dmi/id/sys_vendor\n[ -d /proc/xen ] && echo xen\n',
  '#!/usr/bin/python3\nimport os\nprint("starting")\nos.system("mount /dev/xvdf /data")\n',
  '#cloud-config\nruncmd:\n  - [mount, /dev/xvdf, /data]\n  - echo done\nwrite_files:\n  - path: /opt/run.sh\n    content: |\n      xenstore-ls\n',
  'Content-Type: multipart/mixed; boundary="B"\nMIME-Version: 1.0\n\n--B\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nmount /dev/xvdf /data\n--B--\n',
  '<powershell>\nGet-Disk | Where-Object FriendlyName -eq "XENSRC PVDISK"\n</powershell>\n',
  '#!/bin/bash\nyum install -y httpd\nsystemctl enable httpd\necho "all done" > /tmp/state\n',
  '#!/bin/bash\nif lsblk | grep -q nvme1n1; then\n  mount /dev/nvme1n1 /data\nelse\n  mount /dev/xvdf /data\nfi\n',
  '#cloud-config\npackages:\n  - httpd\nruncmd:\n  - systemctl start httpd\n',
];

type Way = 'literal' | 'sub' | 'default' | 'allowed' | 'condition' | 'otherwise' | 'map';

/** One piece of a script: how it is written, and what else it may be. */
interface Piece {
  readonly text: string;
  readonly way: Way;
  readonly other: string;
}

const pieces = fc
  .tuple(
    fc.constantFrom(...SCRIPTS),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom<Way>('literal', 'sub', 'default', 'allowed', 'condition', 'otherwise', 'map'),
        fc.constantFrom('', 'x', 'true\n', ' '),
      ),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([script, cuts]): readonly Piece[] => {
    const places = cuts.map(([at, way, other]) => ({ at: at % (script.length + 1), way, other })).sort((a, b) => a.at - b.at);
    return [{ at: 0, way: 'literal' as Way, other: '' }, ...places].map(({ at, way, other }, index) => {
      return { text: script.slice(at, places[index]?.at ?? script.length), way, other };
    });
  });

function written(parts: readonly Piece[]): readonly [unknown, Template] {
  const Parameters: Template = {};
  const Conditions: Template = {};
  const rows: Record<string, Record<string, string>> = { 'eu-west-1': {}, 'us-east-1': {} };
  const nodes = parts.map(({ text, way, other }, index): unknown => {
    const name = `N${String(index)}`;
    switch (way) {
      case 'literal':
        return text;
      case 'sub':
        return { 'Fn::Sub': ['${A}', { A: { 'Fn::Join': ['', [text.slice(0, 3), text.slice(3)]] } }] };
      case 'default':
        Parameters[name] = { Type: 'String', Default: text };
        return { Ref: name };
      case 'allowed':
        Parameters[name] = { Type: 'String', AllowedValues: [other, text] };
        return { Ref: name };
      case 'map':
        Object.assign(rows['eu-west-1'] ?? {}, { [name]: text });
        Object.assign(rows['us-east-1'] ?? {}, { [name]: other });
        return { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, name] };
      default:
        Conditions[name] = { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, name] };
        return { 'Fn::If': [name, ...(way === 'condition' ? [text, other] : [other, text])] };
    }
  });
  return [{ 'Fn::Join': ['', nodes] }, { Parameters, Conditions, Mappings: { Map: rows } }];
}

/** Every text that the pieces may be. */
function literals(parts: readonly Piece[]): readonly string[] {
  return parts.reduce<readonly string[]>(
    (starts, { text, way, other }) => {
      const ends = /^(?:literal|sub|default)$/.test(way) ? [text] : [text, other];
      return starts.flatMap((start) => ends.map((end) => start + end));
    },
    [''],
  );
}

const rulesOf = (findings: readonly string[]): readonly string[] => [
  ...new Set(alarms(findings).map((finding) => finding.split('/')[0] ?? '')),
];

test('a script in parts is judged as each of the texts that it may be', () => {
  const numRuns = runs(1500);
  let alarmed = 0;
  let wrong = 0;
  fc.assert(
    fc.property(pieces, (parts) => {
      const split = found(...written(parts));
      // A text that cannot be read as a whole, as broken YAML, runs nothing: there is nothing to find in it.
      const each = literals(parts)
        .map((text) => found(text))
        .filter((findings) => !findings.includes('warning user-data-xen/unreadable'));
      const expected = [...new Set(each.flatMap(rulesOf))];
      const isDoubted = split.some((finding) => finding.startsWith('warning user-data-xen/un'));
      if (!isDoubted) expect(rulesOf(split)).toEqual(expect.arrayContaining(expected));
      if (expected.length > 0) alarmed++;
      // A default is one value of many, so it excuses nothing.
      else if (alarms(split).length > 0 && parts.every(({ way }) => way !== 'default')) wrong++;
    }),
    // Random parts combine to nonsense more or less often: a fixed seed keeps the count below comparable.
    { numRuns, seed: 20261129 },
  );
  expect(alarmed).toBeGreaterThan(numRuns / 15);
  // Parts beside each other are read independently, which leads to more findings: a wrong one in fewer than 4 % of scripts cut anywhere.
  expect(wrong).toBeLessThan(numRuns * 0.04);
});
