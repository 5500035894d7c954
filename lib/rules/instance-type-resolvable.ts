import { HOLE } from '../base/hole';
import type { Catalog } from '../catalog/catalog';
import { carriedBy } from '../launch/calls/carriers';
import { undecidedLaunches } from '../launch/calls/undecided';
import { admittedXenTypes, nitroRequirement } from '../launch/node-pools/node-pool-labels';
import type { NodePool } from '../launch/node-pools/node-pool-manifests';
import type { GivenType } from '../launch/calls/given-types';
import { programLaunches } from '../launch/scripts/program-launches';
import { launchesNothing, templateLocation } from '../launch/types/deployed-elsewhere';
import { namedTypes, mayBecomeXen, TYPE_KINDS, type Meaning } from '../launch/types/named-types';
import { Assumptions } from '../template/values/assumptions';
import type { SiteKind } from '../launch/sites';
import type { Launch, LaunchReference } from '../launch/launches';
import { known, LITERAL, type Outcome, type Unresolved } from '../template/values/outcome';
import type { SiteValue } from '../launch/site-reading';
import type { UnresolvedReason } from '../template/values/unresolved-reason';
import { namesAt } from './advice/spelling';
import { shortList } from './advice/wording';
import { defineRule } from './rule';

/** Macros that neither add nor change launches. */
const HARMLESS_MACROS: ReadonlySet<string> = new Set([
  'AWS::LanguageExtensions',
  'AWS::Serverless-2016-10-31',
  'AWS::CodeDeployBlueGreen',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
]);

const TYPE_OR_REQUIREMENTS: readonly SiteKind[] = [...TYPE_KINDS, 'instance-requirements'];

