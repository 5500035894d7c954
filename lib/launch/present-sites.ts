import { isObject, member, type JsonObject } from '../base/json/json';
import type { Resource } from '../template/resource';
import { isFilledIn } from './filled-in';
import { propertySite } from './property-site';
import type { LaunchResource, LaunchSite } from './sites';

/** A site, and its position in the row. */
interface PlacedSite {
  readonly site: LaunchSite;
  readonly position: number;
}

/** The sites of a row as a tree of property names, from the resource down. */
interface SiteTree {
  /** The sites that end here. */
  readonly ending: PlacedSite[];
  /** The sites that end here or below. */
  readonly all: PlacedSite[];
  readonly below: Map<string, SiteTree>;
  /** Whether the next step leads to any property or to list items, not to one property by its name. */
  leadsAnywhere: boolean;
}

/** The sites of one row, and the sites at its properties that refer to other resources. */
export class RowSites {
  /** Returns the sites of a row. Prepares each row once. */
  public static of(row: LaunchResource): RowSites {
    let sites = rowSites.get(row);
    if (sites === undefined) {
      sites = new RowSites(row);
      rowSites.set(row, sites);
    }
    return sites;
  }

  public readonly launchTemplates: readonly LaunchSite[];
  public readonly parts: readonly LaunchSite[];
  public readonly typeComesFrom: readonly LaunchSite[];
  private readonly known: ReadonlySet<LaunchSite>;
  private readonly tree: SiteTree;

  private constructor({ sites, launchTemplates = [], parts = [], typeComesFrom = [] }: LaunchResource) {
    this.launchTemplates = launchTemplates.map(propertySite);
    this.parts = parts.map(propertySite);
    this.typeComesFrom = typeComesFrom.map(propertySite);
    this.known = new Set([...sites, ...this.launchTemplates, ...this.parts, ...this.typeComesFrom]);
    this.tree = treeOf([...this.known]);
  }

  /**
   * Returns the sites that a resource may set, in the order of the row. Looks at the written properties, not at the sites: a resource has
   * few properties, and its row many sites. Errs towards a site too many: a list, a function or a macro may hold any site below it.
   */
  public presentIn({ body }: Resource): readonly LaunchSite[] {
    const present: PlacedSite[] = [];
    addPresent(body, this.tree, present);
    return present.map(({ site }) => site);
  }

  /** Tells whether `presentIn` considers the site. */
  public knows(site: LaunchSite): boolean {
    return this.known.has(site);
  }
}

const rowSites = new WeakMap<LaunchResource, RowSites>();

function addPresent(node: JsonObject, tree: SiteTree, present: PlacedSite[]): void {
  if (isFilledIn(node)) {
    addAll(tree.all, present);
    return;
  }
  for (const name in node) {
    const inner = tree.below.get(name);
    if (inner === undefined) continue;
    const value = inner.below.size === 0 || inner.leadsAnywhere ? undefined : member(node, name);
    if (isObject(value)) {
      addAll(inner.ending, present);
      addPresent(value, inner, present);
    } else addAll(inner.all, present);
  }
}

/** Adds sites in the order of the row. Sorting two or three items would take longer than everything else. */
function addAll(sites: readonly PlacedSite[], present: PlacedSite[]): void {
  for (const site of sites) {
    let index = present.length;
    for (; index > 0; index -= 1) {
      const earlier = present[index - 1];
      if (earlier === undefined || earlier.position < site.position) break;
      present[index] = earlier;
    }
    present[index] = site;
  }
}

function treeOf(sites: readonly LaunchSite[]): SiteTree {
  const root = newTree();
  for (const [position, site] of sites.entries()) {
    let tree = root;
    for (const step of [site.section ?? 'Properties', ...site.path.split('.')]) {
      tree.all.push({ site, position });
      // An object may stand for a list with one item.
      if (step === '*' || step === '[]') tree.leadsAnywhere = true;
      let next = tree.below.get(step);
      if (next === undefined) {
        next = newTree();
        tree.below.set(step, next);
      }
      tree = next;
    }
    tree.all.push({ site, position });
    tree.ending.push({ site, position });
  }
  return root;
}

function newTree(): SiteTree {
  return { ending: [], all: [], below: new Map(), leadsAnywhere: false };
}
