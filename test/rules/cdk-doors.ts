import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, CfnResource, Stack, Validations } from 'aws-cdk-lib/core';
import { NitroAspect, NitroChecks, NitroSeverity, type NitroStandardProps, NitroValidator } from '../../lib';
import type { RuleSeverity } from '../../lib/check';
import { clock } from '../../lib/cdk/checking/clock';
import { type Door, type ReportedFinding, type TemplateObject, TODAY } from './door';
import { writeStandard } from './standard-files';

/** A stack whose template is the case's own, to the letter, with a construct for each of its resources. */
class LiteralStack extends Stack {
  public constructor(
    app: App,
    private readonly literal: TemplateObject,
  ) {
    super(app, 'Literal');
    for (const [logicalId, resource] of Object.entries(literal['Resources'] as Record<string, { readonly Type?: unknown } | null>)) {
      // The names of JavaScript's own members are legal logical ids, and none the CDK would let a construct have.
      if (!/^[A-Za-z0-9]+$/.test(logicalId)) continue;
      new CfnResource(this, logicalId, { type: String(resource?.Type) }).overrideLogicalId(logicalId);
    }
  }

  /** The input that the CDK asks a stack for when it writes its template. */
  public override _toCloudFormation(): TemplateObject {
    return this.literal;
  }
}

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly suggestedFix?: string;
  /** A note that is counted only has its place here. */
  readonly ruleMetadata: { readonly messageId: string; readonly logicalId?: string };
  readonly violatingConstructs: readonly {
    readonly cloudFormationResource?: { readonly logicalId: string; readonly propertyPaths: readonly string[] };
  }[];
}

/** A way in through the CDK: what its validation report tells of the plugin named `Nitro`. */
function cdkDoor(name: string, open: (app: App, stack: Stack, props: NitroStandardProps) => void): Door {
  return {
    name,
    tells: 'report',
    findings: (template, { severities, ...told }) => {
      const outdir = mkdtempSync(join(tmpdir(), 'cdk-nitro-doors-'));
      const files = mkdtempSync(join(tmpdir(), 'cdk-nitro-doors-'));
      const { today } = clock;
      clock.today = () => TODAY;
      try {
        const app = new App({
          outdir,
          analyticsReporting: false,
          context: { 'cdk-nitro:gate': false, 'aws:cdk:disable-stack-trace': true },
        });
        open(app, new LiteralStack(app, template), { policyFile: writeStandard(files, told), rules: rulesOf(severities) });
        const failed = synthesisFails(app);
        const findings = violations(outdir).map(findingOf);
        const hasErrors = findings.some(({ severity }) => severity === 'error');
        if (failed !== hasErrors) throw new Error(`synthesis ${failed ? 'failed' : 'passed'} with ${hasErrors ? 'errors' : 'no errors'}`);
        return findings;
      } finally {
        clock.today = today;
        for (const folder of [outdir, files]) rmSync(folder, { recursive: true });
      }
    },
  };
}

/** Whether synthesis fails. The CDK prints warnings on the way: they are in the report as well. */
function synthesisFails(app: App): boolean {
  const { error } = console;
  console.error = () => undefined;
  try {
    app.synth();
    return false;
  } catch {
    return true;
  } finally {
    console.error = error;
  }
}

function violations(outdir: string): readonly Violation[] {
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    readonly pluginReports: readonly { readonly pluginName: string; readonly violations: readonly Violation[] }[];
  };
  // The CDK leaves plugins out that have nothing to report; that ours was asked, the cases with findings show.
  return pluginReports.find(({ pluginName }) => pluginName === 'Nitro')?.violations ?? [];
}

function findingOf({ ruleName, severity, description, suggestedFix, ruleMetadata, violatingConstructs }: Violation): ReportedFinding {
  const resource = violatingConstructs[0]?.cloudFormationResource;
  const logicalId = resource?.logicalId ?? ruleMetadata.logicalId;
  return {
    rule: ruleName,
    messageId: ruleMetadata.messageId,
    severity,
    message: description,
    // Of a finding about the template as a whole, the report tells the place with what to do there.
    path: resource?.propertyPaths[0]?.replaceAll('.', '/') ?? /(?:^change |\nin )(\S+)$/.exec(suggestedFix ?? '')?.[1] ?? '',
    ...(logicalId === undefined ? {} : { logicalId }),
    ...(suggestedFix === undefined ? {} : { fix: suggestedFix }),
  };
}

function rulesOf(severities: ReadonlyMap<string, RuleSeverity>): Readonly<Record<string, NitroSeverity>> {
  const bySeverity = new Map<string, NitroSeverity>(Object.values(NitroSeverity).map((severity) => [severity, severity]));
  return Object.fromEntries([...severities].map(([rule, severity]) => [rule, bySeverity.get(severity) ?? NitroSeverity.ERROR]));
}

export const cdkDoors: readonly Door[] = [
  cdkDoor('validator', (app, _, props) => Validations.of(app).addPlugins(new NitroValidator(props))),
  cdkDoor('Aspect', (_, stack, props) => Aspects.of(stack).add(new NitroAspect(props))),
  cdkDoor('pack', (app, _, props) => Validations.of(app).addPlugins(new NitroChecks(app, props))),
];
