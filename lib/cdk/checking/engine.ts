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

/** Loads a module on first use. Node.js would resolve its path each time that it is asked for. */
function onDemand<Module>(load: () => Module): () => Module {
  let module: Module | undefined;
  return () => (module ??= load());
}

const checking = onDemand(() => require('../../check') as typeof Checking);
const policyStandard = onDemand(() => require('../../policy/standard') as typeof Standards);
const queriedImages = onDemand(() => require('../../images/queried-images') as typeof Queries);
const judging = onDemand(() => require('../../images/judge-image') as typeof Judging);
const lookups = onDemand(() => require('../../policy/one-lookup') as typeof Lookups);
const statements = onDemand(() => require('../../policy/unmatched-statements') as typeof Statements);
const launchImages = onDemand(() => require('../../launch/used-images') as typeof UsedImages);
const allRules = onDemand(() => require('../../rules') as typeof Rules);
const catalogs = onDemand(() => require('../../catalog/catalog') as typeof Catalogs);

/**
 * The functions that check templates. They are loaded on first use: an app that imports this package for one name must not wait for them.
 */
export const engine = {
  get check(): typeof Checking.check {
    return checking().check;
  },
  get loadStandard(): typeof Standards.loadStandard {
    return policyStandard().loadStandard;
  },
  get applyStandard(): typeof Standards.applyStandard {
    return policyStandard().applyStandard;
  },
  get usedImages(): typeof UsedImages.usedImages {
    return launchImages().usedImages;
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
    return judging().judgeImage;
  },
  get oneForEachLookup(): typeof Lookups.oneForEachLookup {
    return lookups().oneForEachLookup;
  },
  get unmatchedStatements(): typeof Statements.unmatchedStatements {
    return statements().unmatchedStatements;
  },
  get rules(): typeof Rules.rules {
    return allRules().rules;
  },
  /** The retrieval date of the EC2 catalog in the package. */
  get catalogDate(): string {
    return catalogs().Catalog.bundled().retrieved;
  },
};
