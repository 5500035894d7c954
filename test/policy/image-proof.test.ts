import { PolicyFolder } from './policy-folder';
import { refuseUncheckedDemands } from '../../lib/policy/unchecked-demands';

let folder: PolicyFolder;
beforeEach(() => (folder = new PolicyFolder()));
afterEach(() => {
  folder.remove();
});

test('a demand for probes stays, whatever extends it', () => {
  folder.write('base.json', { imageProof: 'probe' });
  expect(folder.loadText({ extends: './base.json' }).proofDemandedAt).toContain('base.json:');
  expect(folder.loadText({ extends: './base.json', imageProof: 'probe' }).proofDemandedAt).toContain('base.json:');
  expect(() => folder.loadText({ extends: './base.json', imageProof: 'provenance' })).toThrow(
    /imageProof: cannot be set to 'provenance', since it is 'probe' at .*base\.json:\d+: leave it out/,
  );
});

test('a policy may demand more than the one it extends', () => {
  folder.write('base.json', { imageProof: 'provenance' });
  expect(folder.loadText({ extends: './base.json' }).proofDemandedAt).toBeUndefined();
  expect(folder.loadText({ extends: './base.json', imageProof: 'probe' }).proofDemandedAt).toContain('nitro.json:');
});

test('the demand needs the rule that checks it', () => {
  const off = (imageProof: string) => folder.loadText({ imageProof, rules: { 'image-ready': 'off' } });
  expect(() => {
    refuseUncheckedDemands(off('probe'));
  }).toThrow("rule 'image-ready' is off, so 'imageProof'");
  expect(() => {
    refuseUncheckedDemands(off('provenance'));
  }).not.toThrow();
});