export const instanceTypeResolvable = defineRule({
  name: 'instance-type-resolvable',
  meta: {
    description: 'Require instance types that can be decided before deployment',
    severity: 'error',
    messages: {
      unresolved:
        '{{what}} cannot be decided before deployment, because {{reason}}: put its possible values in the template{{orParameter}}',
      freeParameter:
        "{{reason}}; only the default '{{value}}' is known to be built on Nitro: list the allowed types in {{allowedValues}}{{orParameter}}",
      launchTemplateOutside:
        'launch template {{name}} is not defined in the checked templates, so its instance type is unknown: set the instance type here, or check the template that defines it as well',
      typeSourceOutside:
        'the instance type comes from {{property}} {{name}}, which is not defined in the checked templates: set the instance type here, or check the template that defines it as well',
      macro: "macro '{{name}}' rewrites the template at deployment, so its launches are unknown: check the template that the macro returns",
      loop: "'Fn::ForEach' cannot be expanded, so its launches are unknown: give it an identifier, a list of strings and a body",
      nestedTemplate:
        "the template that '{{stack}}' deploys{{location}} is not among the checked templates, so its launches are unknown: check it as well",
      callUnresolved:
        "{{what}} of the call '{{call}}' cannot be decided before deployment, because {{reason}}: write the value itself in the call, or verify by hand what it launches",
      callUnreadable:
        '{{what}} cannot be read before deployment, because {{reason}}, so the launches are unknown: put the text in the template, or verify them by hand',
      calledTemplate:
        'the template that {{what}} deploys cannot be checked, because {{reason}}, so its launches are unknown: check it as well',
      launchingCode: 'code calls {{what}}, and {{reason}}: verify by hand that it launches only Nitro-based types',
      helmPools:
        'values of a chart or manifest look like a node pool ({{what}}) that admits types on the Xen hypervisor ({{types}}): add the requirement {{requirement}}',
      programType:
        "{{holder}} gives a program {{what}} as '{{key}}', and the program is not followed: {{advice}}, or verify by hand that it launches only Nitro-based types",
      ownType:
        'resource type \'{{type}}\' has {{what}}, so its launches are unknown: declare the property under \'launchSites\' of the policy, for example {{reason}}, or with "holds": "nothing" if it launches nothing',
      nestingCycle: "nested stack '{{stack}}' nests itself or is nested too deeply to follow: remove the cycle, or nest fewer levels",
    },
    doubts: {
      unresolved: 'unresolved',
      freeParameter: 'unresolved',
      launchTemplateOutside: 'unresolved',
      typeSourceOutside: 'unresolved',
      macro: 'unresolved',
      loop: 'unresolved',
      nestedTemplate: 'unresolved',
      callUnresolved: 'unresolved',
      callUnreadable: 'unresolved',
      calledTemplate: 'unresolved',
      launchingCode: 'unresolved',
      helmPools: 'unresolved',
      programType: 'unresolved',
      ownType: 'unresolved',
      nestingCycle: 'unresolved',
    },
    references: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html'],
  },
  checkLaunch(launch, { catalog, report, spellingOf }) {
    for (const siteValue of launch.siteValuesOf(TYPE_OR_REQUIREMENTS)) {
      if (siteValue.outcomes.every(({ kind }) => kind === 'known')) continue;
      const open = siteValue.outcomes
        .filter((outcome) => outcome.kind === 'unresolved')
        .filter((outcome) => mayBecomeXen(siteValue.site, outcome, catalog));
      const [first] = open;
      if (first === undefined) continue;
      const { reason, origin } = first;
      const { property, member } = namesAt(launch, siteValue.path, spellingOf);
      const allowedValues = member('AllowedValues');
      const byDefault = open.every((outcome) => outcome.reason.kind === 'parameter' && outcome.reason.hasDefault)
        ? defaultOf(launch, siteValue, open, catalog)
        : undefined;
      if (byDefault === undefined || !(byDefault.isNitro || byDefault.isReported)) {
        const values = open.flatMap(({ text }) => (text === undefined ? [] : [readable(text)]));
        const fix = `${property}: write the value itself, or take it from a mapping or from a parameter with ${allowedValues}`;
        const data = { what: undecidedText(siteValue, first), reason: reason.text };
        if (launch.call === undefined)
          report('unresolved', {
            at: siteValue,
            values,
            origin,
            fix,
            data: { ...data, orParameter: orParameter(launch, siteValue, open) },
          });
        else
          report('callUnresolved', { at: siteValue, severity: 'warning', values, origin, fix, data: { ...data, call: launch.call.title } });
      } else if (byDefault.isNitro) {
        const fix = `parameter '${reason.kind === 'parameter' ? reason.name : ''}': add ${allowedValues} with the Nitro-based types it may take`;
        const data = { reason: reason.text, value: byDefault.text, allowedValues, orParameter: orParameter(launch, siteValue, open) };
        report('freeParameter', { at: siteValue, severity: 'warning', values: [byDefault.text], origin, fix, data });
      }
    }
    for (const { at, origin, given, actions, carried } of programLaunches(launch)) {
      const place = { at, origin, severity: 'warning' } as const;
      for (const { kind, what, reason, pool } of carried.undecided) {
        const pools = pool === undefined ? undefined : poolFinding(pool, what, catalog);
        if (pools !== undefined) report('helmPools', { ...place, ...pools });
        if (kind === 'callUnreadable') report(kind, { ...place, data: { what, reason } });
      }
      const types = givenToPrograms(given, catalog).filter(({ type }) => !namesType(launch, type));
      const holder = at.site.kind === 'cfn-init-file' ? 'a file of cfn-init' : 'a boot script';
      for (const { type, data } of types) report('programType', { ...place, values: [type], data: { holder, ...data } });
      if (types.length > 0 || actions.length === 0) continue;
      const what = actions.map((action) => `'${action}'`).join(', ');
      report('launchingCode', { ...place, values: actions, data: { what, reason: 'its launches are not followed' } });
    }
    for (const use of uncheckedTypeSources(launch)) {
      if (use.isLaunchTemplate) report('launchTemplateOutside', { at: use, severity: 'warning', data: { name: use.name } });
      else
        report('typeSourceOutside', {
          at: use,
          severity: 'warning',
          data: { property: namesAt(launch, use.path, spellingOf).property, name: use.name },
        });
    }
  },
  checkTemplate(template, { catalog, declared, report }) {
    for (const { name, pointer } of template.transforms()) {
      if (!HARMLESS_MACROS.has(name)) report('macro', { at: { path: pointer.join('/'), pointer }, values: [name], data: { name } });
    }
    for (const { name, pointer } of template.undecidedSections()) {
      const at = { path: pointer.join('/'), pointer };
      if (name === 'Fn::ForEach') report('loop', { at });
      else report('macro', { at, values: [name], data: { name } });
    }
    for (const { resource, at, kind, what, reason, values, pool, given, isNote } of undecidedLaunches(template, declared)) {
      const types = givenToPrograms(given ?? [], catalog);
      const holder = kind === 'programType' ? what : 'the code';
      for (const { type, data } of types) {
        report('programType', { at: { ...at, resource }, severity: 'warning', values: [type], data: { holder, ...data } });
      }
      if (types.length > 0) continue;
      const severity = isNote === true ? 'info' : 'warning';
      const place = { at: { ...at, resource }, severity, ...(values === undefined ? {} : { values }) } as const;
      if (pool !== undefined) {
        const pools = poolFinding(pool, what, catalog);
        if (pools !== undefined) report('helmPools', { ...place, ...pools });
      } else if (kind === 'ownType') report(kind, { ...place, data: { what, reason, type: resource.type } });
      else if (kind !== 'helmPools' && kind !== 'programType') report(kind, { ...place, data: { what, reason } });
    }
    for (const { stack, why } of template.unfollowedStacks()) {
      const at = { path: 'Properties', pointer: [...stack.pointer, 'Properties'], resource: stack };
      const data = { stack: stack.logicalId };
      if (why === 'cut') {
        report('nestingCycle', { at, data });
        continue;
      }
      const { templates = [], undecided = [] } = carriedBy(template).get(stack) ?? {};
      if (launchesNothing(stack, template) || templates.length + undecided.length > 0) continue;
      const url = templateLocation(stack, template);
      const location = url === undefined ? '' : ` (${url})`;
      report('nestedTemplate', { at, severity: 'warning', ...(url === undefined ? {} : { values: [url] }), data: { ...data, location } });
    }
  },
});

