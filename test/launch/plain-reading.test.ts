import fc from 'fast-check';
import type { Json } from '../../lib/base/json/json';
import { Catalog } from '../../lib/catalog/catalog';
import { imagesAt } from '../../lib/launch/images/named-images';
import { collectLaunches, type Launch } from '../../lib/launch/launches';
import { readPlainly } from '../../lib/launch/plain-reading';
import { propertySite } from '../../lib/launch/property-site';
import type { SiteReading, SiteValue } from '../../lib/launch/site-reading';
import { walkToSite } from '../../lib/launch/site-walk';
import { launchResources, launchRows, type LaunchSite } from '../../lib/launch/sites';
import { namedTypes, TYPE_KINDS } from '../../lib/launch/types/named-types';
import { TemplateSet } from '../../lib/template/template-set';
import { templateAt } from '../check/launch-resource';
import { templates } from '../check/template-arbitrary';
import { writing, written } from '../check/wrappers';
import { runs } from '../property-runs';

/** The content of a reading without the places of outcomes: a shared value has several places. */
function comparable({ values, unset, unsetElements }: SiteReading): unknown {
  return {
    values: values.map(({ path, pointer, outcomes }) => ({
      path,
      pointer,
      outcomes: outcomes.map((each) => ({ ...each, pointer: null })),
    })),
    unset,
    unsetElements,
  };
}

/** Compares both readings of every site of the template's launches. Returns how many sites need no walk, and how many values they have. */
function compare(template: Json): { readonly plain: number; readonly values: number } {
  let plain = 0;
  let values = 0;
  // Sets of their own: what one reading costs must not limit the other.
  const [fast, slow] = [collectionOf(template), collectionOf(template)];
  fast.forEach((resource, index) => {
    for (const site of resource.sites) {
      const reading = readPlainly(resource.template, resource.resource, site, resource.cases);
      if (reading === undefined) continue;
      plain += 1;
      values += reading.values.length;
      const other = slow[index] ?? resource;
      expect(comparable(reading)).toEqual(comparable(walkToSite(other.template, other.resource, site, other.cases)));
    }
  });
  return { plain, values };
}

function collectionOf(template: Json): (Pick<Launch, 'template' | 'resource' | 'cases'> & { readonly sites: readonly LaunchSite[] })[] {
  return new TemplateSet([{ id: 'template', template }], new Map()).deployments.flatMap((deployment) =>
    deployment.resources().flatMap((resource) => {
      const row = launchResources.get(resource.type);
      if (row === undefined) return [];
      const sites = [...row.sites, ...(row.launchTemplates ?? []).map(propertySite)];
      return [{ template: deployment, resource, cases: deployment.assumptionsOf(resource), sites }];
    }),
  );
}

const SITES = launchRows.flatMap((row) => row.sites.map((site) => ({ row, site })));
const TEXTS = ['m5.large', 'm4', 'ami-0123456789abcdef0', '{{resolve:ssm:/golden/image}}', '#!/bin/sh\ntrue', 'a, b', ''];

describe('a site that need not be walked to is read as the walk reads it', () => {
  test('in a resource that is created in two cases of the same assumptions', () => {
    const Conditions = { Either: { 'Fn::Or': [null, 'm5.large'] } };
    const Web = { Type: 'AWS::EC2::Instance', Condition: 'Either' };
    expect(compare({ Conditions, Resources: { Web } }).plain).toBeGreaterThan(0);
  });

  test('in any template', () => {
    const numRuns = runs(1500);
    let plain = 0;
    fc.assert(
      fc.property(templates, (template) => {
        plain += compare(template as Json).plain;
      }),
      { numRuns },
    );
    expect(plain).toBeGreaterThan((numRuns * 2) / 3);
  });

  test('at every site of the table, however the value is written down', () => {
    const numRuns = runs(1500);
    let values = 0;
    const level = fc.option(fc.nat(10), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom(...SITES), fc.constantFrom(...TEXTS), writing, level, ({ row, site }, text, how, branchLevel) => {
        values += compare(templateAt(row, site, written(how, text, 'm5.large'), branchLevel)).values;
      }),
      { numRuns },
    );
    expect(values).toBeGreaterThan((numRuns * 2) / 15);
  });
});

