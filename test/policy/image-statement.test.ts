import type { StatedImage } from '../../lib/images/stated-image';
import { statementFor, type ImageStatement } from '../../lib/policy/image-statement';

const ACCOUNT = '123456789012';

test.each<[Omit<ImageStatement, 'reason' | 'at' | 'place' | 'isInherited'>, StatedImage, boolean]>([
  [{ owner: ACCOUNT }, { ownerId: ACCOUNT }, true],
  [{ owner: 'amazon' }, { ownerId: '137112412989', ownerAlias: 'amazon' }, true],
  [{ owner: ACCOUNT }, { ownerId: '999999999999' }, false],
  [{ owner: ACCOUNT }, {}, false],
  [{ owner: ACCOUNT, name: 'golden-*' }, { ownerId: ACCOUNT, name: 'golden-7' }, true],
  [{ owner: ACCOUNT, name: 'golden-*' }, { ownerId: ACCOUNT, name: 'base-7' }, false],
  [{ owner: ACCOUNT, name: 'golden-*' }, { ownerId: ACCOUNT }, false],
  [{ owner: ACCOUNT, tag: 'Nitro=y*' }, { ownerId: ACCOUNT, tags: new Map([['Nitro', 'yes']]) }, true],
  [{ owner: ACCOUNT, tag: 'Nitro=y*' }, { ownerId: ACCOUNT, tags: new Map([['Nitro', 'no']]) }, false],
  [{ owner: ACCOUNT, tag: 'Nitro=y*' }, { ownerId: ACCOUNT }, false],
  [{ parameter: '/acme/ami/*' }, { parameter: '/acme/ami/web' }, true],
  [{ parameter: '/acme/ami/*' }, { parameter: '/acme/ami/web/latest' }, false],
  [{ parameter: '/acme/**' }, { parameter: '/acme/ami/web/latest' }, true],
  [{ parameter: '/acme/**' }, { parameter: '/acmes/ami' }, false],
  [{ parameter: '/acme/**' }, { ownerId: ACCOUNT }, false],
  [{}, { ownerId: ACCOUNT }, false],
])('%j covers %j: %s', (conditions, image, isCovered) => {
  const place = { source: 'nitro.json', line: 3 };
  const statement = { ...conditions, reason: 'built by us', at: 'nitro.json:3', place, isInherited: false };
  expect(statementFor(image, [statement])).toBe(isCovered ? statement : undefined);
});
