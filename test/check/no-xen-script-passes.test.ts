import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { check } from '../../lib/check';
import type { Finding } from '../../lib/finding';
import { launchRows, type LaunchResource, type LaunchSite } from '../../lib/launch/sites';
import { findingPath, templateAt } from './launch-resource';
import { type Expression, PLAIN, writing, type Writing, written } from './wrappers';

const FINE = '#!/bin/bash\ndnf install -y nginx\nmount UUID=0f3a /data\n';

const XEN = [
  '#!/bin/bash\ncat /sys/hypervisor/uuid\n',
  '#!/bin/sh\nset -e\ntest -d /proc/xen && exit 0\n',
  '#!/bin/bash\nxenstore-read domid\n',
  '#!/bin/bash\nif [ "$(systemd-detect-virt)" = xen ]; then echo yes; fi\n',
];

/** How a text gets into user data. */
const ENCODINGS: Readonly<Record<string, (expression: Expression) => Expression>> = {
  'Fn::Base64': ({ node, sections }) => ({ node: { 'Fn::Base64': node }, sections }),
  'Fn::Base64 of Fn::Sub': ({ node, sections }) => ({ node: { 'Fn::Base64': { 'Fn::Sub': ['${Script}', { Script: node }] } }, sections }),
};

/** Properties that take only written-out text. */
const LITERAL_ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 of gzip': (text) => gzipSync(text).toString('base64'),
  'base64 of MIME': (text) =>
    Buffer.from(
      `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/x-shellscript\n\n${text}\n--b--\n`,
    ).toString('base64'),
};

const SITES = launchRows.flatMap((row) =>
  row.sites
    .filter(({ kind }) => ['user-data', 'cfn-init-command', 'cfn-init-file'].includes(kind))
    .map((site) => ({ name: `${row.type} ${site.path}`, row, site })),
);

/** Returns the rule's findings at a site with the expression. */
function foundAt(row: LaunchResource, site: LaunchSite, expression: Expression, level?: number): readonly Finding[] {
  const template = templateAt(row, site, expression, level);
  return check([{ id: 'template', template }]).findings.filter(
    ({ rule, path }) => rule === 'user-data-xen' && path.startsWith(findingPath(site)),
  );
}

const anyEncoding = fc.constantFrom(...Object.values(ENCODINGS));

function encoded(site: LaunchSite, encode: (expression: Expression) => Expression, expression: Expression): Expression {
  return site.kind === 'user-data' ? encode(expression) : expression;
}

describe.each(SITES)('$name', ({ row, site }) => {
  test('is fine with an ordinary script', () => {
    fc.assert(
      fc.property(writing, anyEncoding, (how, encode) => {
        const found = foundAt(row, site, encoded(site, encode, written(how, FINE, FINE)));
        expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('never passes with one that looks for Xen, however it is written down', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...XEN),
        writing,
        anyEncoding,
        fc.option(fc.nat(10), { nil: undefined }),
        (script, how: Writing, encode, level) => {
          const found = foundAt(row, site, encoded(site, encode, written(how, script, FINE)), level);
          expect(found.map(({ messageId, severity }) => [messageId, severity])).toContainEqual(['xen', 'error']);
        },
      ),
      { numRuns: 20 },
    );
  });

  if (site.kind === 'user-data') {
    test.each(Object.entries(LITERAL_ENCODINGS))('never passes with one that looks for Xen in %s', (_, encode) => {
      for (const script of XEN) {
        const found = foundAt(row, site, written(PLAIN, encode(script), ''));
        expect(found).toContainEqual(expect.objectContaining({ messageId: 'xen', severity: 'error' }));
      }
    });
  }
});
