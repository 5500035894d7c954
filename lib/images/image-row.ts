import type { Architecture } from '../base/architecture';
import { dayInName, oldEnaOf } from './ena-minimum';
import { endOfLifeOf } from './end-of-life';
import type { Distribution, ImageBootMode, ImageVerdict, ImageNote, UnreadyReason } from './image-verdict';

/** One row of a table: a pattern for names, and the facts about their images. */
export interface ImageRow {
  /**
   * The whole name, as a regular expression. A group named `architecture` holds the name's word for it, and overrides the row's own
   * `architecture`. A group named `release` holds the release of the distribution, for its end of life and its ENA driver. A group named
   * `kernelRelease` holds the release for the driver alone. A group named `backport` marks an image with a later kernel than its release.
   */
  readonly name: string;
  /** Describes the images, for messages. */
  readonly about: string;
  readonly distribution?: Distribution;
  /** For Amazon Linux: see `ImageFacts`. */
  readonly keepsEth0?: true;
  /** See `ImageFacts`. */
  readonly excludesA1?: true;
  readonly architecture?: Architecture;
  /** The boot mode of the x86 images. Absent if no page states it. */
  readonly bootMode?: ImageBootMode;
  /** The images are registered for NitroTPM. */
  readonly nitroTpm?: true;
  /** The reason why the images are not ready. Absent if they are. */
  readonly unready?: UnreadyReason;
  readonly note?: ImageNote;
  /** The name to write instead, with `$<group>` for groups of the pattern. */
  readonly replacement?: string;
  /** The page that states it. */
  readonly source: string;
}

/** Words for an architecture, as publishers write them. */
const ARCHITECTURE_WORDS: ReadonlyMap<string, Architecture> = new Map<string, Architecture>([
  ['x86_64', 'x86_64'],
  ['amd64', 'x86_64'],
  ['x86', 'x86_64'],
  ['arm64', 'arm64'],
  ['aarch64', 'arm64'],
  ['i386', 'i386'],
  ['32Bit', 'i386'],
  ['x86_64_mac', 'x86_64_mac'],
  ['arm64_mac', 'arm64_mac'],
]);

/** Finds the first row that matches a name, and its verdict on the name. */
export class ImageTable<Row extends ImageRow> {
  private patterns: readonly { readonly row: Row; readonly pattern: RegExp }[] | undefined;

  public constructor(private readonly rows: readonly Row[]) {}

  public find(name: string): { readonly row: Row; readonly verdict: ImageVerdict } | undefined {
    // Compiled at first use: a run uses few of the tables.
    this.patterns ??= this.rows.map((row) => ({ row, pattern: new RegExp(`^(?:${row.name})$`) }));
    for (const { row, pattern } of this.patterns) {
      const match = pattern.exec(name);
      if (match !== null) return { row, verdict: judge(row, match.groups ?? {}, name, pattern) };
    }
    return undefined;
  }

  public verdictOf(name: string): ImageVerdict | undefined {
    return this.find(name)?.verdict;
  }
}

function judge(row: ImageRow, groups: Partial<Record<string, string>>, name: string, pattern: RegExp): ImageVerdict {
  const architecture = ARCHITECTURE_WORDS.get(groups['architecture'] ?? '') ?? row.architecture;
  const note = row.note ?? endOfLifeOf(row.distribution, groups['release']);
  const bootMode = architecture === 'arm64' ? 'uefi' : row.bootMode;
  const published = { distribution: row.distribution, release: groups['kernelRelease'] ?? groups['release'], built: dayInName(name) };
  const oldEna = groups['backport'] === undefined && row.excludesA1 === undefined ? oldEnaOf(published) : undefined;
  const facts = {
    ...(architecture === undefined ? {} : { architecture }),
    ...(bootMode === undefined ? {} : { bootMode }),
    ...(row.nitroTpm === undefined ? {} : { nitroTpm: row.nitroTpm }),
    ...(row.distribution === undefined ? {} : { distribution: row.distribution }),
    ...(row.keepsEth0 === undefined ? {} : { keepsEth0: row.keepsEth0 }),
    ...(row.excludesA1 === undefined ? {} : { excludesA1: row.excludesA1 }),
    ...(oldEna === undefined ? {} : { oldEna }),
    ...(note === undefined ? {} : { note }),
    ...(row.replacement === undefined ? {} : { replacement: name.replace(pattern, row.replacement) }),
    source: row.source,
    text: row.about,
  };
  return row.unready === undefined ? { readiness: 'ready', ...facts } : { readiness: 'not-ready', reason: row.unready, ...facts };
}
