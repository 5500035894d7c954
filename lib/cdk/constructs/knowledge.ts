/* eslint-disable @typescript-eslint/no-require-imports -- an import would load it all at once */
import type * as Catalogs from '../../catalog/catalog';
import type * as Images from '../../images/public-parameters';

/** The catalog and the image tables, loaded on first use: an app that imports this package for one name must not wait for them. */
export const knowledge = {
  /** The catalog in the package. */
  get catalog(): Catalogs.Catalog {
    return (require('../../catalog/catalog') as typeof Catalogs).Catalog.bundled();
  },
  get judgePublicParameter(): typeof Images.judgePublicParameter {
    return (require('../../images/public-parameters') as typeof Images).judgePublicParameter;
  },
};
