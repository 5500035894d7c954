import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IAspect } from 'aws-cdk-lib/core';

/** The major version whose packs are validation plugins, as ours is, and that has the Aspect. */
const MAJOR_VERSION = 3;

/**
 * cdk-nag's own Aspect that writes acknowledgements into the metadata of resources.
 *
 * cdk-nag is no peer: it would keep out whoever uses another version of it, for the sake of one option. And it takes a quarter of a second
 * to load, with all of aws-cdk-lib: only who asks for something of it pays for that.
 *
 * @param option what asks for it, for messages
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
  const found = unsuited === undefined ? 'which is not installed' : `and finds '${unsuited}'`;
  const remedy = `run 'npm install --save-dev cdk-nag@${MAJOR_VERSION}', or leave out the option`;
  throw new Error(`${option} needs cdk-nag ${MAJOR_VERSION}, ${found}: ${remedy}`);
}

/**
 * Files from which cdk-nag may be seen: this one, and the app's, since pnpm, for one, shows a package nothing that it does not name.
 * A plain 'require' would not do for those, and would make bundlers take all of cdk-nag along.
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
