import fc from 'fast-check';
import type { Json } from '../../lib/base/json/json';
import { RowSites } from '../../lib/launch/present-sites';
import { propertySite } from '../../lib/launch/property-site';
import { walkToSite } from '../../lib/launch/site-walk';
import { launchResources, launchRows, type LaunchResource, type LaunchSite } from '../../lib/launch/sites';
import { TemplateSet } from '../../lib/template/template-set';
import { templateAt } from '../check/launch-resource';
import { templates } from '../check/template-arbitrary';
import { writing, written } from '../check/wrappers';
import { runs } from '../property-runs';

/** Demands that the walk finds nothing at a site that is not present. Returns how many sites are not. */
function compare(template: Json): number {
  let absent = 0;
  for (const deployment of new TemplateSet([{ id: 'template', template }], new Map()).deployments) {
    for (const resource of deployment.resources()) {
      const row = launchResources.get(resource.type);
      if (row === undefined) continue;
      const present = RowSites.of(row).presentIn(resource);
      const cases = deployment.assumptionsOf(resource);
      for (const site of sitesOf(row).filter((each) => !present.includes(each))) {
        absent += 1;
        expect(walkToSite(deployment, resource, site, cases)).toEqual({ values: [], unset: cases, unsetElements: [] });
      }
      expect(present).toEqual(sitesOf(row).filter((each) => present.includes(each)));
    }
  }
  return absent;
}

function sitesOf({ sites, launchTemplates = [], parts = [], typeComesFrom = [] }: LaunchResource): LaunchSite[] {
  return [...new Set([...sites, ...[...launchTemplates, ...parts, ...typeComesFrom].map(propertySite)])];
}

const SITES = launchRows.flatMap((row) => row.sites.map((site) => ({ row, site })));

describe('the walk finds nothing at a site that is not read', () => {
  test('in any template', () => {
    const numRuns = runs(1500);
    let absent = 0;
    fc.assert(
      fc.property(templates, (template) => {
        absent += compare(template as Json);
      }),
      { numRuns },
    );
    expect(absent).toBeGreaterThan((numRuns * 2) / 3);
  });

  // Two conditions that cannot be read are one case, not the same case twice.
  test('where no condition can be read', () => {
    const absent = compare({
      Conditions: { Either: { 'Fn::Or': [[], {}] } },
      Resources: { Server: { Type: 'AWS::EC2::Instance', Condition: 'Either' } },
    });
    expect(absent).toBeGreaterThan(0);
  });

  test('at every site of the table, however the value is written down', () => {
    const level = fc.option(fc.nat(10), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom(...SITES), writing, level, ({ row, site }, how, branchLevel) => {
        compare(templateAt(row, site, written(how, 'm5.large', 'm4.large'), branchLevel));
      }),
      { numRuns: runs(1500) },
    );
  });

  test.each(SITES.map(({ row, site }) => [`${row.type} ${site.path}`, row, site] as const))(
    '%s is present where it is set',
    (_, row, site) => {
      for (const template of [templateWith(row, site), withoutLists(templateWith(row, site))]) {
        const [deployment] = new TemplateSet([{ id: 'template', template }], new Map()).deployments;
        const resource = deployment?.resources().find(({ type }) => type === row.type);
        if (resource === undefined) throw new Error('the template has no such resource');
        expect(RowSites.of(row).presentIn(resource)).toContain(site);
      }
    },
  );
});

/** Writes one object in place of each list of one, as CloudFormation accepts. */
function withoutLists(node: Json): Json {
  if (Array.isArray(node) && node.length === 1) return withoutLists(node[0] as Json);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, withoutLists(inner)]));
}

function templateWith(row: LaunchResource, site: LaunchSite): Json {
  return templateAt(row, site, { node: 'm5.large', sections: {} });
}