describe('an expression is folded once for all resources of a template in which it stands', () => {
  const TYPE = { 'Fn::If': ['Large', { Ref: 'Type' }, 'm4.large'] };
  const IMAGE = { 'Fn::Sub': 'ami-${Type}' };
  const instance = (properties: object): Json => ({ Type: 'AWS::EC2::Instance', Properties: properties }) as unknown as Json;
  const sections = {
    Parameters: { Type: { Type: 'String', AllowedValues: ['m5.large', 't2.micro'] } },
    Conditions: { Large: { 'Fn::Equals': [{ Ref: 'Type' }, 'm5.large'] } },
  };
  const template = {
    ...sections,
    Resources: {
      One: instance({ InstanceType: TYPE, ImageId: IMAGE }),
      Two: instance({ InstanceType: TYPE, ImageId: IMAGE }),
      Host: { Type: 'AWS::EC2::Host', Properties: { InstanceType: TYPE, InstanceFamily: 'm5', AvailabilityZone: 'a' } },
      Family: { Type: 'AWS::EC2::Host', Properties: { InstanceFamily: TYPE, AvailabilityZone: 'a' } },
      Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { AmiType: IMAGE } },
    },
  } as unknown as Json;
  const inputs = ['first', 'second'].map((id) => ({ id, template }));
  const launches = collectLaunches(new TemplateSet(inputs, new Map()).deployments);

  function valueAt(id: string, logicalId: string, path: string): SiteValue {
    const launch = launches.find((each) => each.template.id === id && each.resource.logicalId === logicalId);
    const kinds = [...TYPE_KINDS, 'machine-image'] as const;
    const value = launch?.siteValuesOf(kinds).find((each) => each.path === `Properties/${path}`);
    if (value === undefined) throw new Error(`no value at ${logicalId} ${path}`);
    return value;
  }

  test('values of one kind and word share what it folds to, and the verdicts on it', () => {
    const [one, two, host] = [
      valueAt('first', 'One', 'InstanceType'),
      valueAt('first', 'Two', 'InstanceType'),
      valueAt('first', 'Host', 'InstanceType'),
    ];
    expect(two.folded).toBe(one.folded);
    expect(host.folded).toBe(one.folded);
    const catalog = Catalog.bundled();
    expect(namedTypes(two, catalog)).toBe(namedTypes(one, catalog));
    const images = { recorded: new Map(), today: '2026-11-28' };
    const [image, other] = [valueAt('first', 'One', 'ImageId'), valueAt('first', 'Two', 'ImageId')];
    expect(imagesAt(other, images)).toBe(imagesAt(image, images));
  });

  test('values of another kind, of another word or of another template do not', () => {
    const type = valueAt('first', 'One', 'InstanceType');
    expect(valueAt('first', 'Family', 'InstanceFamily').folded).not.toBe(type.folded);
    expect(valueAt('second', 'One', 'InstanceType').folded).not.toBe(type.folded);
    expect(valueAt('first', 'Nodes', 'AmiType').folded).not.toBe(valueAt('first', 'One', 'ImageId').folded);
  });

  test('what is shared carries the template, the kind and the word it was folded for', () => {
    for (const launch of launches)
      for (const { site, folded } of launch.siteValuesOf([...TYPE_KINDS, 'machine-image'])) {
        expect([folded.template, folded.kind, folded.word]).toEqual([launch.template, site.kind, site.word]);
      }
  });

  test('a value with other outcomes shares no verdict', () => {
    const type = valueAt('first', 'One', 'InstanceType');
    const [first] = type.outcomes;
    const catalog = Catalog.bundled();
    expect(namedTypes(type, catalog)).toHaveLength(2);
    expect(namedTypes(type.withOutcomes(first === undefined ? [] : [first]), catalog)).toHaveLength(1);
  });
});
