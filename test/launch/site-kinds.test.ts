import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launchRows, SITE_KINDS, type SiteKind } from '../../lib/launch/sites';

/** For each kind of property, the test of what is found there. A kind that is missing here fails below. */
const TESTED_IN: Readonly<Record<SiteKind, string>> = {
  'instance-type': 'rules/instance-type.test.ts',
  'instance-type-or-family': 'rules/instance-type.test.ts',
  'instance-type-pattern': 'rules/instance-type.test.ts',
  'instance-type-list': 'rules/instance-type.test.ts',
  'instance-family': 'rules/instance-type.test.ts',
  'instance-requirements': 'rules/instance-requirements.test.ts',
  'managed-instance-class': 'rules/managed-instance-class.test.ts',
  'kubernetes-manifest': 'rules/node-pool.test.ts',
  'machine-image': 'rules/image-ready.test.ts',
  'user-data': 'rules/user-data-xen.test.ts',
  'cfn-init-command': 'rules/user-data-xen.test.ts',
  'cfn-init-environment': 'rules/user-data-xen.test.ts',
  'cfn-init-setting': 'red-team/ways/cfn-init.ts',
  'cfn-init-file': 'rules/user-data-xen.test.ts',
  'block-device-name': 'rules/block-device-names.test.ts',
  feature: 'rules/nitro-features.test.ts',
  property: 'launch/launch-templates.test.ts',
};

// Sites of the kind `property` are created for properties that the table does not list.
const kinds = SITE_KINDS.filter((kind) => kind !== 'property');

test.each(SITE_KINDS)("the kind '%s' has a test, which TESTED_IN in test/launch/site-kinds.test.ts names", (kind) => {
  const file = TESTED_IN[kind];
  expect({ kind, file }).toEqual({ kind, file: expect.any(String) as string });
  expect([file, existsSync(join(__dirname, '..', file))]).toEqual([file, true]);
});

test.each(kinds)("the kind '%s' is the kind of a site in a row of lib/launch/sites", (kind) => {
  expect(launchRows.filter(({ sites }) => sites.some((site) => site.kind === kind)).map(({ type }) => type)).not.toEqual([]);
});
