import type { StatedImage, StatedParameter } from '../../lib/images/stated-image';
import { statementFor, type ImageStatement } from '../../lib/policy/image-statement';

const ACCOUNT = '123456789012';

function given(constructPath?: string): StatedParameter {
  return { name: 'AMIService', template: 'templates/web.yaml', constructPath };
}

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
  [{ templateParameter: 'AMI*' }, { templateParameter: given() }, true],
  [{ templateParameter: 'AMI*' }, { parameter: '/AMIService' }, false],
  [{ templateParameter: 'AMI' }, { templateParameter: given() }, false],
  [{ templateParameter: 'Web/AMI*' }, { templateParameter: given('Web/AMIService') }, true],
  [{ templateParameter: 'Web/AMI*' }, { templateParameter: given('Web/Nested/AMIService') }, false],
  [{ templateParameter: 'Web/**' }, { templateParameter: given('Web/Nested/AMIService') }, true],
  [{ templateParameter: 'Web/**' }, { templateParameter: given() }, false],
  [{ templateParameter: 'web.yaml#AMI*' }, { templateParameter: given('Web/AMIService') }, true],
  [{ templateParameter: 'b.yaml#AMI*' }, { templateParameter: given() }, false],
  [{ templateParameter: 'Web#1/AMI' }, { templateParameter: given('Web#1/AMI') }, true],
  [{ owner: ACCOUNT }, { templateParameter: given() }, false],
])('%j covers %j: %s', (conditions, image, isCovered) => {
  const place = { source: 'nitro.json', line: 3 };
  const statement = { ...conditions, reason: 'built by us', at: 'nitro.json:3', place, isInherited: false };
  expect(statementFor(image, [statement])).toBe(isCovered ? statement : undefined);
});
