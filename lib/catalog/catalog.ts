import { type CatalogFile, decodeFacts, readCatalog, readCatalogFile } from './catalog-file';
import { contradictionOf, withoutDescribedXen } from './closed-set';
import { encryptingAlternativeTo } from './encrypting-alternative';
import type { InstanceTypeFacts } from './instance-type-facts';
import { InstanceTypeIndex } from './instance-type-index';
import { withNewerFacts } from './newer-facts';
import { type FamilyVerdict, judgeFamily, judgeType, type TypeVerdict } from './type-verdict';
import { MalformedCatalogError } from './malformed-catalog-error';
import { type Successor, successorFamilyOf, successorOf, type SuccessorOptions } from './successor';

/** The instance types that EC2 offers or offered, with their facts. */
export class Catalog extends InstanceTypeIndex {
  private static inPackage: Catalog | undefined;

  /** Returns the catalog in the package. It is read at first use; each type is decoded on demand. */
  public static bundled(): Catalog {
    // `require` instead of reading a file: a bundled app lacks this package's folder, and bundlers include required files.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it with the module
    this.inPackage ??= new Catalog([readCatalog(require('./instance-types.json'))]);
    return this.inPackage;
  }

  /**
   * Reads a recorded catalog and combines it with the bundled one. For a type in both, the catalog retrieved later counts; a type
   * in only one of them is kept. So a recording of one Region hides neither retired types nor types of other Regions. For a Xen
   * type that the package describes, the package always counts: a recording can add to the closed set, never take from it.
   *
   * @throws MalformedCatalogError if the text is not a catalog file, or has a Xen type as built on Nitro
   */
  public static parse(text: string): Catalog {
    const bundled = this.bundled();
    const recorded = withNewerFacts(readCatalogFile(text), bundled);
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

  /** Gives the verdict on a value that should name an instance type. Never throws. */
  public judge(value: string): TypeVerdict {
    return judgeType(this, value);
  }

  /** Gives the verdict on a value that should name an instance family, any size of which may be launched. Never throws. */
  public judgeFamily(value: string): FamilyVerdict {
    return judgeFamily(this, value);
  }

  /**
   * Returns the Nitro-based type to use instead of a Xen type. For a type built on Nitro, returns the type itself; for any other name, an
   * example.
   */
  public successor(name: string, options: SuccessorOptions = {}): Successor {
    return successorOf(this, name, options);
  }

  /** Returns the Nitro-based family to use instead of a family with Xen types. For any other family, returns the family itself. */
  public successorFamily(family: string, options: SuccessorOptions = {}): string {
    return successorFamilyOf(family, options);
  }

  /** Returns the closest type that encrypts traffic between instances in hardware: the type itself, if it does. */
  public encryptingAlternative(name: string): string {
    return encryptingAlternativeTo(this, name);
  }
}

/** @throws MalformedCatalogError with the keys that lead to the type */
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
