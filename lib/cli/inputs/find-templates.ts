import { readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve } from 'node:path';
import { realPath } from '../../base/real-path';
import type { TemplateInput } from '../../check';
import { type ExclusionGlobs, isExcluded, withoutBraces } from '../../policy/exclusion-globs';
import { matchesPath, matchesPathEnd } from '../../policy/path-glob';
import { reportedName } from '../../policy/policy-files';
import type { UnreadableInput } from '../../report/report';
import type { ReadTemplate } from '../../template/reading/read-template';
import { UsageError } from '../terminal';
import type { Candidate, FoundInputs, SearchedFolder } from './candidate';
import type { ConstructPathOf } from './construct-paths';
import { describeFailure, isFolder, statOf, withForwardSlashes } from './file-access';
import { findInFolder, type IsLeftOut } from './folder';
import { type GlobArgument, globArgument } from './glob-argument';
import { LookedAt } from './looked-at';
import { NestedTemplates } from './nested-templates';
import { readCandidate, readTemplateBytes } from './read-candidate';
import { unreadable } from './read-data';

/** A template that has been read. */
export interface FoundTemplate {
  readonly input: TemplateInput;
  /** Finds the line and column of a value. */
  readonly locate: ReadTemplate['locate'];
  readonly read: ReadTemplate;
  /** The name in reports and the input's `id`: relative to the working folder if the file is inside it, otherwise as given; `-` for standard input. */
  readonly file: string;
  /** Absolute; `-` for standard input. */
  readonly path: string;
}

export interface FoundTemplates {
  readonly templates: readonly FoundTemplate[];
  readonly unreadable: readonly UnreadableInput[];
  /** Files in searched folders that hold resources and are not templates. */
  readonly skipped: readonly string[];
  /** Files and folders that the globs leave out. The content of such a folder is not listed. */
  readonly leftOut: readonly string[];
  /** The keys of pending look-ups in cloud assemblies. */
  readonly missing: readonly string[];
  readonly lookedAt: LookedAt;
}

export interface FindTemplatesOptions {
  /** @default - the working folder of the process */
  readonly cwd?: string;
  /** @default - reads the process's standard input to its end */
  readonly readStdin?: () => Uint8Array;
  /** Globs of files that are left out. @default - none */
  readonly exclusions?: readonly ExclusionGlobs[];
}

const STDIN = '-';

const LEFT_OUT = "left out by --exclude or the policy's exclude: remove it there, or do not name it";

/**
 * Reads the templates at paths: files, folders, cloud assemblies, and `-` for standard input. Also reads the templates of nested
 * stacks if they are files. Without a path, reads `cdk.out` in the working folder. An input that cannot be read is part of the result.
 *
 * @throws UsageError if no path is given and there is no `cdk.out`
 */
export function findTemplates(
  paths: readonly string[],
  { cwd = process.cwd(), readStdin = () => readFileSync(0), exclusions = [] }: FindTemplatesOptions = {},
): FoundTemplates {
  const leftOut = new Set<string>();
  const finder = new TemplateFinder(cwd, readStdin, (path) => {
    const isOut = isExcluded(path, exclusions);
    if (isOut) leftOut.add(path);
    return isOut;
  });
  for (const path of paths.length > 0 ? paths : [defaultPath(cwd)]) finder.read(path);
  // A nested template belongs to the template that deploys it.
  const unread = [...leftOut].filter((path) => !finder.hasRead(path));
  return { ...finder.result(), leftOut: unread.map((path) => reportedName(path, cwd)) };
}

function defaultPath(cwd: string): string {
  if (isFolder(join(cwd, 'cdk.out'))) return 'cdk.out';
  throw new UsageError(
    "no path given, and no 'cdk.out' in the working folder: name a template, a folder or a cloud assembly, or '-' for standard input",
  );
}

