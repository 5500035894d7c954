import { isObject, member, type JsonObject } from '../base/json/json';
import type { Resource } from '../template/resource';
import { isFilledIn } from './filled-in';
import type { LaunchResource, SiteKind } from './sites';

/** The sites of a row as a tree of property names, from the resource down. */
interface SiteTree {
  /** The kinds of the sites that end here. */
  readonly ending: Set<SiteKind>;
  /** The kinds of the sites that end here or below. */
  readonly all: Set<SiteKind>;
  readonly below: Map<string, SiteTree>;
}

const trees = new WeakMap<LaunchResource, SiteTree>();

/**
 * Returns the kinds of which a resource may have a value. Looks at the properties that are written, not at the sites there are:
 * a resource has few properties, and its row many sites. Errs on the side of a kind too many: a list, a function or a macro may hold
 * any site below it.
 */
export function presentKinds(resource: Resource, definition: LaunchResource): ReadonlySet<SiteKind> {
  const tree = trees.get(definition) ?? treeOf(definition);
  trees.set(definition, tree);
  const present = new Set<SiteKind>();
  addPresent(resource.body, tree, present);
  return present;
}

function addPresent(node: JsonObject, tree: SiteTree, present: Set<SiteKind>): void {
  if (isFilledIn(node)) {
    for (const kind of tree.all) present.add(kind);
    return;
  }
  for (const name in node) {
    const inner = tree.below.get(name);
    if (inner === undefined) continue;
    const value = member(node, name);
    if (inner.below.size > 0 && isObject(value) && !inner.below.has('*')) {
      for (const kind of inner.ending) present.add(kind);
      addPresent(value, inner, present);
    } else for (const kind of inner.all) present.add(kind);
  }
}

function treeOf({ sites }: LaunchResource): SiteTree {
  const root = newTree();
  for (const { section = 'Properties', path, kind } of sites) {
    let tree = root;
    for (const step of [section, ...path.split('.')]) {
      tree.all.add(kind);
      let next = tree.below.get(step);
      if (next === undefined) {
        next = newTree();
        tree.below.set(step, next);
      }
      tree = next;
    }
    tree.all.add(kind);
    tree.ending.add(kind);
  }
  return root;
}

function newTree(): SiteTree {
  return { ending: new Set(), all: new Set(), below: new Map() };
}
