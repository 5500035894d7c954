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
 * @throws if a file is unreadable or invalid, or `props` name something that does not exist; the message names the place
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
 * Returns a function that loads a standard as `loadTeamStandard` does. Without settings and files there is nothing to refuse, so that the
 * standard is loaded on first use. An app that enforces it does not wait for the modules that check templates.
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

/** The number of frames that are shown if nothing identifies the app's. */
const MOST_FRAMES = 3;

/** Reduces the stack to the frames of the app. If nothing catches the error, the process ends with its message and the nearest frames. */
function withCallersFrames({ message }: PolicyError): Error {
  const error = new Error(message);
  Error.captureStackTrace(error, loadTeamStandard);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const ours = ownFolder();
  const callers = frames.filter((frame) => !(ours !== undefined && frame.includes(ours)) && !frame.includes('node:internal'));
  error.stack = [`Error: ${message}`, ...callers].join('\n');
  // In a bundle, the nearest frames are of this package, and nothing separates them from the app's.
  const shown = callers.slice(0, ours === undefined ? MOST_FRAMES : 1);
  return endWithMessage(error, [`cdk-nitro: ${message}`, ...shown].join('\n'));
}
