import type { IConstruct } from 'constructs';
import { originalPlace } from './original-place';
import { ownBundle, ownFolder } from './own-folder';
import { placeOf, type SourcePlace } from './stack-frame';

/** The metadata key under which the CDK records the stack trace of a construct's creation. */
const CREATION_STACK = 'aws:cdk:creationStack';

/** The way from the code of the app to the creation of a construct. */
export interface CreationTrace {
  /** The innermost place in the code of the app; undefined where the CDK has not recorded it. */
  readonly place: SourcePlace | undefined;
  /** The packages whose code was called from there, each once. */
  readonly packages: readonly string[];
}

const traces = new WeakMap<IConstruct, CreationTrace>();

/** Finds the place in the app that created a construct, and the packages that it did so by. */
export function creationTrace(construct: IConstruct): CreationTrace {
  const known = traces.get(construct);
  if (known !== undefined) return known;
  const trace = readTrace(framesOf(construct));
  traces.set(construct, trace);
  return trace;
}

function framesOf(construct: IConstruct): readonly string[] {
  const data: unknown = construct.node.metadata.find(({ type }) => type === CREATION_STACK)?.data;
  return Array.isArray(data) ? data.filter((frame) => typeof frame === 'string') : [];
}

/** Reads frames, from the innermost on, up to the first one in the code of the app. */
function readTrace(frames: readonly string[]): CreationTrace {
  const packages = new Set<string>();
  for (const frame of frames) {
    const recorded = placeOf(frame);
    if (recorded === undefined) {
      for (const name of foldedPackages(frame)) packages.add(name);
      continue;
    }
    const place = originalPlace(recorded);
    // Nothing tells the lines of the app from those of the CDK in a bundle without a source map.
    if (place === recorded && place.file === ownBundle()) break;
    const folder = packageFolder(place.file);
    if (folder === undefined) return { place, packages: [...packages] };
    packages.add(folder);
  }
  return { place: undefined, packages: [...packages] };
}

/** Lists the packages of a line that stands for the frames of packages: `...constructs, new Runner in @acme/runners...`. */
function foldedPackages(frame: string): readonly string[] {
  const folded = /^\.\.\.(?<names>.*)\.\.\.$/s.exec(frame.trim())?.groups?.['names'];
  const names = folded?.split(', ').map((name) => name.replace(/^.* in /s, '')) ?? [];
  return names.filter((name) => name !== 'node internals' && name !== 'jsii runtime');
}

/** Returns the package that a file belongs to; undefined for a file of the app, and for one of a workspace, whose real path Node.js records. */
function packageFolder(file: string): string | undefined {
  const ours = ownFolder();
  if (ours !== undefined && file.startsWith(ours)) return 'cdk-nitro';
  const inside = /.*[\\/](?:node_modules|site-packages|dist-packages)[\\/](?<name>@[^\\/]+[\\/][^\\/]+|[^\\/]+)/s.exec(file);
  return inside?.groups?.['name']?.replace('\\', '/');
}
