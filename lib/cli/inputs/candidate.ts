import type { UnreadableInput } from '../../report/report';

/** A file that may hold a template. */
export interface Candidate {
  readonly path: string;
  /** The file's name in reports. */
  readonly name: string;
  /**
   * The user, a cloud assembly or another template says that it is a template: where it is not, that is an error.
   * A file met in a folder is passed over where it is plainly something else.
   */
  readonly isExpected: boolean;
  /** The Region it is deployed to, where that is known. */
  readonly region?: string;
  /** The account it is deployed to, where that is known. */
  readonly account?: string;
}

/** What a path stands for. */
export interface Found {
  readonly candidates: readonly Candidate[];
  readonly unreadable: readonly UnreadableInput[];
  /** The folders that were gone through. */
  readonly folders?: readonly SearchedFolder[];
}

/** A folder that was gone through for templates. */
export interface SearchedFolder {
  readonly path: string;
  /** It is a cloud assembly: its manifest tells its templates, those in folders below it included. */
  readonly isAssembly: boolean;
}

export function mergeFound(parts: readonly Found[]): Found {
  return {
    candidates: parts.flatMap(({ candidates }) => candidates),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
    folders: parts.flatMap(({ folders = [] }) => folders),
  };
}
