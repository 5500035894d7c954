import { join, posix } from 'node:path';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { mergeFound, type Candidate, type FoundInputs } from './candidate';
import { constructPaths } from './construct-paths';
import { isFile } from './file-access';
import { readData, unreadable } from './read-data';

/** Templates that the CDK stages as assets: those of nested stacks and of Service Catalog products. */
const STAGED_TEMPLATE = /\.(?:nested|product)\.template\.json$/;

/**
 * Finds the templates of a CDK cloud assembly (`cdk.out`), including those of its Stages. Only the templates in the manifest count,
 * not files that an earlier synthesis left in the folder. Returns undefined if the folder is not a cloud assembly.
 */
export function findInAssembly(folder: string, name: string): FoundInputs | undefined {
  const path = join(folder, 'manifest.json');
  if (!isFile(path)) return undefined;
  let manifest: JsonObject;
  try {
    manifest = readData(path);
  } catch (error) {
    // Other tools write a manifest.json too. The CDK marks its folders with a file named cdk.out.
    return isFile(join(folder, 'cdk.out'))
      ? { candidates: [], unreadable: [unreadable(posix.join(name, 'manifest.json'), error)] }
      : undefined;
  }
  const artifacts = member(manifest, 'artifacts');
  if (typeof member(manifest, 'version') !== 'string' || !isObject(artifacts)) return undefined;
  const assembly: Assembly = { folder, name };
  // Stacks first: a template that is also an asset then has its account and Region.
  const found = Object.values(artifacts).filter(isObject);
  const ordered = ['aws:cloudformation:stack', 'cdk:asset-manifest', 'cdk:cloud-assembly'].flatMap((type) => ofType(found, type));
  return mergeFound([
    { candidates: [], unreadable: [], folders: [{ path: folder, isAssembly: true }], missing: missingLookups(manifest) },
    ...ordered.map((artifact) => read(artifact, assembly)),
  ]);
}

/** Reads the keys of the look-ups that the command line of the CDK has yet to make. */
function missingLookups(manifest: JsonObject): string[] {
  const lookups = member(manifest, 'missing');
  if (!isList(lookups)) return [];
  return lookups.flatMap((lookup) => text(member(objectOf(lookup), 'key')) ?? []);
}

interface Assembly {
  readonly folder: string;
  readonly name: string;
}

function ofType(artifacts: readonly JsonObject[], type: string): JsonObject[] {
  return artifacts.filter((artifact) => member(artifact, 'type') === type);
}

function read(artifact: JsonObject, assembly: Assembly): FoundInputs {
  switch (member(artifact, 'type')) {
    case 'aws:cloudformation:stack':
      return readStack(artifact, assembly);
    case 'cdk:asset-manifest':
      return readAssetManifest(artifact, assembly);
    default:
      return readStage(artifact, assembly);
  }
}

function readStack(artifact: JsonObject, assembly: Assembly): FoundInputs {
  const file = property(artifact, 'templateFile');
  if (file === undefined) return missing(assembly, "a stack without 'templateFile'");
  const environment = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(text(member(artifact, 'environment')) ?? '');
  const [, account, region] = environment ?? [];
  const stack: Candidate = {
    ...candidate(file, assembly),
    constructPathOf: constructPaths(artifact, assembly.folder),
    ...(region === undefined || region === 'unknown-region' ? {} : { region }),
    ...(account === undefined || account === 'unknown-account' ? {} : { account }),
  };
  return { candidates: [stack, ...legacyAssets(artifact, assembly)], unreadable: [] };
}

/** Finds the template assets of a stack of the legacy synthesizer, which lists them in the stack's metadata instead of an asset manifest. */
function legacyAssets(artifact: JsonObject, assembly: Assembly): Candidate[] {
  const entries = Object.values(objectOf(member(artifact, 'metadata'))).flatMap((list) => (isList(list) ? list : []));
  return entries.flatMap((entry) => {
    const path =
      isObject(entry) && member(entry, 'type') === 'aws:cdk:asset' ? text(member(objectOf(member(entry, 'data')), 'path')) : undefined;
    return path !== undefined && STAGED_TEMPLATE.test(path) ? [{ ...candidate(path, assembly), isStaged: true }] : [];
  });
}

function readAssetManifest(artifact: JsonObject, assembly: Assembly): FoundInputs {
  const file = property(artifact, 'file');
  if (file === undefined) return missing(assembly, "an asset manifest without 'file'");
  try {
    const files = Object.values(objectOf(member(readData(join(assembly.folder, file)), 'files')));
    const paths = files.map((asset) => text(member(objectOf(member(objectOf(asset), 'source')), 'path')) ?? '');
    return {
      candidates: paths.filter((path) => STAGED_TEMPLATE.test(path)).map((path) => ({ ...candidate(path, assembly), isStaged: true })),
      unreadable: [],
    };
  } catch (error) {
    return { candidates: [], unreadable: [unreadable(posix.join(assembly.name, file), error)] };
  }
}

function readStage(artifact: JsonObject, assembly: Assembly): FoundInputs {
  const directory = property(artifact, 'directoryName');
  if (directory === undefined) return missing(assembly, "a nested assembly without 'directoryName'");
  const name = posix.join(assembly.name, directory);
  // Only a folder directly below is followed, so that an assembly cannot contain itself.
  const isBelow = /^[^/\\]+$/.test(directory) && directory !== '.' && directory !== '..';
  const found = isBelow ? findInAssembly(join(assembly.folder, directory), name) : undefined;
  return (
    found ?? {
      candidates: [],
      unreadable: [{ file: name, message: 'not a cloud assembly, although a manifest names it as one: synthesize the app again' }],
    }
  );
}

function missing({ name }: Assembly, what: string): FoundInputs {
  return {
    candidates: [],
    unreadable: [{ file: posix.join(name, 'manifest.json'), message: `the manifest holds ${what}: synthesize the app again` }],
  };
}

function candidate(file: string, { folder, name }: Assembly): Candidate {
  return { path: join(folder, file), name: posix.join(name, file), isExpected: true };
}

function property(artifact: JsonObject, name: string): string | undefined {
  return text(member(objectOf(member(artifact, 'properties')), name));
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
