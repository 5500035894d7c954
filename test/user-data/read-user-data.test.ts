import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { HOLE } from '../../lib/base/hole';
import { readUserData } from '../../lib/user-data/read-user-data';
import { readScripts } from '../../lib/user-data/scripts/read-script';
import { habitsIn, linesFound } from './reading';
import { runs } from '../property-runs';

const SCRIPT = '#!/bin/bash\nmount /dev/xvdf /data\n';
const FOUND = ['line 2: mount /dev/xvdf /data'];

function base64(text: string | Uint8Array): string {
  return Buffer.from(text).toString('base64');
}

function multipart(...parts: readonly string[]): string {
  return `Content-Type: multipart/mixed; boundary="B"\n\n${parts.map((part) => `--B\n${part}\n`).join('')}--B--\n`;
}

function problems(text: string): readonly string[] {
  return readUserData(text).problems;
}

describe('the same script, wrapped', () => {
  test.each([
    ['plain', SCRIPT],
    ['with blank lines before it', SCRIPT.replace('#!', '\n#!').replace('\n', '')],
    ['lines that end as on Windows', SCRIPT.replaceAll('\n', '\r\n')],
    ['base64', base64(SCRIPT)],
    ['base64 in lines', base64(SCRIPT).replace(/.{16}/g, '$&\n')],
    ['base64 twice', base64(base64(SCRIPT))],
    ['gzip in base64', base64(gzipSync(SCRIPT))],
    ['base64 in gzip in base64', base64(gzipSync(base64(SCRIPT)))],
    ['with a byte order mark', base64(`\uFEFF${SCRIPT}`)],
    ['as UTF-16', base64(Buffer.from(`\uFEFF${SCRIPT}`, 'utf16le'))],
  ])('%s', (_name, text) => {
    expect(linesFound(text)).toEqual(FOUND);
    expect(problems(text)).toEqual([]);
  });

  test.each([
    ['a MIME part', `Content-Type: text/x-shellscript\n\n${SCRIPT}`, 'line 7'],
    ['a MIME part in base64', `Content-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n${base64(SCRIPT)}`, 'line 2'],
    ['a MIME part in gzip', `Content-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n${base64(gzipSync(SCRIPT))}`, 'line 2'],
    [
      'a MIME part that is quoted',
      `Content-Type: text/x-shellscript\nContent-Transfer-Encoding: quoted-printable\n\n${SCRIPT.replace('/dev', '=\n=2Fdev')}`,
      'line 8',
    ],
    ['a MIME part without a type', SCRIPT, 'line 5'],
  ])('%s', (_name, part, line) => {
    const second = 'Content-Type: text/plain\n\n#!/bin/sh\ntrue';
    expect(linesFound(multipart(part, second))).toEqual([
      expect.stringMatching(new RegExp(`^part 1 \\(.*\\), ${line}: mount /dev/xvdf /data$`)),
    ]);
  });

  test('a message in a message', () => {
    const inner = multipart(
      `Content-Type: text/x-shellscript; name="a.sh"\nContent-Disposition: attachment; filename="a.sh"\n\n${SCRIPT}`,
      'x: y\n\n',
    ).replace(/B/g, 'INNER');
    expect(linesFound(multipart(inner, 'x: y\n\n'))).toEqual([
      expect.stringMatching(/^part 1 \(multipart\/mixed\), part 1 \(a\.sh\), line 11: /),
    ]);
  });

  test('a file of a cloud-config, in each encoding', () => {
    for (const [encoding, content] of [
      ['b64', base64(SCRIPT)],
      ['gz+base64', base64(gzipSync(SCRIPT))],
      ['text/plain', '"#!/bin/sh\\nmount /dev/xvdf /data"'],
    ] as const) {
      const config = `#cloud-config\nwrite_files:\n  - path: /opt/mount\n    encoding: ${encoding}\n    content: ${content}\n`;
      expect(linesFound(config)).toEqual([expect.stringContaining('write_files /opt/mount, line')]);
    }
  });

  test('an archive of cloud-init', () => {
    expect(
      linesFound(
        `#cloud-config-archive\n- type: text/x-shellscript\n  content: |\n    #!/bin/sh\n    mount /dev/xvdf /data\n- '#!/bin/sh'\n`,
      ),
    ).toEqual(['part 1, line 5: mount /dev/xvdf /data']);
  });

  test('Ignition', () => {
    const config = {
      ignition: { version: '3.4.0' },
      storage: {
        disks: [{ device: '/dev/xvdf' }],
        files: [
          { path: '/opt/mount.sh', contents: { source: `data:;base64,${base64(SCRIPT)}` } },
          { path: '/etc/hosts', contents: { source: 'https://example.com/hosts' } },
        ],
      },
      systemd: { units: [{ name: 'data.mount', contents: '[Mount]\nWhat=/dev/xvdg' }] },
    };
    expect(linesFound(JSON.stringify(config))).toEqual([
      'storage.disks[0], line 1: /dev/xvdf',
      'storage.files /opt/mount.sh, line 2: mount /dev/xvdf /data',
      'systemd.units data.mount, line 2: What=/dev/xvdg',
    ]);
    expect(readUserData(JSON.stringify(config)).elsewhere).toEqual(['/etc/hosts comes from https://example.com/hosts']);
  });

  test.each([
    `# settings\n[settings.bootstrap-containers.disk]\nuser-data = "${base64(SCRIPT)}"\n`,
    `[settings.bootstrap-containers.disk]\n"user-data" = '${base64(SCRIPT)}'\n`,
    `settings.bootstrap-containers.disk.user-data = "${base64(SCRIPT)}"\n`,
    `[settings.bootstrap-containers.disk]\nuser-data = """\n${base64(SCRIPT)}\n"""\n`,
    `[settings.bootstrap-containers.disk]\nuser-data = '''${base64(SCRIPT)}'''\n`,
    `[settings.bootstrap-containers]\ndisk = { mode = "always", user-data = "${base64(SCRIPT)}" }\n`,
    `[settings]\nbootstrap-containers.disk.user-data = "${base64(SCRIPT)}"\n`,
  ])('a bootstrap container of Bottlerocket: %j', (toml) => {
    expect(linesFound(toml)).toEqual(['settings.bootstrap-containers.disk, line 2: mount /dev/xvdf /data']);
  });

  test('Ignition of which a part is known only at deployment', () => {
    const config = `{"ignition": {"version": "3.4.0"}, "storage": {"disks": [{"device": "/dev/xvdf"}], "files": ${HOLE}}}`;
    expect(linesFound(config)).toEqual(['storage.disks[0], line 1: /dev/xvdf']);
    expect(problems(config)).toEqual([]);
  });

  test('a group of commands without a first line, which is no JSON', () => {
    expect(linesFound('{\n  mount /dev/xvdf /data\n}\n')).toEqual(['line 2: mount /dev/xvdf /data']);
    expect(linesFound('{"device": "/dev/xvdf"}')).toEqual([]);
  });

  test('Ignition that merges other configurations, and more that names devices', () => {
    const inner = { ignition: { version: '3.4.0' }, storage: { raid: [{ devices: ['/dev/md0', '/dev/xvdf'] }] } };
    const config = {
      ignition: {
        config: { merge: [{ source: 'https://example.com/a.ign' }, { source: `data:;base64,${base64(JSON.stringify(inner))}` }] },
      },
      storage: {
        luks: [{ device: '/dev/xvdg' }],
        files: [{ path: '/etc/fstab', append: [{ source: 'data:,%2Fdev%2Fxvdh%20%2Fdata' }] }],
      },
      systemd: { units: [{ name: 'a.service', dropins: [{ contents: '[Service]\nExecStart=mount /dev/xvdi' }] }] },
    };
    const text = JSON.stringify(config);
    expect(linesFound(text).toSorted()).toEqual([
      'ignition.config, storage.raid[0], line 1: /dev/xvdf',
      'storage.files /etc/fstab, line 1: /dev/xvdh /data',
      'storage.luks[0], line 1: /dev/xvdg',
      'systemd.units a.service, line 2: ExecStart=mount /dev/xvdi',
    ]);
    expect(readUserData(text).elsewhere).toEqual(['the instance fetches https://example.com/a.ign']);
    expect(
      linesFound(JSON.stringify({ ignition: { config: { replace: { source: `data:,${encodeURIComponent(JSON.stringify(config))}` } } } })),
    ).toContain('ignition.config, storage.luks[0], line 1: /dev/xvdg');
  });

  test('a text that a script decodes itself', () => {
    expect(linesFound(`#!/bin/sh\necho ${base64(SCRIPT)} | base64 -d > /opt/mount.sh\n`)).toEqual([
      'file /opt/mount.sh, line 3: mount /dev/xvdf /data',
    ]);
    expect(linesFound(`#!/bin/sh\nbase64 --decode <<EOF | gunzip | bash\n${base64(gzipSync(SCRIPT))}\nEOF\n`)).toHaveLength(1);
  });

  test('a cloud-config with a line that ends in a carriage return alone, behind a comment', () => {
    expect(linesFound('#cloud-config\nruncmd:\n  # the disk\r  - mount /dev/xvdf /data\n')).toEqual([
      'runcmd[0], line 4: mount /dev/xvdf /data',
    ]);
  });

  test('a cloud-config with one text for all commands, and with binary files', () => {
    expect(linesFound('#cloud-config\nruncmd: |\n  mount /dev/xvdf /data\n')).toEqual(['runcmd, line 3: mount /dev/xvdf /data']);
    for (const [encoding, content] of [
      ['text/plain', base64(SCRIPT)],
      ['gzip', base64(gzipSync(SCRIPT))],
    ] as const) {
      const config = `#cloud-config\nwrite_files:\n  - path: /opt/mount\n    encoding: ${encoding}\n    content: !!binary ${content}\n`;
      expect(linesFound(config)).toEqual([expect.stringContaining('write_files /opt/mount, line')]);
    }
  });

  test('EC2Launch v2', () => {
    const tasks = `version: 1.0\ntasks:\n- task: executeScript\n  inputs:\n  - type: powershell\n    content: |-\n      Get-Service xenvbd\n`;
    expect(linesFound(tasks)).toEqual(['tasks[0] executeScript, line 7: Get-Service xenvbd']);
  });

  test('parts that are known only at deployment', () => {
    expect(linesFound(`#!/bin/bash\nmount /dev/xvd${HOLE} /data/${HOLE}${HOLE}\n`)).toEqual(['line 2: mount /dev/xvd... /data/...']);
    expect(readUserData(HOLE)).toEqual({ fragments: [], problems: [], elsewhere: [] });
    expect(readUserData(multipart(`Content-Type: text/x-shellscript\n\n${HOLE}`, 'x: y\n\n')).elsewhere).toEqual([
      'the whole of part 1 (text/x-shellscript)',
    ]);
    expect(readUserData(`[settings.bootstrap-containers.disk]\nuser-data = "${HOLE}"\n`).elsewhere).toEqual([
      'the whole of settings.bootstrap-containers.disk',
    ]);
  });
});

