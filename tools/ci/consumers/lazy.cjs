// Nothing of the package is loaded before it is asked for, and then only what it takes.
const { strict: assert } = require('node:assert');
const { sep } = require('node:path');

const ours = `${sep}cdk-nitro${sep}`;
const loaded = () => Object.keys(require.cache).filter((file) => file.includes(ours)).length;
const library = () => Object.keys(require.cache).filter((file) => /aws-cdk-lib|constructs/.test(file)).length;

// The index, and the two modules that record longer stack traces, which has to begin before constructs are made.
const FIRST = 3;

const nitro = require('cdk-nitro');
assert.equal(loaded(), FIRST);
assert.ok(Object.keys(nitro).includes('NitroStandard'));
assert.ok('NitroAutoScalingGroup' in nitro);
assert.equal(loaded(), FIRST);
assert.equal(library(), 0);

const { NitroSeverity } = nitro;
assert.equal(NitroSeverity.ERROR, 'error');
assert.equal(loaded(), FIRST + 1);
assert.equal(library(), 0);

assert.equal(nitro.NitroStandard, nitro.NitroStandard);
assert.equal(typeof nitro.NitroStandard.enforce, 'function');
for (const name of Object.keys(nitro)) assert.ok(nitro[name] !== undefined, name);
