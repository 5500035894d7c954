import { join } from 'node:path';

/** The normalized sources, written by `normalize.ts`; `sources/README.md` says where they came from. */
export const INSTANCE_TYPES_SOURCE = join(__dirname, 'sources', 'instance-types.json');
export const HYPERVISORS_SOURCE = join(__dirname, 'sources', 'hypervisors.json');

/** What `generate.ts` writes and the package carries. */
export const CATALOG = join(__dirname, '..', '..', 'lib', 'catalog', 'instance-types.json');
