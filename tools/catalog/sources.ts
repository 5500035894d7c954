import { join } from 'node:path';

/** The normalized sources, written by `normalize.ts`; `sources/README.md` records their origin. */
export const INSTANCE_TYPES_SOURCE = join(__dirname, 'sources', 'instance-types.json');
export const HYPERVISORS_SOURCE = join(__dirname, 'sources', 'hypervisors.json');

/** The published catalog, written by `generate.ts`. */
export const CATALOG = join(__dirname, '..', '..', 'lib', 'catalog', 'instance-types.json');
