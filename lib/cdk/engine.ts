/* eslint-disable @typescript-eslint/no-require-imports -- an import would load it all at once */
import type * as Catalogs from '../catalog/catalog';
import type * as Checking from '../check';
import type * as Rules from '../rules';

/** What judges templates. Loaded when there is something to judge: who imports this package for a name must not wait for it. */
export const engine = {
  get check(): typeof Checking.check {
    return (require('../check') as typeof Checking).check;
  },
  get rules(): typeof Rules.rules {
    return (require('../rules') as typeof Rules).rules;
  },
  /** The day the EC2 catalog was retrieved. */
  get catalogDate(): string {
    return (require('../catalog/catalog') as typeof Catalogs).Catalog.bundled().retrieved;
  },
};
