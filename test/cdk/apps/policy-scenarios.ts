import { CfnParameter, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { NitroProfile, NitroStandard } from '../../../lib';
import { Catalog } from '../../../lib/catalog/catalog';
import { encodeCatalog } from '../../../lib/catalog/catalog-encoding';
import type { Scenario } from './scenarios';

/** A scenario with files in its working folder. */
export interface PolicyScenario extends Scenario {
  readonly files: Readonly<Record<string, unknown>>;
  /** The folder in there to run in; the working folder itself by default. */
  readonly folder?: string;
}

const XEN = "'t2.micro' runs on the Xen hypervisor";
const REASON = 'moves in the spring';

const MISSPELT = ['instance-type', 'nitro::instance-type', 'Nitro::instance-typ', 'Nitro::*'];

function instance(scope: Construct, id: string, instanceType = 't2.micro'): CfnInstance {
  return new CfnInstance(scope, id, { instanceType });
}

/** An instance whose image the deployment gives. */
function handedIn(scope: Construct, id: string): void {
  const image = new CfnParameter(scope, id, { type: 'AWS::EC2::Image::Id' });
  new CfnInstance(scope, `${id}Instance`, { instanceType: 'm7i.large', imageId: image.valueAsString });
}

/** A recorded catalog with one type, on Nitro. */
function catalogWith(name: string): string {
  const m5 = Catalog.bundled().find('m5.large');
  const [family = '', size = ''] = name.split('.');
  return encodeCatalog({ source: 'somebody', retrieved: '2026-08-03', types: m5 === undefined ? [] : [{ ...m5, name, family, size }] });
}

export const policyScenarios: Readonly<Record<string, PolicyScenario>> = {
  'exempted by path, by logical id, and acknowledged': {
    files: {
      'nitro.json': {
        exemptions: [
          { rule: 'instance-type', where: 'Web/*/Bastion', reason: REASON },
          { rule: 'instance-type', where: 'Web.template.json#Legacy', reason: REASON, expires: '2999-12-31' },
          { rule: 'instance-type', where: 'Prod/**', reason: REASON },
        ],
      },
      'packages/web/cdk.json': {},
    },
    // The policy is found in a folder around it.
    folder: 'packages/web',
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      instance(new NestedStack(stack, 'Nested'), 'Bastion');
      instance(stack, 'Legacy');
      Validations.of(instance(stack, 'Acknowledged')).acknowledge({ id: 'Nitro::instance-type', reason: REASON });
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance');
    },
    outcome: 'passes',
    says: ['4 launches in 3 templates', 'nitro.json and the EC2 catalog', '0 errors, 0 warnings, 0 notes, 1 acknowledged, 3 exempted'],
    neverSays: ['ERROR', 'stops here'],
    selectors: [''],
    ownProcess: true,
  },
  'an exemption that expired': {
    files: { 'nitro.json': { exemptions: [{ rule: 'instance-type', where: '**', reason: REASON, expires: '2026-01-31' }] } },
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: [XEN, '(the exemption at nitro.json:3 expired on 2026-01-31: fix the finding, or extend the date)'],
    ownProcess: true,
  },
  'an exemption that matches nothing': {
    files: { 'nitro.json': { exemptions: [{ rule: 'instance-type', where: 'Gone/**', reason: REASON }] } },
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance', 't3.micro');
    },
    outcome: 'warns',
    says: ["nitro.json:3: the exemption of 'Gone/**' from 'instance-type' matches no finding", '1 warning'],
    selectors: [''],
  },
  'an exemption that matches nothing, and Stages only': {
    files: { 'nitro.json': { exemptions: [{ rule: 'instance-type', where: 'Gone/**', reason: REASON }] } },
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Instance', 't3.micro');
    },
    outcome: 'warns',
    says: ["nitro.json:3: the exemption of 'Gone/**' from 'instance-type' matches no finding", '1 warning'],
  },
  'images that the deployment gives, by construct path': {
    files: { 'nitro.json': { imageStatements: [{ templateParameter: 'Prod/**/AMI*', reason: REASON }] } },
    build: (app) => {
      NitroStandard.enforce(app, { imageStatements: [{ templateParameter: 'Web/AMIService', reason: REASON }] });
      const web = new Stack(app, 'Web');
      handedIn(web, 'AMIService');
      handedIn(new NestedStack(new Stack(new Stage(app, 'Prod'), 'Web'), 'Nested'), 'AMIService');
    },
    outcome: 'passes',
    says: ['2 launches in 3 templates', 'no findings'],
    neverSays: ['ERROR', 'matches no parameter'],
    selectors: [''],
    ownProcess: true,
  },
  'an image that the deployment gives, and a statement for another construct': {
    files: {},
    build: (app) => {
      NitroStandard.enforce(app, { imageStatements: [{ templateParameter: 'Web/AMIService', reason: REASON }] });
      const web = new Stack(app, 'Web');
      handedIn(web, 'AMIService');
      handedIn(new NestedStack(web, 'Nested'), 'AMIService');
    },
    outcome: 'stops',
    says: ["add { templateParameter: 'Web/Nested/AMIService', reason: '...' } to 'imageStatements'", '1 error, 0 warnings'],
  },
  'a statement for a parameter that is not there': {
    files: { 'nitro.json': { imageStatements: [{ templateParameter: 'Web/AMIServic', reason: REASON }] } },
    build: (app) => {
      NitroStandard.enforce(app);
      const web = new Stack(app, 'Web');
      new CfnParameter(web, 'AMIService', { type: 'AWS::EC2::Image::Id' });
      instance(web, 'Instance', 't3.micro');
    },
    outcome: 'warns',
    says: [
      "nitro.json:3: the image statement for 'Web/AMIServic' matches no parameter of the checked templates: did you mean 'Web/AMIService'",
    ],
    selectors: [''],
  },
  'a statement for a parameter below one of two standards': {
    files: { 'nitro.json': { imageStatements: [{ templateParameter: 'Web/AMIService', reason: REASON }] } },
    build: (app) => {
      const [web, db] = ['Web', 'Db'].map((id) => new Stack(app, id));
      if (web === undefined || db === undefined) return;
      NitroStandard.enforce(web);
      NitroStandard.enforce(db);
      handedIn(web, 'AMIService');
      instance(db, 'Instance', 't3.micro');
    },
    outcome: 'passes',
    says: ['2 launches in 2 templates'],
    neverSays: ['ERROR', 'matches no parameter'],
  },
  'locked, and a recorded catalog that makes Nitro of Xen': {
    files: { 'nitro.json': { rules: { 'instance-type': 'locked' } }, 'nitro-catalog.json': catalogWith('t2.micro') },
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance');
    },
    outcome: 'stops',
    says: ["'t2.micro' cannot be built on Nitro, since it runs on the Xen hypervisor: record the catalog again", 'nitro-catalog.json:10:'],
    neverSays: ['no findings'],
  },
  'locked, acknowledged and exempted': {
    files: {
      'nitro.json': {
        rules: { 'instance-type': 'locked' },
        exemptions: [{ rule: 'instance-type', where: '**', reason: REASON }],
      },
    },
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      instance(stack, 'Instance');
      Validations.of(stack).acknowledge({ id: 'Nitro::instance-type', reason: REASON });
    },
    outcome: 'stops',
    says: [
      XEN,
      "(the rule is locked, so the acknowledgement on 'Web' does not count: remove it)",
      '(the rule is locked, so the exemption at nitro.json:6 does not count: remove it)',
    ],
    selectors: [''],
  },
  'severities and denied types of a named file': {
    files: {
      'standards/acme.json': { rules: { 'instance-type-known': 'off' }, deniedInstanceTypes: ['m5.*'] },
      'nitro.json': { deniedInstanceTypes: ['c7i.*'] },
    },
    build: (app) => {
      NitroStandard.enforce(app, { policyFile: 'standards/acme.json' });
      const stack = new Stack(app, 'Web');
      instance(stack, 'Denied', 'm5.large');
      instance(stack, 'DeniedElsewhere', 'c7i.large');
      instance(stack, 'Typo', 'c5.larg');
    },
    outcome: 'stops',
    says: ["'m5.large' is denied by the policy", 'Web/Denied', 'standards/acme.json and the EC2 catalog', '1 error, 0 warnings'],
    neverSays: ['c7i.large', 'c5.larg'],
  },
  observed: {
    files: {},
    build: (app) => {
      NitroStandard.enforce(app, { profile: NitroProfile.OBSERVE });
      instance(new Stack(app, 'Web'), 'Instance');
      instance(new Stack(new Stage(app, 'Prod'), 'Web'), 'Typo', 'm5.larg');
    },
    outcome: 'passes',
    says: ['0 errors, 0 warnings, 2 notes'],
  },
  'a note of a rule': {
    files: {},
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance', 't9i.micro');
    },
    outcome: 'passes',
    // Run by itself, an app with the lowest aws-cdk-lib prints what has no construct too: unlisted-findings.test.ts tests the command line.
    says: ['0 errors, 0 warnings, 1 note\nNotes are not listed: run npx cdk-nitro check '],
    neverSays: ['SUMMARY'],
    selectors: [''],
  },
  'a note of a rule, observed': {
    files: {},
    build: (app) => {
      NitroStandard.enforce(app, { profile: NitroProfile.OBSERVE });
      instance(new Stack(app, 'Web'), 'Instance', 't9i.micro');
    },
    outcome: 'passes',
    says: ['0 errors, 0 warnings, 1 note', 'assumed to be built on Nitro', 'Web/Instance'],
    neverSays: ['Notes are not listed'],
    selectors: [''],
  },
  'a rule that the policy makes a note': {
    files: { 'nitro.json': { rules: { 'instance-type': 'info' } } },
    build: (app) => {
      NitroStandard.enforce(app);
      instance(new Stack(app, 'Web'), 'Instance');
    },
    outcome: 'passes',
    says: [XEN, '1 note'],
    neverSays: ['Notes are not listed'],
    selectors: [''],
  },
  'acknowledgements that accept nothing any more': {
    files: {},
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      Validations.of(instance(stack, 'Mended', 't3.micro')).acknowledge({ id: 'Nitro::instance-type', reason: REASON });
      const legacy = new Stack(app, 'Legacy');
      // The nearer one accepts the finding, so the other accepts nothing.
      Validations.of(legacy).acknowledge({ id: 'Nitro::instance-type', reason: REASON });
      Validations.of(instance(legacy, 'Instance')).acknowledge({ id: 'Nitro::instance-type', reason: REASON });
      // Off by default.
      Validations.of(stack).acknowledge({ id: 'Nitro::encryption-in-transit', reason: REASON });
    },
    outcome: 'warns',
    says: [
      "the acknowledgement of 'Nitro::instance-type' on 'Web/Mended' no longer accepts anything: remove it",
      "the acknowledgement of 'Nitro::instance-type' on 'Legacy' no longer accepts anything: remove it",
      '0 errors, 2 warnings, 0 notes, 1 acknowledged',
    ],
    neverSays: ["on 'Legacy/Instance'", 'encryption-in-transit'],
    selectors: [''],
  },
  'an acknowledgement without a reason': {
    files: {},
    build: (app) => {
      NitroStandard.enforce(app);
      Validations.of(instance(new Stack(app, 'Web'), 'Instance')).acknowledge({ id: 'Nitro::instance-type', reason: ' ' });
    },
    outcome: 'stops',
    says: [
      XEN,
      "the acknowledgement of 'Nitro::instance-type' on 'Web/Instance' has no reason, so it accepts nothing: write why the findings may stay",
      '1 error, 1 warning',
    ],
    neverSays: ['any more'],
    selectors: [''],
  },
  'acknowledgements that are misspelt': {
    files: {},
    build: (app) => {
      NitroStandard.enforce(app);
      const stack = new Stack(app, 'Web');
      instance(stack, 'Instance');
      for (const id of MISSPELT) Validations.of(stack).acknowledge({ id, reason: REASON });
      Validations.of(stack).acknowledge({ id: 'AwsSolutions::EC2-*', reason: REASON }, { id: 'Other::instance-type', reason: REASON });
    },
    outcome: 'stops',
    says: [
      XEN,
      "the acknowledgement of 'instance-type' on 'Web' accepts nothing: use 'Nitro::instance-type'",
      "the acknowledgement of 'nitro::instance-type' on 'Web' accepts nothing: use 'Nitro::instance-type'",
      "the acknowledgement of 'Nitro::instance-typ' on 'Web' accepts nothing: use 'Nitro::instance-type'",
      "the acknowledgement of 'Nitro::*' on 'Web' accepts nothing: name the rule, as in 'Nitro::instance-type'",
      '1 error, 4 warnings',
    ],
    neverSays: ['AwsSolutions', 'Other::'],
    selectors: [''],
  },
  'a policy with a mistake': {
    files: { 'nitro.json': '{\n  "rulez": {}\n}\n' },
    build: (app) => {
      NitroStandard.enforce(app);
    },
    outcome: 'stops',
    says: ["cdk-nitro: nitro.json:2:3: rulez: there is no key 'rulez': did you mean 'rules'\n    at ", 'policy-scenarios.js:'],
    // Frames of ours, and what Node.js says of a crash.
    neverSays: ['policy-error', 'load-policy', 'nitro-standard.js', 'team-standard', 'throw ', 'Node.js v', 'Error: '],
    selectors: [''],
    ownProcess: true,
  },
};
