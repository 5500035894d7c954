import { type CatalogFile, decodeFacts, readCatalog, readCatalogFile } from './catalog-file';
import { contradictionOf, withoutDescribedXen } from './closed-set';
import { closestType } from './closest-type';
import { encryptingAlternativeTo } from './encrypting-alternative';
import type { InstanceTypeFacts } from './instance-type-facts';
import { InstanceTypeIndex } from './instance-type-index';
import { type FamilyVerdict, judgeFamily, judgeType, type TypeVerdict } from './type-verdict';
import { MalformedCatalogError } from './malformed-catalog-error';
import { type Successor, successorFamilyOf, successorOf, type SuccessorOptions } from './successor';

/** What EC2 offers, and offered: instance types and what is known of them. */
export class Catalog extends InstanceTypeIndex {
  private static inPackage: Catalog | undefined;

  /** The catalog that comes with the package. Read at first use; types are decoded as they are asked for. */
  public static bundled(): Catalog {
    // Not a file that is read from our folder: a bundled app has no such folder, and bundlers take along what is required.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it with the module
    this.inPackage ??= new Catalog([readCatalog(require('./instance-types.json'))]);
    return this.inPackage;
  }

  /**
   * A recorded catalog, on top of the bundled one: of a type that both know, the one retrieved later counts, and a type
   * that only one knows is known. So a recording of a single Region neither hides retired types nor those of other Regions.
   * Of a Xen type that the package describes, the package counts whatever the day: a recording can add to the closed set, never
   * take from it.
   *
   * Throws MalformedCatalogError, saying where the text is not a catalog file, or makes Nitro of Xen.
   */
  public static parse(text: string): Catalog {
    const recorded = readCatalogFile(text);
    const bundled = this.bundled();
    const xenFamilies = [...recorded.families].flatMap(([family, { sizes }]) => {
      const types = [...sizes.keys()].map((size) => decodeTrusted(recorded, family, size, bundled));
      return types.some((type) => type?.builtOnNitro === false) ? [family] : [];
    });
    const files = [withoutDescribedXen(recorded, bundled), ...bundled.files];
    return new Catalog(
      files.sort((a, b) => (a.retrieved < b.retrieved ? 1 : a.retrieved > b.retrieved ? -1 : 0)),
      xenFamilies,
    );
  }

  /** What is to be thought of a value that should name an instance type. Never throws. */
  public judge(value: string): TypeVerdict {
    return judgeType(this, value);
  }

  /** What is to be thought of a value that should name an instance family, any size of which may be launched. Never throws. */
  public judgeFamily(value: string): FamilyVerdict {
    return judgeFamily(this, value);
  }

  /** The Nitro-based type to use instead of a Xen one; the type itself if it is built on Nitro; an example for anything else. */
  public successor(name: string, options: SuccessorOptions = {}): Successor {
    return successorOf(this, name, options);
  }

  /** The Nitro-based family to use instead of one with Xen types; any other family itself. */
  public successorFamily(family: string, options: SuccessorOptions = {}): string {
    return successorFamilyOf(family, options);
  }

  /** The closest type that encrypts traffic between instances in hardware: the type itself, if it does. */
  public encryptingAlternative(name: string): string {
    return encryptingAlternativeTo(this, name);
  }

  /** The offered Nitro-based type most like the one of that name among those that fit; undefined where there is none to compare. */
  public closest(name: string, fits: (candidate: InstanceTypeFacts) => boolean): InstanceTypeFacts | undefined {
    return closestType(this, name, fits);
  }
}

/** Throws MalformedCatalogError with the keys that lead to the type. */
function decodeTrusted(recorded: CatalogFile, family: string, size: string, bundled: Catalog): InstanceTypeFacts | undefined {
  const at = ['families', family, 'sizes', size];
  try {
    const facts = decodeFacts(recorded, family, size);
    const contradiction = facts === undefined ? undefined : contradictionOf(facts, bundled);
    if (contradiction !== undefined) throw new MalformedCatalogError(contradiction);
    return facts;
  } catch (error) {
    throw error instanceof MalformedCatalogError ? new MalformedCatalogError(error.message, at) : error;
  }
}