/** A template that has been read. Its Region, account and nested stacks may be found later. */
interface Entry {
  readonly file: string;
  readonly path: string;
  readonly read: ReadTemplate;
  region: string | undefined;
  account: string | undefined;
  /** Whether the user, or a search, named the file, and not only a stack that nests it. */
  isGiven: boolean;
  constructPathOf: ConstructPathOf | undefined;
  /** The identity of the file of each nested stack, by logical id. */
  readonly nested: Map<string, string>;
}

class TemplateFinder {
  /** By the identity of the file. Undefined for a file that is clearly not a template or could not be read. */
  private readonly entries = new Map<string, Entry | undefined>();
  private readonly failed = new Map<string, UnreadableInput>();
  private readonly skipped = new Set<string>();
  private readonly folders: SearchedFolder[] = [];
  private readonly missing = new Set<string>();
  private readonly nestedTemplates = new NestedTemplates();

  public constructor(
    private readonly cwd: string,
    private readonly readStdin: () => Uint8Array,
    private readonly isLeftOut: IsLeftOut,
  ) {}

  public read(path: string): void {
    if (path === STDIN) {
      this.readEntry(STDIN, { path: join(this.cwd, STDIN), name: STDIN, isExpected: true }, () =>
        readTemplateBytes(this.readStdin(), STDIN, true),
      );
      return;
    }
    const absolute = resolve(this.cwd, path);
    const name = nameOf(path, this.cwd);
    try {
      const glob = globArgument(path, absolute);
      if (glob !== undefined) {
        this.readGlob(path, glob);
        return;
      }
      const stat = statOf(absolute);
      if (stat !== undefined && this.isLeftOut(absolute)) this.fail({ file: name, message: LEFT_OUT });
      else if (stat === undefined) this.fail({ file: name, message: 'no such file or folder: check the path' });
      else if (stat.isDirectory()) this.readFolder(absolute, name);
      else this.readFile({ path: absolute, name, isExpected: true });
    } catch (error) {
      this.fail({ file: name, message: describeFailure(error) });
    }
  }

  public hasRead(path: string): boolean {
    return this.entries.get(realPath(path)) !== undefined;
  }

  public result(): Omit<FoundTemplates, 'leftOut'> {
    const templates = [...this.entries.values()].filter((entry) => entry !== undefined).map((entry) => this.foundTemplate(entry));
    const unreadable = [...this.failed.values()];
    const failed = unreadable.map(({ file }) => (file === STDIN ? file : resolve(this.cwd, file)));
    const lookedAt = new LookedAt([...this.entries.keys()], this.folders, failed);
    return { templates, unreadable, skipped: [...this.skipped], missing: [...this.missing], lookedAt };
  }

  private foundTemplate({ file, path, read, region, account, constructPathOf, isGiven, nested }: Entry): FoundTemplate {
    const links = [...nested].flatMap(([logicalId, identity]): [string, string][] => {
      const child = this.entries.get(identity);
      return child === undefined ? [] : [[logicalId, child.file]];
    });
    const input: TemplateInput = {
      id: file,
      template: read.template,
      ...(region === undefined ? {} : { region }),
      ...(account === undefined ? {} : { account }),
      ...(constructPathOf === undefined ? {} : { constructPathOf: (name: string) => constructPathOf(basename(path), name) }),
      ...(links.length === 0 ? {} : { nested: new Map(links) }),
      ...(isGiven ? { isGiven } : {}),
    };
    return { input, locate: read.locate, read, file, path };
  }

  private readFolder(path: string, name: string): void {
    const found = findInFolder(path, name, this.isLeftOut);
    this.folders.push(...(found.folders ?? []));
    for (const key of found.missing ?? []) this.missing.add(key);
    if (this.readFound(found)) return;
    this.fail({ file: name, message: 'no template in this folder: name one that holds a template or a cloud assembly' });
  }

