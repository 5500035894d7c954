import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOG_FILE, RECORDED_IMAGES_FILE } from '../../base/file-names';
import { findPolicyFile } from '../../policy/nearest-policy-file';
import { PolicyError } from '../../policy/policy-error';
import type { Standard } from '../../policy/standard';
import type { NitroStandardProps } from '../nitro-standard-props';
import { clock } from './clock';
import { engine } from './engine';
import { ownFolder } from './own-folder';
import { endWithMessage } from './uncaught';

/**
 * Loads the standard of the policy file that `props` name, or of the nearest one, and applies the other `props` on top.
 *
 * @param source the caller that was given the props, for messages
 * @throws where a file is unreadable or invalid, or `props` name something that does not exist; the message names the place
 */
export function loadTeamStandard({ policyFile, ...values }: NitroStandardProps, source: string): Standard {
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
    throw error instanceof PolicyError ? withCallersFrames(error) : error;
  }
}

/**
 * Returns what loads a standard as `loadTeamStandard` does. Without any settings and files there is nothing to refuse, so the standard is loaded on
 * first use: an app that enforces it does not wait for what checks templates.
 *
 * @throws as `loadTeamStandard` does
 */
export function teamStandard(props: NitroStandardProps, source: string): () => Standard {
  const context = { cwd: process.cwd(), today: clock.today(), hasNoFile: true } as const;
  const files = [RECORDED_IMAGES_FILE, CATALOG_FILE].filter((name) => existsSync(join(context.cwd, name)));
  if (Object.keys(props).length > 0 || files.length > 0 || findPolicyFile(context.cwd) !== undefined) {
    const standard = loadTeamStandard(props, source);
    return () => standard;
  }
  let standard: Standard | undefined;
  return () => (standard ??= engine.loadStandard({ ...context, rules: engine.rules }, undefined, []));
}

/** Frames that are shown where the app's cannot be told apart. */
const MOST_FRAMES = 3;

/** Reduces the stack to the frames of the app. Uncaught, the error ends the process with its message and the nearest of them. */
function withCallersFrames({ message }: PolicyError): Error {
  const error = new Error(message);
  Error.captureStackTrace(error, loadTeamStandard);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const ours = ownFolder();
  const callers = frames.filter((frame) => !(ours !== undefined && frame.includes(ours)) && !frame.includes('node:internal'));
  error.stack = [`Error: ${message}`, ...callers].join('\n');
  // In a bundle the nearest frames are of this package, which nothing tells from the app's.
  const shown = callers.slice(0, ours === undefined ? MOST_FRAMES : 1);
  return endWithMessage(error, [`cdk-nitro: ${message}`, ...shown].join('\n'));
}
