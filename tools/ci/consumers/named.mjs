// An ES module that asks for the package in every way there is.
import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { App, Stack } from 'aws-cdk-lib/core';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { NitroFeature, NitroInstanceType, NitroSeverity, NitroStandard } from 'cdk-nitro';
import whole from 'cdk-nitro';
import * as names from 'cdk-nitro';

const required = createRequire(import.meta.url)('cdk-nitro');
assert.equal(whole, required);
assert.equal((await import('cdk-nitro')).NitroStandard, NitroStandard);
assert.ok(Object.keys(required).length >= 18);
for (const name of Object.keys(required)) {
  assert.ok(required[name] !== undefined, name);
  assert.equal(names[name], required[name], name);
}
assert.equal(NitroSeverity.LOCKED, 'locked');
assert.ok(Object.values(NitroFeature).length > 0);
assert.equal(NitroInstanceType.parse('m7i.large').toString(), 'm7i.large');

const app = new App();
NitroStandard.enforce(app, { rules: { 'image-ready': NitroSeverity.OFF } });
new CfnInstance(new Stack(app, 'Web'), 'Server', { imageId: 'ami-0123456789abcdef0', instanceType: 't2.micro' });
assert.throws(() => app.synth(), /'t2\.micro' runs on the Xen hypervisor/);