  /** Reads the files that a glob covers, as a search of the folder would. */
  private readGlob(argument: string, { folder, glob }: GlobArgument): void {
    const base = resolve(this.cwd, folder);
    const globs = withoutBraces(glob);
    const {
      candidates,
      unreadable: problems,
      missing = [],
    } = isFolder(base) ? findInFolder(base, nameOf(folder, this.cwd), this.isLeftOut) : { candidates: [], unreadable: [], missing: [] };
    const isCovered = (name: string): boolean => globs.some((each) => matchesPathEnd(each, name));
    const isWithin = ({ path }: Candidate): boolean => globs.some((each) => matchesPath(each, withForwardSlashes(relative(base, path))));
    for (const key of missing) this.missing.add(key);
    const found = { candidates: candidates.filter(isWithin), unreadable: problems.filter(({ file }) => isCovered(file)) };
    if (this.readFound(found)) return;
    this.fail({ file: argument, message: 'no template has a name like this: check the pattern, in which * and ** stand for names' });
  }

  /** Tells whether there was anything to read, or to report as unreadable. */
  private readFound(found: FoundInputs): boolean {
    for (const problem of found.unreadable) this.fail(problem);
    const isTemplate = found.candidates.map((candidate) => this.readFile(candidate));
    return found.unreadable.length > 0 || isTemplate.includes(true);
  }

  /** Returns false for a file that is clearly not a template. */
  private readFile(candidate: Candidate): boolean {
    const identity = realPath(candidate.path);
    const known = this.entries.get(identity);
    if (known !== undefined) {
      known.region ??= candidate.region;
      known.account ??= candidate.account;
      known.isGiven ||= candidate.isStaged !== true;
      known.constructPathOf ??= candidate.constructPathOf;
      return true;
    }
    this.readEntry(identity, candidate, () => readCandidate(candidate));
    return this.entries.get(identity) !== undefined || this.failed.has(candidate.name);
  }

  private readEntry(identity: string, candidate: Candidate, read: () => ReadTemplate | 'skipped' | undefined): void {
    const { path, name, region, account, constructPathOf, isUnusual = false, isStaged = false } = candidate;
    if (this.entries.get(identity) !== undefined || this.failed.has(name)) return;
    try {
      const found = read();
      if (found === 'skipped') this.skipped.add(name);
      else this.skipped.delete(name);
      // A search skips such a file, so the file was not looked at.
      if (isUnusual) return;
      const template = found === 'skipped' ? undefined : found;
      const entry =
        template === undefined
          ? undefined
          : {
              file: name,
              path: identity,
              read: template,
              region,
              account,
              constructPathOf,
              isGiven: !isStaged,
              nested: new Map<string, string>(),
            };
      this.entries.set(identity, entry);
      if (entry !== undefined) this.readNested(entry, dirname(path));
    } catch (error) {
      this.fail(unreadable(name, error));
    }
  }

  private readNested({ file, read, nested, constructPathOf }: Entry, folder: string): void {
    for (const { logicalId, file: child } of this.nestedTemplates.of(read.template, folder)) {
      const path = resolve(folder, child);
      const name = path === child ? reportedName(path, this.cwd) : posix.join(posix.dirname(file), withForwardSlashes(child));
      nested.set(logicalId, realPath(path));
      this.readFile({ path, name, isExpected: true, isStaged: true, ...(constructPathOf === undefined ? {} : { constructPathOf }) });
    }
  }

  private fail(problem: UnreadableInput): void {
    if (!this.failed.has(problem.file)) this.failed.set(problem.file, problem);
  }
}

/** Names a path that the user gave: `./web.yaml` is `web.yaml`, and the name of a folder has no slash at the end. */
function nameOf(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const name = reportedName(absolute, cwd);
  // Outside the working folder a relative path stays one.
  return name === withForwardSlashes(absolute) && absolute !== path
    ? posix.normalize(withForwardSlashes(path)).replace(/(?<=.)\/$/, '')
    : name;
}
