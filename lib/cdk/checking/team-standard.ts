import { basename, dirname, sep } from 'node:path';
import { PolicyError } from '../../policy/policy-error';
import type { Standard } from '../../policy/standard';
import { clock } from './clock';
import { engine } from './engine';
import type { NitroStandardProps } from '../nitro-standard-props';

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
    today: clock.today(),
  };
  try {
    return engine.loadStandard(context, policyFile, [{ values, source }]);
  } catch (error) {
    throw error instanceof PolicyError ? seenByCaller(error) : error;
  }
}

/** What Node.js prints of it is the message and the lines of the app: how we came to read the policy tells nobody anything. */
function seenByCaller({ message }: PolicyError): Error {
  const error = new Error(message);
  Error.captureStackTrace(error, standardOf);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const ours = ourFolder();
  const callers = frames.filter((frame) => !(ours !== undefined && frame.includes(ours)) && !frame.includes('node:internal'));
  error.stack = [`Error: ${message}`, ...callers].join('\n');
  return error;
}

/** Where this package lies; undefined in a bundle, which has the app's lines in the same file, and as an ES module no name for that. */
function ourFolder(): string | undefined {
  if (typeof __filename === 'undefined' || !basename(__filename).startsWith('team-standard.')) return undefined;
  return dirname(dirname(__filename)) + sep;
}