test('files fetched from elsewhere are reported', () => {
  expect(readUserData('#include\n# a comment\nhttps://example.com/boot.sh\n').elsewhere).toEqual([
    'the instance fetches https://example.com/boot.sh',
  ]);
});

describe('what cannot be read', () => {
  const LONG = '#!/bin/bash\n' + '# padding that does not compress: 8f3a9c1e7b\n'.repeat(20) + 'mount /dev/xvdf /data\n';

  test.each([
    ['base64 that breaks off', base64(SCRIPT).replace(/=*$/, '').slice(0, 41), 'it is not whole base64'],
    ['base64 with other characters in it', base64(LONG).replace(/^(.{40})./, '$1*'), 'it is not whole base64'],
    ['base64 with a hole', `${base64(LONG).slice(0, 40)}${HOLE}`, 'it is base64, a part of which is known only at deployment'],
    ['damaged gzip', base64(Buffer.concat([Buffer.from([0x1f, 0x8b, 7]), gzipSync(SCRIPT).subarray(3)])), 'it is damaged gzip data'],
    ['a gzip bomb', base64(gzipSync(Buffer.alloc(50_000_000))), 'it is gzip data of more than 1 MB, where EC2 takes 16 KB'],
    ['16 MB', `#!/bin/bash\n${'#'.repeat(16 * 1024 * 1024)}`, 'it is 16 MB, where EC2 takes 16 KB'],
    ['a program', base64(Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0'.repeat(20), 'latin1')), 'it is binary'],
    ['NUL in a script', '#!/bin/sh\n\0\0\0', 'it is binary'],
    ['YAML that is none', '#cloud-config\nruncmd: [a, b\nmounts: }', /^the cloud-config is not YAML \(/],
    ['a message without a boundary', 'Content-Type: multipart/mixed\n\n--B\n\n#!/bin/sh\n', 'it is a MIME message without a boundary'],
    [
      'a message whose boundary never comes',
      'Content-Type: multipart/mixed; boundary=B\n\nx\n',
      "it is a MIME message in which the boundary 'B' does not occur",
    ],
    ['a part that is not base64', multipart('Content-Transfer-Encoding: base64\n\n***', 'x: y\n\n'), 'part 1 (no type) is not base64'],
    ['base64 seven times over', [1, 2, 3, 4, 5, 6, 7].reduce((text) => base64(text), SCRIPT), 'it is encoded in more than 4 layers'],
    ['half of base64 that begins with a comment', base64(`# mounts it\n${LONG}`).slice(0, 401), 'it is not whole base64'],
    [
      'a file in binary data that breaks off',
      `#cloud-config\nwrite_files:\n  - path: /opt/mount.sh\n    content: !!binary ${base64(gzipSync(LONG).subarray(0, 8))}\n`,
      'write_files /opt/mount.sh ends in the middle of its gzip data',
    ],
    [
      'a part in an encoding of Unix',
      multipart('Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a', 'x: y\n\n'),
      "part 1 (no type) is in the encoding 'x-uuencode', which is not read",
    ],
    ['half of a configuration of Ignition', '{"ignition": {"version": "3.4.0"}, "storage": {"files": [', 'it is Ignition, but not JSON'],
    [
      'a configuration of Ignition that merges something else',
      JSON.stringify({ ignition: { config: { merge: [{ source: 'data:,hello' }] } } }),
      'ignition.config is not a configuration of Ignition',
    ],
    ['a JSON patch', '#cloud-config-jsonp\n[]', 'it is a JSON patch (#cloud-config-jsonp)'],
    ['aliases without end', `#cloud-config\nruncmd:\n${'- &a [*a]\n'.repeat(5000)}`, 'the cloud-config is not YAML that can be followed'],
    ['brackets without end', `#cloud-config\nruncmd: ${'['.repeat(20_000)}`, 'the cloud-config is nested too deeply to read'],
    ['dashes without end', `#cloud-config\nruncmd:\n${'- '.repeat(20_000)}`, 'the cloud-config is nested too deeply to read'],
  ])('%s', (_name, text, problem) => {
    expect(problems(text)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });

  test('half a gzip is read as far as it goes', () => {
    const whole = gzipSync(
      `#!/bin/bash\nmount /dev/xvdf /data\n${Array.from({ length: 400 }, (_, index) => `echo ${String(index * 7919)}`).join('\n')}`,
    );
    const half = base64(whole.subarray(0, whole.length / 2));
    expect(problems(half)).toEqual(['it ends in the middle of its gzip data']);
    expect(linesFound(half)).toEqual(FOUND);
  });

  test('the other parts are read all the same', () => {
    const text = multipart('Content-Type: text/cloud-config\n\nruncmd: [', `Content-Type: text/x-shellscript\n\n${SCRIPT}`);
    expect(problems(text)).toEqual([expect.stringMatching(/^part 1 \(text\/cloud-config\) is not YAML/)]);
    expect(linesFound(text)).toEqual([expect.stringMatching(/^part 2 /)]);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '"',
    "'",
    '`',
    '$(',
    ')',
    '((',
    '))',
    '${',
    '}',
    '<<EOF\n',
    'EOF\n',
    '\\',
    '\n',
    ' ',
    ';',
    ';;',
    '|',
    '&&',
    'case x in ',
    'esac',
    '[[ ',
    ' ]]',
    '#',
    'a=(',
    '>',
    '/dev/xvdf',
    HOLE,
    'echo ',
    'grep ',
    'bash -c ',
  );
  const header = fc.constantFrom(
    '',
    '#!/bin/bash\n',
    '#cloud-config\n',
    '#cloud-config\nruncmd:\n- ',
    '## template: jinja\n#cloud-config\n',
    'Content-Type: multipart/mixed; boundary=B\n\n--B\n',
    '<powershell>\n',
    '#!/usr/bin/python\n',
    '{"ignition":',
    'version: 1.0\ntasks:\n',
    '[settings]\n',
  );
  const anything = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  test('is read without an exception, and found lines exist', () => {
    fc.assert(
      fc.property(header, anything, (start, rest) => {
        for (const { line, lines, firstLine, uses } of readScripts(readUserData(start + rest).fragments).flatMap((statement) =>
          statement.uses.map(({ line: at }) => ({ ...statement, line: at })),
        )) {
          expect(uses.length).toBeGreaterThan(0);
          expect(line - firstLine).toBeGreaterThanOrEqual(0);
          expect(line - firstLine).toBeLessThan(lines.length);
        }
        habitsIn(start + rest);
      }),
      { numRuns: runs(1500) },
    );
  });

  test('is found in whatever it is wrapped', () => {
    const line = fc.constantFrom(
      'mount /dev/xvdf /data',
      'xenstore-ls',
      'echo eth0',
      'true',
      '# /dev/sdb',
      'cat /sys/hypervisor/uuid',
      'ip a s eth0',
      'ls /dev/nvme1n1',
      'grüße=ß',
    );
    const script = fc.array(line, { minLength: 1 }).map((lines) => `#!/bin/bash\n${lines.join('\n')}\n`);
    const names = (text: string): string[] => habitsIn(text).map(({ habit, quote }) => `${habit.name}: ${quote}`);
    fc.assert(
      fc.property(script, (text) => {
        const plain = names(text);
        expect(names(base64(text))).toEqual(plain);
        expect(names(base64(gzipSync(text)))).toEqual(plain);
        expect(names(multipart(`Content-Type: text/x-shellscript\n\n${text}`))).toEqual(plain);
        expect(names(multipart(`Content-Transfer-Encoding: base64\n\n${base64(gzipSync(text))}`, 'x: y\n\n'))).toEqual(plain);
      }),
      { numRuns: 150 },
    );
  });

  test('reads long texts of few words to their end', () => {
    for (const text of [
      '$(<<A\n'.repeat(50_000),
      'A=/dev/xvdf\n'.repeat(30_000),
      '$('.repeat(100_000),
      '(('.repeat(100_000),
      '<<A\n'.repeat(50_000),
      '`"'.repeat(100_000),
      'A=$B '.repeat(20_000),
      'echo a | '.repeat(20_000),
      '{ '.repeat(20_000),
      'a=('.repeat(20_000),
      '${A'.repeat(20_000),
      `A=$A$A\n${'A=$A$A$A{a,b}{c,d}\n'.repeat(2000)}mount $A`,
    ]) {
      expect(() => habitsIn(`#!/bin/bash\n${text}`)).not.toThrow();
    }
  });
});
