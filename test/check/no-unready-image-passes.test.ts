import fc from 'fast-check';
import { check } from '../../lib/check';
import type { Finding } from '../../lib/finding';
import { type ImageWord, launchRows, type LaunchResource, type LaunchSite } from '../../lib/launch/sites';
import { findingPath, templateAt } from './launch-resource';
import { PLAIN, writing, type Writing, written } from './wrappers';

/** Images in the words of a site: one that is ready, and others that are not, or of which that is not known. */
interface Naming {
  readonly ready: string;
  readonly unready: readonly string[];
}

const LATEST = '/aws/service/ami-amazon-linux-latest';
const UNKNOWN_IMAGE = 'ami-0123456789abcdef0';

const IMAGES: Naming = {
  ready: `{{resolve:ssm:${LATEST}/al2023-ami-kernel-default-x86_64}}`,
  unready: [
    `{{resolve:ssm:${LATEST}/amzn-ami-pv-x86_64-ebs}}`,
    `{{resolve:ssm:${LATEST}/amzn-ami-hvm-x86_64-s3}}`,
    '{{resolve:ssm:/golden/image}}',
    'resolve:ssm:/aws/service/canonical/ubuntu/server/12.04/stable/current/amd64/hvm/ebs/ami-id',
    'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended',
    `${LATEST}/al2023-ami-kernel-default-x86_64`,
    UNKNOWN_IMAGE,
    'not an image',
  ],
};

const WORDS: Readonly<Record<ImageWord, Naming>> = {
  'eks-ami-type': { ready: 'AL2023_x86_64_STANDARD', unready: ['AL1_x86_64'] },
  'batch-image-type': { ready: 'ECS_AL2023', unready: ['ECS_AL9'] },
  'beanstalk-platform': {
    ready: '64bit Amazon Linux 2023 v6.1.0 running Node.js 20',
    unready: ['64bit Amazon Linux 2014.09 v1.0.9 running Ruby 2.1', '64bit Windows Server 2012 R2 v2.11.0 running IIS 8.5', 'Plan 9'],
  },
  'emr-release': { ready: 'emr-7.9.0', unready: ['emr-4.0.0', 'latest'] },
  'cloud9-image': { ready: 'amazonlinux-2023-x86_64', unready: ['amazonlinux-0-x86_64'] },
  'image-builder-image': {
    ready: 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x',
    unready: ['arn:aws:imagebuilder:us-east-1:aws:image/ubuntu-server-14-lts-x86/x.x.x', UNKNOWN_IMAGE],
  },
};

const SITES = launchRows.flatMap((row) =>
  row.sites
    .filter(({ kind }) => kind === 'machine-image')
    .map((site) => ({
      name: `${row.type} ${site.path}${site.where === undefined ? '' : ` ${JSON.stringify(site.where)}`}`,
      row,
      site,
      naming: site.word === undefined ? IMAGES : WORDS[site.word],
    })),
);

/** The errors of the rule about the site that names an image, written down in that way. */
function errorsAt(row: LaunchResource, site: LaunchSite, naming: Naming, text: string, how: Writing, level?: number): readonly Finding[] {
  const template = templateAt(row, site, written(how, text, naming.ready), level);
  return check([{ id: 'template', template }]).findings.filter(
    ({ rule, severity, path }) => rule === 'image-ready' && severity === 'error' && path.startsWith(findingPath(site)),
  );
}

describe.each(SITES)('$name', ({ row, site, naming }) => {
  test('is fine with an image that is ready', () => {
    expect(errorsAt(row, site, naming, naming.ready, PLAIN)).toEqual([]);
    fc.assert(
      fc.property(writing, (how) => {
        const errors = errorsAt(row, site, naming, naming.ready, how);
        // A parameter that admits any value may well be undecided.
        expect(errors.filter(({ messageId }) => how.leaf !== 'default' || messageId !== 'unresolved')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('never passes with one that is not, however it is written down', () => {
    fc.assert(
      fc.property(fc.constantFrom(...naming.unready), writing, fc.option(fc.nat(10), { nil: undefined }), (text, how, level) => {
        expect(errorsAt(row, site, naming, text, how, level)).not.toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
