/* eslint-disable @typescript-eslint/no-require-imports -- an import would load it all at once */
import type * as Catalogs from '../../catalog/catalog';
import type * as Checking from '../../check';
import type * as Queries from '../../images/queried-images';
import type * as Judging from '../../images/judge-image';
import type * as Lookups from '../../policy/one-lookup';
import type * as Rules from '../../rules';
import type * as Standards from '../../policy/standard';
import type * as Statements from '../../policy/unmatched-statements';
import type * as UsedImages from '../../launch/used-images';

const policyStandard = (): typeof Standards => require('../../policy/standard') as typeof Standards;
const queriedImages = (): typeof Queries => require('../../images/queried-images') as typeof Queries;

/**
 * The functions that check templates. They are loaded on first use: an app that imports this package for one name must not wait for them.
 */
export const engine = {
  get check(): typeof Checking.check {
    return (require('../../check') as typeof Checking).check;
  },
  get loadStandard(): typeof Standards.loadStandard {
    return policyStandard().loadStandard;
  },
  get applyStandard(): typeof Standards.applyStandard {
    return policyStandard().applyStandard;
  },
  get usedImages(): typeof UsedImages.usedImages {
    return (require('../../launch/used-images') as typeof UsedImages).usedImages;
  },
  get QueriedImages(): typeof Queries.QueriedImages {
    return queriedImages().QueriedImages;
  },
  get lookupProblem(): typeof Queries.lookupProblem {
    return queriedImages().lookupProblem;
  },
  get meansNoMatch(): typeof Queries.meansNoMatch {
    return queriedImages().meansNoMatch;
  },
  get judgeImage(): typeof Judging.judgeImage {
    return (require('../../images/judge-image') as typeof Judging).judgeImage;
  },
  get oneForEachLookup(): typeof Lookups.oneForEachLookup {
    return (require('../../policy/one-lookup') as typeof Lookups).oneForEachLookup;
  },
  get unmatchedStatements(): typeof Statements.unmatchedStatements {
    return (require('../../policy/unmatched-statements') as typeof Statements).unmatchedStatements;
  },
  get rules(): typeof Rules.rules {
    return (require('../../rules') as typeof Rules).rules;
  },
  /** The retrieval date of the EC2 catalog in the package. */
  get catalogDate(): string {
    return (require('../../catalog/catalog') as typeof Catalogs).Catalog.bundled().retrieved;
  },
};
