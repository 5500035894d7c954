import { VERSION } from '../lib/version';
import manifest from '../package.json';

test('the version in the sources is that of the package', () => {
  expect(VERSION).toBe(manifest.version);
});
