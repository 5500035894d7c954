import { detailsOf } from '../../lib/report/finding-text';
import { finding } from './rich-report';

test('of a mapping of many images, a screenful is written out', () => {
  const values = Array.from({ length: 40 }, (_, index) => `ami-${String(index)}`);
  const also = detailsOf(finding({ values })).filter((line) => line.startsWith('also'));
  expect(also).toEqual([`also  ${values.slice(1, 31).join(', ')} and 9 more`]);
});
