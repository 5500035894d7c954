import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { check, type RuleSeverity, type TemplateInput } from '../../lib/check';
import type { Finding } from '../../lib/finding';
import type { Json } from '../../lib/base/json/json';
import { launchRows, type LaunchResource, type LaunchSite, type SiteKind } from '../../lib/launch/sites';
import { findingPath, templateAt } from './launch-resource';
import { type Expression, PLAIN, writing, type Writing, written } from './wrappers';
import { runs } from '../property-runs';

const XEN_TYPES = Catalog.bundled()
  .xenTypes()
  .map(({ name }) => name);
const OFFERED = ['m4.large', 'c4.large', 'r4.large', 'i3.large', 'd2.xlarge'];

/** The possible values of a site of a kind: a good one, a bad one, and the rule that reports it. */
interface Naming {
  readonly rule: string;
  readonly nitro: string;
  readonly xen: readonly string[];
  /** The value at the site, made of the text. */
  readonly holds?: (text: unknown) => unknown;
}

const NAMINGS: Readonly<Partial<Record<SiteKind, Naming>>> = {
  'instance-type': { rule: 'instance-type', nitro: 'm5.large', xen: XEN_TYPES },
  'instance-type-or-family': { rule: 'instance-type', nitro: 'm5.large', xen: [...XEN_TYPES, 'm4', 'c4', 'i3', 'p3'] },
  'instance-type-pattern': { rule: 'instance-type', nitro: 'm5.*', xen: [...XEN_TYPES, 'm4.*', '*', 'i3.*', 'm*.large', 't2*'] },
  'instance-type-list': { rule: 'instance-type', nitro: 'm5.large,c5.large', xen: XEN_TYPES.map((type) => `m5.large, ${type}`) },
  'instance-family': { rule: 'instance-type', nitro: 'm5', xen: ['m4', 'c4', 'i3', 'p3', 't2'] },
  'instance-requirements': {
    rule: 'instance-requirements',
    nitro: 'm5.*',
    xen: [...OFFERED, 'm4.*', '*4.large', 'i*'],
    holds: (text) => ({
      VCpuCount: { Min: 1 },
      MemoryMiB: { Min: 1 },
      BurstablePerformance: 'included',
      AllowedInstanceTypes: ['c5.*', text],
    }),
  },
  'managed-instance-class': {
    rule: 'managed-instance-class',
    nitro: 'db.m5.large',
    xen: ['db.m4.large', 'cache.t2.micro', 'm4.large.search', 'ml.p2.xlarge'],
  },
};

/** A service that chooses from types of its own takes what else a pattern stands for, and never Xen. */
const OF_A_SERVICE = [...OFFERED, 'm4.*', '*4.large', 'i2*', 'i3.*', 'p3.*'];

const SITES = launchRows.flatMap((row) =>
  row.sites.flatMap((site) => {
    const ofKind = NAMINGS[site.kind];
    const naming = ofKind === undefined || site.offer === undefined ? ofKind : { ...ofKind, xen: OF_A_SERVICE };
    return naming === undefined
      ? []
      : [{ name: `${row.type} ${site.path}${site.where === undefined ? '' : ` ${JSON.stringify(site.where)}`}`, row, site, naming }];
  }),
);

const severities = new Map<string, RuleSeverity>([['managed-instance-class', 'error']]);

/** The errors where a site names the text, written down in that way, in a branch that begins at that level of the site's path. */
function errorsAt(row: LaunchResource, site: LaunchSite, naming: Naming, text: string, how: Writing, level?: number): readonly Finding[] {
  const { nitro, holds = (node) => node } = naming;
  const { node, sections } = written(how, text, nitro);
  return errorsIn([{ id: 'template', template: templateAt(row, site, { node: holds(node), sections }, level) }]);
}

function errorsIn(inputs: readonly TemplateInput[]): readonly Finding[] {
  return check(inputs, { severities }).findings.filter(({ severity }) => severity === 'error');
}

describe.each(SITES)('$name', ({ row, site, naming }) => {
  test('is fine with what is built on Nitro', () => {
    expect(errorsAt(row, site, naming, naming.nitro, PLAIN)).toEqual([]);
    fc.assert(
      fc.property(writing, (how) => {
        const errors = errorsAt(row, site, naming, naming.nitro, how);
        // A parameter that admits any value may well be undecided.
        expect(errors.filter(({ messageId }) => how.leaf !== 'default' || !/^un(resolved|decided)/.test(messageId))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('never passes with Xen, however it is written down', () => {
    const path = findingPath(site);
    fc.assert(
      fc.property(fc.constantFrom(...naming.xen), writing, fc.option(fc.nat(10), { nil: undefined }), (text, how, level) => {
        const found = errorsAt(row, site, naming, text, how, level).filter((finding) => finding.path.startsWith(path));
        const named = found.filter(({ rule, messageId }) => rule === naming.rule && /^(xen|undecided)/.test(messageId));
        expect(named.flatMap(({ values }) => values)).not.toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

test('a nested stack that is handed Xen never passes, however it is written down', () => {
  const child = (): Json => ({
    Parameters: { Type: { Type: 'String', Default: 'm5.large' } },
    Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: { Ref: 'Type' } } } },
  });
  const parent = ({ node, sections }: Expression): Json =>
    ({
      ...sections,
      Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'x', Parameters: { Type: node } } } },
    }) as Json;
  fc.assert(
    fc.property(fc.constantFrom(...XEN_TYPES), writing, (text, how) => {
      const template = parent(written(how, text, 'm5.large'));
      const found = errorsIn([
        { id: 'parent', template, nested: new Map([['Child', 'child']]) },
        { id: 'child', template: child() },
      ]);
      expect(found).toContainEqual(
        expect.objectContaining({
          template: 'child',
          rule: 'instance-type',
          messageId: 'xen',
          path: 'Properties/InstanceType',
          values: [text],
        }),
      );
    }),
    { numRuns: runs(300) },
  );
});
