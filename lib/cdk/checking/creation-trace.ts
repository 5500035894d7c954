import type { IConstruct } from 'constructs';
import { originalPlace } from './original-place';
import { ownBundle, ownFolder } from './own-folder';
import { placeOf, type SourcePlace } from './stack-frame';

/** The metadata key under which the CDK records the stack trace of a construct's creation. */
const CREATION_STACK = 'aws:cdk:creationStack';

/** The calls from the code of the app to the creation of a construct. */
export interface CreationTrace {
  /** The innermost place in the code of the app; undefined if the CDK has not recorded it. */
  readonly place: SourcePlace | undefined;
  /** The place is in a source, and the CDK has recorded a place in the compiled file. */
  readonly isMapped: boolean;
  /** The packages whose code was called from there. */
  readonly packages: readonly CalledPackage[];
}

/** A package whose code was called between the app and the construct. */
export interface CalledPackage {
  readonly name: string;
  /** The class whose method or constructor was called first in the package; undefined if unknown. */
  readonly caller?: string | undefined;
}

const traces = new WeakMap<IConstruct, CreationTrace>();

/** Finds the place in the app that created a construct, and the packages in between. */
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
  const packages: CalledPackage[] = [];
  for (const frame of frames) {
    const recorded = placeOf(frame);
    if (recorded === undefined) {
      packages.push(...foldedPackages(frame));
      continue;
    }
    const place = originalPlace(recorded);
    // In a bundle without a source map, nothing separates the lines of the app from those of the CDK.
    if (place === recorded && place.file === ownBundle()) break;
    const folder = packageFolder(place.file);
    if (folder === undefined) return { place, isMapped: place !== recorded, packages };
    packages.push({ name: folder });
  }
  return { place: undefined, isMapped: false, packages };
}

/** Lists the packages of a line that stands for the frames of packages: `...constructs, new Runner in @acme/runners...`. */
function foldedPackages(frame: string): readonly CalledPackage[] {
  const folded = /^\.\.\.(?<names>.*)\.\.\.$/s.exec(frame.trim())?.groups?.['names'];
  const packages = (folded?.split(', ') ?? []).map((text) => {
    const { caller, name = '' } = /^(?:(?:new )?(?<caller>\w+)\b.* in )?(?<name>.*)$/s.exec(text)?.groups ?? {};
    return { name, caller };
  });
  return packages.filter(({ name }) => name !== 'node internals' && name !== 'jsii runtime');
}

/** Returns the package that a file belongs to; undefined for a file of the app, and for one of a workspace, whose real path Node.js records. */
function packageFolder(file: string): string | undefined {
  const ours = ownFolder();
  if (ours !== undefined && file.startsWith(ours)) return 'cdk-nitro';
  const inside = /.*[\\/](?:node_modules|site-packages|dist-packages)[\\/](?<name>@[^\\/]+[\\/][^\\/]+|[^\\/]+)/s.exec(file);
  return inside?.groups?.['name']?.replace('\\', '/');
}