/** Returns the finding on a pool; undefined for a pool that admits no Xen type. */
function poolFinding(pool: NodePool, what: string, catalog: Catalog) {
  const xen = admittedXenTypes(pool, catalog);
  return xen.length === 0 ? undefined : { values: xen, data: { what, types: shortList(xen), requirement: nitroRequirement(pool) } };
}

interface GivenToProgram {
  readonly type: string;
  readonly data: { readonly key: string; readonly what: string; readonly advice: string };
}

/** Returns the types that run on Xen, and those about which nothing is known. */
function givenToPrograms(given: readonly GivenType[], catalog: Catalog): readonly GivenToProgram[] {
  return given.flatMap(({ key, type }): readonly GivenToProgram[] => {
    if (type.includes(HOLE)) {
      const data = { key, what: 'a type that is known only at deployment', advice: 'write the type itself' };
      return [{ type: readable(type), data }];
    }
    if (catalog.judge(type).kind !== 'xen') return [];
    const data = { key, what: `'${type}', which runs on the Xen hypervisor,`, advice: `write '${catalog.successor(type).type}'` };
    return [{ type, data }];
  });
}

/** Tells whether the launch names the type itself: another rule reports it. */
function namesType(launch: Launch, type: string): boolean {
  return launch.siteValuesOf(TYPE_KINDS).some(({ outcomes }) => outcomes.some((each) => each.kind === 'known' && each.value === type));
}

/** The value when every parameter keeps its default. */
interface Default {
  readonly isNitro: boolean;
  /** Another rule reports it, because it is one of the known outcomes as well. */
  readonly isReported: boolean;
  readonly text: string;
}

/**
 * Finds the value by default; undefined if that is unknown. A position of a parameter's list that its default does not fill is
 * unset by default: the types that the default does list count then.
 */
function defaultOf(launch: Launch, siteValue: SiteValue, open: readonly Unresolved[], catalog: Catalog): Default | undefined {
  const outcomes = launch.isUnsetByDefault(siteValue.path)
    ? open.flatMap(({ reason }) => defaultList(launch, reason))
    : launch.byDefault(siteValue.path);
  const values = namedTypes(siteValue.withOutcomes(outcomes), catalog);
  const [first] = values;
  if (first === undefined || outcomes.some(({ kind }) => kind === 'unresolved')) return undefined;
  const objectionable = values.filter(({ meaning }) => !isTakenForNitro(meaning));
  const taken = new Set(namedTypes(siteValue, catalog).map(({ text }) => text));
  return { isNitro: objectionable.length === 0, isReported: objectionable.every(({ text }) => taken.has(text)), text: first.text };
}

/** The types that a parameter names by default, in one text. */
function defaultList({ template }: Launch, reason: UnresolvedReason): readonly Outcome[] {
  const text = reason.kind === 'parameter' ? template.parameter(reason.name)?.defaultText : undefined;
  const types = text?.split(',').map((type) => type.trim()) ?? [];
  return types.map((type) => known(type, Assumptions.NONE, LITERAL));
}

function isTakenForNitro(meaning: Meaning): boolean {
  return meaning.is === 'nitro' || meaning.is === 'assumed-nitro' || meaning.is === 'delegated';
}

/** Names the construct to use in place of free parameters of a CDK app; empty if it would not settle the finding. */
function orParameter({ template }: Launch, { site }: SiteValue, open: readonly Unresolved[]): string {
  const isFree = ({ givenTo, reason }: Unresolved): boolean =>
    reason.kind === 'parameter' && template.parameter(reason.name)?.isList !== true && givenTo?.constructPath !== undefined;
  return site.kind === 'instance-type' && open.every(isFree)
    ? ', or make the parameter a NitroInstanceTypeParameter, which admits Nitro-based types only'
    : '';
}

/** Names the undecided value, with as much of its text as is known. */
function undecidedText({ site }: SiteValue, { text }: Unresolved): string {
  const noun = site.kind === 'instance-requirements' ? 'the instance requirements' : 'the instance type';
  return text === undefined ? noun : `${noun} '${readable(text)}'`;
}

function readable(text: string): string {
  return text.replaceAll(HOLE, '...');
}

function uncheckedTypeSources(launch: Launch): readonly LaunchReference[] {
  return launch.missingTypes('missing', 'nitro', 'delegated').flatMap(({ unchecked }) => unchecked);
}
