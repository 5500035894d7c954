import { type CatalogFile, decodeFacts } from './catalog-file';
import { matchesGlob } from '../base/glob';
import type { InstanceTypeFacts } from './instance-type-facts';
import { XEN_FAMILIES } from './successor-families';

/** Instance types of several catalog files, by name. A type's facts are decoded at first use. */
export class InstanceTypeIndex {
  private readonly decoded = new Map<string, InstanceTypeFacts>();
  private allByFamily: ReadonlyMap<string, readonly string[]> | undefined;
  private allNames: readonly string[] | undefined;
  private allTypes: readonly InstanceTypeFacts[] | undefined;
  private allXenTypes: readonly InstanceTypeFacts[] | undefined;

  /**
   * @param files the files, newest first: for a type in several files, the first counts
   * @param moreXenFamilies families outside the closed set that have Xen types in a file
   */
  public constructor(
    protected readonly files: readonly CatalogFile[],
    private readonly moreXenFamilies: readonly string[] = [],
  ) {}

  /** The day on which the newest facts were collected: `YYYY-MM-DD`. */
  public get retrieved(): string {
    return this.files[0]?.retrieved ?? '';
  }

  /** Returns the day on which the facts of a type were collected. For a type in several files, the day of the first file. */
  public retrievedOf(name: string): string {
    const dot = Math.max(name.indexOf('.'), 0);
    const file = this.files.find(({ families }) => families.get(name.slice(0, dot))?.sizes.has(name.slice(dot + 1)));
    return file?.retrieved ?? this.retrieved;
  }

  /** The names of all types, retired ones included: families in alphabetical order, sizes from small to large. Decodes nothing. */
  public get names(): readonly string[] {
    this.allNames ??= [...this.namesByFamily.values()].flat();
    return this.allNames;
  }

  /** Every type, retired ones included, in the order of `names`. */
  public get types(): readonly InstanceTypeFacts[] {
    this.allTypes ??= this.findAll(this.names);
    return this.allTypes;
  }

  /** Finds a type by its exact name; case counts. */
  public find(name: string): InstanceTypeFacts | undefined {
    const known = this.decoded.get(name);
    if (known !== undefined) return known;
    const dot = name.indexOf('.');
    for (const file of this.files) {
      const facts = decodeFacts(file, name.slice(0, Math.max(dot, 0)), name.slice(dot + 1));
      if (facts === undefined) continue;
      this.decoded.set(name, facts);
      return facts;
    }
    return undefined;
  }

  public hasFamily(family: string): boolean {
    return this.files.some((file) => file.families.has(family));
  }

  /** Lists the types of a family, smallest first, retired ones included; empty for a family that is not in the catalog. */
  public family(family: string): readonly InstanceTypeFacts[] {
    return this.findAll(this.namesByFamily.get(family) ?? []);
  }

  /** Lists the types that run on Xen, retired ones included. Decodes only the Xen families, a closed set in the package. */
  public xenTypes(): readonly InstanceTypeFacts[] {
    this.allXenTypes ??= [...new Set([...XEN_FAMILIES, ...this.moreXenFamilies])]
      .sort()
      .flatMap((family) => this.family(family).filter((type) => !type.builtOnNitro));
    return this.allXenTypes;
  }

  /** Tells whether a family has types that run on Xen, in the closed set or in a file. */
  public isXenFamily(family: string): boolean {
    return XEN_FAMILIES.has(family) || this.moreXenFamilies.includes(family);
  }

  /** Lists the types whose whole name a pattern covers; see `matchesGlob`. */
  public glob(pattern: string): readonly InstanceTypeFacts[] {
    return this.findAll(this.namesBeginningAs(pattern).filter((name) => matchesGlob(pattern, name)));
  }

  /** Lists the names of each family, smallest first; families in alphabetical order. */
  private get namesByFamily(): ReadonlyMap<string, readonly string[]> {
    if (this.allByFamily !== undefined) return this.allByFamily;
    const families = [...new Set(this.files.flatMap((file) => [...file.families.keys()]))].sort();
    this.allByFamily = new Map(families.map((family) => [family, this.sizes(family).map((size) => `${family}.${size}`)]));
    return this.allByFamily;
  }

  /** Lists the names in the families that match a pattern's text before its first star. */
  private namesBeginningAs(pattern: string): readonly string[] {
    const [beginning = ''] = pattern.split('*', 1);
    const [family = ''] = beginning.split('.', 1);
    if (family !== beginning) return this.namesByFamily.get(family) ?? [];
    return [...this.namesByFamily].flatMap(([each, names]) => (each.startsWith(family) ? names : []));
  }

  private findAll(names: readonly string[]): InstanceTypeFacts[] {
    return names.map((name) => this.find(name)).filter((facts) => facts !== undefined);
  }

  private sizes(family: string): string[] {
    return [...new Set(this.files.flatMap((file) => [...(file.families.get(family)?.sizes.keys() ?? [])]))];
  }
}
