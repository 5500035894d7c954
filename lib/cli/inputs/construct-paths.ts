import { join } from 'node:path';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { readData } from './read-data';

/** Returns the path of an element of a template in the CDK's construct tree; undefined if the assembly does not tell it. */
export type ConstructPathOf = (template: string, logicalId: string) => string | undefined;

/**
 * Reads the construct paths in the metadata of a stack of a cloud assembly, when the first one is asked for. Returns no path if the logical
 * id stands for several elements and nothing tells which of them is in the template.
 *
 * @param folder that of the assembly
 */
export function constructPaths(artifact: JsonObject, folder: string): ConstructPathOf {
  let paths: PathIndex | undefined;
  return (template, logicalId) => {
    paths ??= new PathIndex([...metadataIn(artifact), ...metadataBeside(artifact, folder)]);
    return paths.find(template, logicalId);
  };
}

class PathIndex {
  /** The file of each stack's template by construct path. Older releases of the CDK name none. */
  private readonly files: ReadonlyMap<string, string>;
  /** By template and logical id; undefined if several elements have the id. */
  private readonly paths = new Map<string, string | undefined>();

  public constructor(entries: readonly (readonly [string, Json])[]) {
    this.files = new Map(entries.flatMap(([path, list]) => dataOf(list, 'aws:cdk:templateFile').map((file) => [path, file] as const)));
    for (const [path, list] of entries) {
      for (const logicalId of dataOf(list, 'aws:cdk:logicalId')) {
        const key = keyOf(this.fileAround(path), logicalId);
        this.paths.set(key, this.paths.has(key) ? undefined : path.replace(/^\//, ''));
      }
    }
  }

  public find(template: string, logicalId: string): string | undefined {
    return this.paths.get(keyOf(this.files.size === 0 ? '' : template, logicalId));
  }

  /** Returns the template of the nearest stack; empty if none is named. */
  private fileAround(path: string): string {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const file = this.files.get(path.slice(0, end));
      if (file !== undefined) return file;
    }
    return '';
  }
}

function keyOf(template: string, logicalId: string): string {
  return `${template}\n${logicalId}`;
}

/** Returns the metadata in the manifest, into which older releases of the CDK write it. */
function metadataIn(artifact: JsonObject): readonly (readonly [string, Json])[] {
  return entriesOf(member(artifact, 'metadata'));
}

/** Reads the metadata in a separate file, into which newer releases of the CDK write it. Without that file, no path is known. */
function metadataBeside(artifact: JsonObject, folder: string): readonly (readonly [string, Json])[] {
  const file = member(artifact, 'additionalMetadataFile');
  if (typeof file !== 'string') return [];
  try {
    return entriesOf(readData(join(folder, file)));
  } catch {
    return [];
  }
}

function entriesOf(metadata: Json | undefined): readonly (readonly [string, Json])[] {
  return metadata !== undefined && isObject(metadata) ? Object.entries(metadata) : [];
}

function dataOf(list: Json, type: string): readonly string[] {
  if (!isList(list)) return [];
  return list.flatMap((entry) => {
    const data = isObject(entry) && member(entry, 'type') === type ? member(entry, 'data') : undefined;
    return typeof data === 'string' ? [data] : [];
  });
}
