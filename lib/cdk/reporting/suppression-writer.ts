import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IAspect } from 'aws-cdk-lib/core';

/** The major version of cdk-nag that has the Aspect, and whose packs are validation plugins. */
const MAJOR_VERSION = 3;

/**
 * Loads cdk-nag's Aspect that writes acknowledgements into the metadata of resources.
 *
 * cdk-nag is not a peer dependency, as that would exclude users of other versions for the sake of one option. It takes a quarter of a
 * second to load, with all of aws-cdk-lib, so it is loaded only for this option.
 *
 * @param option the option that needs it, for messages
 * @throws if cdk-nag is missing or has another major version
 */
export function suppressionWriter(option: string): IAspect {
  const copies = places()
    .map((file) => createRequire(file))
    .map((load) => ({ load, version: versionSeenBy(load) }));
  const suited = copies.find(({ version }) => version?.startsWith(`${MAJOR_VERSION}.`));
  if (suited !== undefined) {
    const nag = suited.load('cdk-nag') as { readonly WriteNagSuppressionsToCloudFormationAspect: new () => IAspect };
    return new nag.WriteNagSuppressionsToCloudFormationAspect();
  }
  const unsuited = copies.map(({ version }) => version).find((version) => version !== undefined);
  const found = unsuited === undefined ? 'which is not installed' : `but '${unsuited}' is installed`;
  const remedy = `run 'npm install --save-dev cdk-nag@${MAJOR_VERSION}', or omit the option`;
  throw new Error(`${option} needs cdk-nag ${MAJOR_VERSION}, ${found}: ${remedy}`);
}

/**
 * Lists the files from which cdk-nag may be resolved: this one and those of the app. pnpm, for example, hides a package from files that do
 * not depend on it. A plain 'require' would resolve from this file only, and make bundlers include all of cdk-nag.
 */
function places(): string[] {
  const here = typeof __filename === 'undefined' ? undefined : __filename;
  return [here, require.main?.filename, join(process.cwd(), 'package.json')].filter((file) => file !== undefined);
}

function versionSeenBy(load: NodeJS.Require): string | undefined {
  try {
    return (load('cdk-nag/package.json') as { readonly version: string }).version;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
