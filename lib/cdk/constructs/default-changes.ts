import {
  type InjectionContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type Stage,
  Token,
  Validations,
} from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { VERSION } from '../../version';
import { outermostStage } from '../checking/stack-templates';
import { whenTemplatesAreWritten } from '../checking/written-templates';
import type { DefaultEffect } from './default-effects';
import type { Written } from './nitro-injector';

/** One construct that defaults would change. */
interface DefaultChange {
  readonly constructPath: string;
  readonly text: string;
  readonly effect: DefaultEffect;
}

/** The key under which an app keeps its list. A registered symbol: a second copy of this package finds it too. */
const CHANGES = Symbol.for('cdk-nitro.default-changes');

/**
 * The changes that NitroDefaults would make in an app: the list of a dry run. It is a report of the CDK's validation, whose violations are
 * notes, and a line on standard error.
 */
export class DefaultChanges implements IPolicyValidationPlugin {
  /**
   * Returns the list of the app of a construct, and makes the app report it.
   *
   * @throws if the construct is in no App or Stage
   */
  public static of(scope: IConstruct): DefaultChanges {
    const root: (Stage & { [CHANGES]?: DefaultChanges }) | undefined = outermostStage(scope);
    if (root === undefined) throw new Error(`'${scope.node.path}' is in no App or Stage, so nothing receives its report: use the App`);
    const known = root[CHANGES];
    if (known !== undefined) return known;
    const changes = new DefaultChanges();
    Object.defineProperty(root, CHANGES, { value: changes });
    Validations.of(root).addPlugins(changes);
    whenTemplatesAreWritten(root, () => {
      if (process.env['NODE_ENV'] !== 'test') process.stderr.write(`${changes.summary()}\n`);
    });
    return changes;
  }

  public readonly name = 'NitroDefaults';
  public readonly version = VERSION;
  public readonly ruleIds = ['dry-run'];
  private readonly changes: DefaultChange[] = [];

  private constructor() {
    // Made by `of` only.
  }

  public add(written: Written, filled: Written, effect: DefaultEffect, { scope, id }: InjectionContext): void {
    const constructPath = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    this.changes.push({ constructPath, text: describeChange(written, filled), effect });
  }

  public validate(): PolicyValidationPluginReport {
    const replaced = this.changes.filter(({ effect }) => effect.replaces);
    return {
      success: true,
      violations: this.changes.map(({ constructPath, text, effect }) => ({
        ruleName: 'dry-run',
        description: `NitroDefaults would ${text}`,
        fix: `a deployment of that ${effect.text}`,
        severity: 'info',
        violatingResources: [{ constructPath, locations: [] }],
        ruleMetadata: { resourceType: effect.resourceType, replacement: String(effect.replaces) },
      })),
      metadata: {
        changes: String(this.changes.length),
        replacements: String(replaced.length),
        ...(replaced.length === 0 ? {} : { replaced: replaced.map(({ constructPath }) => constructPath).join(', ') }),
      },
    };
  }

  /** Summarizes the list, with the constructs whose resources a deployment would replace. */
  public summary(): string {
    const replaced = this.changes.filter(({ effect }) => effect.replaces).map(({ constructPath }) => constructPath);
    const count = this.changes.length;
    const would = `NitroDefaults (dry run) would change ${count} construct${count === 1 ? '' : 's'}`;
    if (count === 0) return `cdk-nitro: ${would}`;
    const replaces = replaced.length === 0 ? 'replace no resource' : `replace the resource of ${replaced.join(', ')}`;
    return `cdk-nitro: ${would}, and a deployment would ${replaces}: the validation report lists each`;
  }
}

/** Renders the properties that differ: `set instanceTypes to 'm7i.large'`. */
export function describeChange(written: Written, filled: Written): string {
  const names = Object.keys(filled).filter((name) => filled[name] !== written[name]);
  return names
    .map((name) => (written[name] === undefined ? `set ${name} to ${render(filled[name])}` : `exclude all Xen types in ${name}`))
    .join(' and ');
}

function render(value: unknown): string {
  if (Array.isArray(value)) return value.map(render).join(', ');
  if (typeof value === 'object' && value !== null && 'parameterName' in value) return `the image of '${String(value.parameterName)}'`;
  const text = String(value);
  return Token.isUnresolved(text) ? 'a value known only at deployment' : `'${text}'`;
}
