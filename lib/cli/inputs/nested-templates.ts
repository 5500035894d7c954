import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { isFile } from './file-access';
import { readData } from './read-data';

/** The template of a nested stack. */
export interface NestedTemplate {
  /** The stack's logical id in the parent. */
  readonly logicalId: string;
  /** As written in the parent: relative to the parent's folder, or absolute. */
  readonly file: string;
}

/** The resource types that deploy a template, with the property that names it. */
const TEMPLATE_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

const HASH = /[0-9a-f]{32,64}/g;
/** `https:`, `s3:`. A single letter is a drive of Windows. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/** Finds the files of the nested stacks of templates. Reads each folder's asset manifests once. */
export class NestedTemplates {
  private readonly assetsByFolder = new Map<string, ReadonlyMap<string, string>>();

  /** Finds the nested stacks whose template is an existing file. */
  public of(template: JsonObject, folder: string): NestedTemplate[] {
    const resources = member(template, 'Resources');
    if (!isObject(resources)) return [];
    return Object.keys(resources).flatMap((logicalId) => {
      const resource = member(resources, logicalId);
      const file = isObject(resource) ? this.fileOf(resource, folder) : undefined;
      return file !== undefined && isFile(resolve(folder, file)) ? [{ logicalId, file }] : [];
    });
  }

  private fileOf(resource: JsonObject, folder: string): string | undefined {
    const type = member(resource, 'Type');
    const name = typeof type === 'string' ? TEMPLATE_PROPERTIES.get(type) : undefined;
    if (name === undefined) return undefined;
    const properties = member(resource, 'Properties');
    const url = isObject(properties) ? member(properties, name) : undefined;
    return assetPath(resource, name) ?? localPath(url) ?? this.assetIn(url, folder);
  }

  /** Finds the staged file whose hash is in the URL. */
  private assetIn(url: Json | undefined, folder: string): string | undefined {
    if (url === undefined) return undefined;
    const hashes = JSON.stringify(url).match(HASH) ?? [];
    if (hashes.length === 0) return undefined;
    const assets = this.assetsOf(folder);
    const files = new Set(hashes.flatMap((hash) => assets.get(hash) ?? []));
    const [file] = files;
    return files.size === 1 ? file : undefined;
  }

  private assetsOf(folder: string): ReadonlyMap<string, string> {
    const known = this.assetsByFolder.get(folder) ?? assetsByHash(folder);
    this.assetsByFolder.set(folder, known);
    return known;
  }
}

/** Reads the asset path that the CDK writes into the resource's metadata when asset metadata is enabled. */
function assetPath(resource: JsonObject, property: string): string | undefined {
  const metadata = member(resource, 'Metadata');
  if (!isObject(metadata) || (member(metadata, 'aws:asset:property') ?? property) !== property) return undefined;
  const path = member(metadata, 'aws:asset:path');
  return typeof path === 'string' ? path : undefined;
}

function localPath(url: Json | undefined): string | undefined {
  return typeof url === 'string' && url !== '' && !SCHEME.test(url) && !url.includes('{{resolve:') ? url : undefined;
}

/** Reads the asset manifests of a folder: the files by their hash, which is also the name of the S3 object. */
function assetsByHash(folder: string): Map<string, string> {
  const assets = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.assets.json')) continue;
    for (const [hash, path] of hashesIn(join(folder, name))) assets.set(hash, path);
  }
  return assets;
}

function hashesIn(manifest: string): [string, string][] {
  let files: Json | undefined;
  try {
    files = member(readData(manifest), 'files');
  } catch {
    // The nested stack stays unlinked. The cloud assembly reports the manifest that cannot be read.
    return [];
  }
  if (!isObject(files)) return [];
  return Object.entries(files).flatMap(([hash, asset]): [string, string][] => {
    const source = isObject(asset) ? member(asset, 'source') : undefined;
    const path = isObject(source) ? member(source, 'path') : undefined;
    return typeof path === 'string' ? [[hash, path]] : [];
  });
}
