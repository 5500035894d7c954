import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { NitroSeverity, NitroStandard } from '../../lib';
import { launchRows } from '../../lib/launch/sites';
import { casesOfAllRules, type TestedRule } from '../rules/all-cases';
import type * as Cases from '../rules/all-cases';
import type { TemplateObject } from '../rules/door';
import { templateOf, type InvalidCase } from '../rules/rule-tester';
import { writeStandard } from '../rules/standard-files';

jest.mock('../rules/rule-tester', () => jest.requireActual<typeof Cases>('../rules/all-cases').capturing());

process.env['CDK_VALIDATION'] = 'false';

/** The names of properties that launches have, where one has several words: a word alone may be English. */
const PROPERTY_NAMES: ReadonlySet<string> = new Set([
  ...launchRows.flatMap(({ sites }) => sites.flatMap(({ path }) => path.split('.'))).filter((name) => /^[A-Z]+[a-z\d]+[A-Z]/.test(name)),
  ...['AllowedValues', 'ExcludedInstanceTypes', 'AllowedInstanceTypes', 'NodegroupName', 'ReplaceComputeEnvironment', 'ImageTestsEnabled'],
  ...['RequireEncryptionInTransit', 'RequireHibernateSupport', 'CpuManufacturers', 'BareMetal', 'VCpuCount', 'AmiType'],
]);

/** The class of the CDK's own for the resources of a type, as far as its name goes. */
function classOfType(type: string): typeof CfnResource {
  const [, service = '', name = ''] = type.split('::');
  class L1 extends CfnResource {}
  const fqn = `aws-cdk-lib.aws_${service.toLowerCase()}.Cfn${name}`;
  Object.defineProperty(L1, Symbol.for('jsii.rtti'), { value: { fqn, version: '2.276.0' } });
  return L1;
}

/** A stack that writes a given template, whose resources look as if an app had made them with L1 classes. */
class AuthoredStack extends Stack {
  public constructor(
    app: App,
    private readonly literal: TemplateObject,
  ) {
    super(app, 'Web');
    for (const [logicalId, resource] of Object.entries(literal['Resources'] as Record<string, { readonly Type?: unknown } | null>)) {
      if (!/^[A-Za-z0-9]+$/.test(logicalId)) continue;
      const type = String(resource?.Type);
      new (classOfType(type))(this, logicalId, { type }).overrideLogicalId(logicalId);
    }
  }

  public override _toCloudFormation(): TemplateObject {
    return this.literal;
  }
}

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly ruleMetadata?: Readonly<Record<string, string>>;
}

/** The advice to an app in a case of a rule, by message id. */
function told({ rule }: TestedRule, each: InvalidCase): readonly { readonly messageId: string; readonly text: string }[] {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-advice-'));
  try {
    const { images = new Map(), demands = {}, imageProof } = each;
    const app = new App({
      outdir: join(folder, 'out'),
      analyticsReporting: false,
      context: { 'cdk-nitro:gate': false, 'aws:cdk:disable-stack-trace': true },
    });
    NitroStandard.enforce(app, {
      policyFile: writeStandard(folder, { images, demands, imageProof }),
      rules: { [rule.name]: NitroSeverity.ERROR },
    });
    new AuthoredStack(app, templateOf(each));
    try {
      app.synth();
    } catch {
      // The report says why.
    }
    const report = JSON.parse(readFileSync(join(folder, 'out/validation-report.json'), 'utf8')) as {
      readonly pluginReports: readonly { readonly violations: readonly Violation[] }[];
    };
    return report.pluginReports
      .flatMap(({ violations }) => violations)
      .filter(({ ruleName }) => ruleName === rule.name)
      .map(({ description, suggestedFix = '', ruleMetadata }) => ({
        messageId: ruleMetadata?.['messageId'] ?? '',
        text: `${description}\n${suggestedFix}`,
      }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lists the names of CloudFormation that a text holds outside of quoted code and of paths. */
function namesIn(text: string): readonly string[] {
  const words = text.replaceAll(/`[^`]*`|\{ "[^}]*\}/g, '').match(/(?<![\w/.'])[A-Z]\w+(?![\w/'])/g) ?? [];
  return words.filter((word) => PROPERTY_NAMES.has(word));
}

/** Texts about a call, a policy or the text of a resource have the names of these. */
function isOnProp(text: string): boolean {
  return /(?:in|change) \S+ of \w+\.Cfn\w+ '/.test(text);
}

const all = casesOfAllRules();

beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

test('property names are found', () => {
  expect(namesIn("'m4.large' is Xen\nInstanceType: write 'm5.large' in imageId, in Properties/ImageId")).toEqual(['InstanceType']);
});

test.each(all.map((tested) => ({ name: tested.rule.name, tested })))('$name speaks of props alone', ({ tested }) => {
  const wrong = tested.cases.invalid.flatMap((each) =>
    told(tested, each)
      .filter(({ text }) => isOnProp(text) && namesIn(text).length > 0)
      .map(({ messageId, text }) => `${messageId} [${each.name}]: ${namesIn(text).join(', ')} in\n${text}`),
  );
  expect(wrong).toEqual([]);
});

test('most findings are on a prop', () => {
  const texts = all.flatMap((tested) => tested.cases.invalid.slice(0, 4).flatMap((each) => told(tested, each)));
  expect(texts.filter(({ text }) => isOnProp(text)).length).toBeGreaterThan(texts.length / 2);
});
