/* eslint-disable @typescript-eslint/no-require-imports -- an import would load it all at once */
import type * as Catalogs from '../../catalog/catalog';
import type * as Images from '../../images/public-parameters';

/** What constructs ask of EC2 and its images. Loaded at the first question: who imports this package for a name must not wait for it. */
export const knowledge = {
  /** The catalog in the package. */
  get catalog(): Catalogs.Catalog {
    return (require('../../catalog/catalog') as typeof Catalogs).Catalog.bundled();
  },
  get judgePublicParameter(): typeof Images.judgePublicParameter {
    return (require('../../images/public-parameters') as typeof Images).judgePublicParameter;
  },
};
