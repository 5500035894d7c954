import type { UnreadableInput } from '../../report/report';
import type { ConstructPathOf } from './construct-paths';

/** A file that may hold a template. */
export interface Candidate {
  readonly path: string;
  /** The file's name in reports. */
  readonly name: string;
  /**
   * The user, a cloud assembly or another template names the file as a template, so that it is an error if it is not one.
   * A file found by searching a folder is skipped if it is clearly not a template.
   */
  readonly isExpected: boolean;
  /** Its name is unusual for a template. It is reported if it looks like one, and never read. */
  readonly isUnusual?: boolean;
  /** A stack that nests the template names the file, or a cloud assembly that stages it for one. */
  readonly isStaged?: true;
  /** The Region the template is deployed to, where known. */
  readonly region?: string;
  /** The account the template is deployed to, where known. */
  readonly account?: string;
  /** Finds the construct paths of the stack's elements, those of nested stacks included. Absent if the template is not of a cloud assembly. */
  readonly constructPathOf?: ConstructPathOf;
}

/** The files that a path refers to. */
export interface FoundInputs {
  readonly candidates: readonly Candidate[];
  readonly unreadable: readonly UnreadableInput[];
  /** The folders that were searched. */
  readonly folders?: readonly SearchedFolder[];
  /** The keys of look-ups that the CDK has yet to make, as cloud assemblies name them. */
  readonly missing?: readonly string[];
}

/** A folder that was searched for templates. */
export interface SearchedFolder {
  readonly path: string;
  /** The folder is a cloud assembly: its manifest lists the templates, including those in folders below. */
  readonly isAssembly: boolean;
}

export function mergeFound(parts: readonly FoundInputs[]): FoundInputs {
  return {
    candidates: parts.flatMap(({ candidates }) => candidates),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
    folders: parts.flatMap(({ folders = [] }) => folders),
    missing: parts.flatMap(({ missing = [] }) => missing),
  };
}
