import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { TemplateInput } from '../../check';
import { LookedUpImages, lookupKey } from '../../images/ami-lookup';
import type { KnownImages } from '../../images/judge-image';
import { QueriedImages } from '../../images/queried-images';
import { PolicyError } from '../../policy/policy-error';
import { readTextFile, reportedName } from '../../policy/policy-files';
import { parsePolicyText } from '../../policy/parse-policy';
import type { Standard } from '../../policy/standard';
import { isObject, member, type JsonObject } from '../../base/json/json';
import { usedImages, type UsedImagesOptions } from '../../launch/used-images';
import { UnusableError } from '../terminal';

/** The file in which the CDK keeps the results of lookups. */
const CONTEXT_FILE = 'cdk.context.json';

interface ContextOptions extends UsedImagesOptions {
  /** The working folder, absolute. */
  readonly cwd: string;
  /** The paths to check, as given on the command line. */
  readonly paths: readonly string[];
  /** Keys of look-ups that cloud assemblies name as missing. */
  readonly missing: readonly string[];
}

/**
 * Adds the results of the CDK's image look-ups to the known images: look-ups by owner and name, and look-ups by id if the policy allows
 * them. Reads only results that a synthesis has kept, and asks no service. An image without a result is unknown.
 *
 * @param missing the keys of look-ups that a synthesis has left open
 * @throws UnusableError if a context file is malformed
 */
export function withLookups(
  inputs: readonly TemplateInput[],
  { images: known, policy }: Pick<Standard, 'images' | 'policy'>,
  { cwd, paths, missing, ...options }: ContextOptions,
): KnownImages {
  // A look-up needs an account and a Region. Only a cloud assembly has them.
  const isOfApp = inputs.some(({ account, region }) => account !== undefined && region !== undefined);
  if (!policy.imageLookups && !isOfApp) return known;
  // The CDK keeps the file in its working folder, beside cdk.out.
  const folders = [cwd, ...paths.map((path) => dirname(resolve(cwd, path))), policy.folder];
  const contexts = [...new Set(folders)].map((folder) => readContext(join(folder, CONTEXT_FILE), cwd));
  const queried = new QueriedImages();
  for (const context of contexts) queried.addContext(Object.entries(context));
  for (const key of missing) queried.addOpen(key);
  const images = { ...known, queried };
  if (!policy.imageLookups) return images;
  const lookedUp = new LookedUpImages();
  for (const { id, region, account, architecture } of usedImages(inputs, { ...options, launchSites: policy.launchSites })) {
    if (region === undefined || account === undefined) continue;
    const lookup = { id, region, account, architecture };
    const key = lookupKey(lookup);
    if (contexts.some((context) => member(context, key) === id)) lookedUp.add(lookup, { state: 'found', architecture });
  }
  return { ...images, lookedUp: lookedUp.byRegion };
}

function readContext(path: string, cwd: string): JsonObject {
  if (!existsSync(path)) return {};
  const source = reportedName(path, cwd);
  const read = readTextFile(path);
  if ('problem' in read) throw new UnusableError(`${source}: ${read.problem}`);
  try {
    const { value } = parsePolicyText(read.text, source);
    if (isObject(value)) return value;
    throw new UnusableError(`${source}: expected an object: restore the file, or run 'cdk context --clear' and synthesize again`);
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}
