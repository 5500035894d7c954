import { check } from '../../lib/check';
import { imageArchitecture } from '../../lib/rules/image-architecture';
import { record } from '../images/records';
import { ARM64_PARAMETER } from './launch-templates';
import { testRule } from './rule-tester';
import { together } from './together';
import { LAUNCHES_BY_EC2 } from './image-architecture/launches-by-ec2';
import { NODE_GROUPS } from './image-architecture/node-groups';
import { SERVICES } from './image-architecture/services';
import { GRAVITON_GENERATIONS } from './image-architecture/graviton-generations';
import { web, pipeline } from './image-architecture/launches';

testRule(imageArchitecture, together(LAUNCHES_BY_EC2, NODE_GROUPS, SERVICES, GRAVITON_GENERATIONS));

test('a recorded image has the architecture that EC2 says', () => {
  const id = 'ami-0123456789abcdef0';
  const voucher = { nvme: { statement: 'checked by hand', date: '2026-01-02' } };
  const judged = (architecture: 'arm64' | 'i386', type: string) => {
    const recorded = new Map([['eu-west-1', new Map([[id, record({ architecture, ...voucher })]])]]);
    const template = { Resources: { Web: web(type, id) } } as never;
    const { findings } = check([{ id: 'template', template }], { images: { recorded, today: '2026-01-02' } });
    return findings.filter(({ rule }) => rule === 'image-architecture').map(({ message }) => message);
  };
  expect(judged('arm64', 'm7g.large')).toEqual([]);
  expect(judged('arm64', 'm7i.large')).toEqual([
    `'m7i.large' is x86_64, but image '${id}' in Properties/ImageId is arm64: use 'm7g.large', or an image for x86_64`,
  ]);
  // The small and old types alone run 32-bit images, and all of those are Xen.
  expect(judged('i386', 't2.medium')).toEqual([]);
  expect(judged('i386', 'm7i.large')).toHaveLength(1);
});

test('a build instance counts as a launch, whatever brings its recipe and its type together', () => {
  const { launches } = check([{ id: 'template', template: pipeline('m7g.large', `ssm:${ARM64_PARAMETER}`) as never }]);
  expect(launches).toBe(1);
});
