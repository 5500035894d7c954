import type { Standard } from '../standard';
import { engine } from './engine';
import type { NitroStandardProps } from './nitro-standard-props';

/**
 * The standard of the policy file that `props` names, or of the nearest one, with everything else in `props` on top.
 * Throws where a file cannot be read or followed, or `props` ask for something that does not exist, naming the place.
 *
 * @param source what was called with the props, for messages
 */
export function standardOf({ policyFile, ...values }: NitroStandardProps, source: string): Standard {
  const context = {
    cwd: process.cwd(),
    get rules() {
      return engine.rules;
    },
    today: new Date().toISOString().slice(0, 10),
  };
  return engine.loadStandard(context, policyFile, [{ values, source }]);
}
