import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launchRows, type SiteKind } from '../../lib/launch/sites';

/** For each kind of property, the test of what is found there. `npm run typecheck` names a kind that is missing here. */
const TESTED_IN: Readonly<Record<SiteKind, string>> = {
  'instance-type': 'rules/instance-type.test.ts',
  'instance-type-or-family': 'rules/instance-type.test.ts',
  'instance-type-pattern': 'rules/instance-type.test.ts',
  'instance-type-list': 'rules/instance-type.test.ts',
  'instance-family': 'rules/instance-type.test.ts',
  'instance-requirements': 'rules/instance-requirements.test.ts',
  'managed-instance-class': 'rules/managed-instance-class.test.ts',
  'kubernetes-manifest': 'rules/node-pool.test.ts',
  'launch-template': 'launch/launch-templates.test.ts',
  'machine-image': 'rules/image-ready.test.ts',
  'user-data': 'rules/user-data-xen.test.ts',
  'cfn-init-command': 'rules/user-data-xen.test.ts',
  'cfn-init-environment': 'rules/user-data-xen.test.ts',
  'cfn-init-file': 'rules/user-data-xen.test.ts',
  'block-device-name': 'rules/block-device-names.test.ts',
  feature: 'rules/nitro-features.test.ts',
};

const used = new Set<string>(launchRows.flatMap(({ sites }) => sites.map(({ kind }) => kind)));

test.each([...used])('%s, a kind that the table uses, has a test', (kind) => {
  expect(Object.keys(TESTED_IN)).toContain(kind);
});

test.each(Object.entries(TESTED_IN))('%s is used in the table and tested in %s', (kind, file) => {
  expect(used).toContain(kind);
  expect(existsSync(join(__dirname, '..', file))).toBe(true);
});
