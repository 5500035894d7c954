import { dirname, resolve } from 'node:path';
import type { Json } from '../base/json/json';
import { realPath } from '../base/real-path';
import { merge } from './merge';
import { NO_SETTINGS, Policy, type PolicySettings } from './policy';
import { type KnownRule, policyShape } from './policy-document';
import { PolicyError } from './policy-error';
import { findPolicyFile } from './nearest-policy-file';
import { readTextFile, reportedName, resolveExtended } from './policy-files';
import { parsePolicyText, refuserOf, type PolicyText } from './parse-policy';

export interface PolicyContext {
  /** The working folder, absolute: the search for `nitro.json` begins here, and reports name files relative to it. */
  readonly cwd: string;
  /** `YYYY-MM-DD`, in UTC: some severities depend on it. */
  readonly today: string;
  /** All rules. */
  readonly rules: readonly KnownRule[];
  /** The nearest policy file has been looked for, and there was none. */
  readonly hasNoFile?: true;
}

/**
 * Loads the policy of a file with everything that it extends.
 *
 * @param file relative to the working folder. Default: the nearest `nitro.json`, in the working folder or a folder around it; without one the policy has no settings
 * @throws PolicyError for a file that cannot be read or applied, with file, line, column and key
 */
export function loadPolicy(context: PolicyContext, file?: string): Policy {
  const { cwd, hasNoFile } = context;
  const nearest = file !== undefined || hasNoFile === true ? undefined : findPolicyFile(cwd);
  const path = file === undefined ? nearest : resolve(cwd, file);
  if (path === undefined) return new Policy(NO_SETTINGS, cwd, undefined);
  const name = reportedName(path, cwd);
  const read = readTextFile(path);
  if ('problem' in read) throw PolicyError.at({ source: name }, read.problem);
  return new Policy(addFile(path, read.text, NO_SETTINGS, [], context), dirname(path), name);
}

/**
 * Adds settings from code or a command line, under the keys of the file, on top of a policy.
 *
 * @param source names the caller in messages: `NitroStandard.enforce`
 * @throws PolicyError as `loadPolicy` does
 */
export function extendPolicy(policy: Policy, values: object, source: string, context: PolicyContext): Policy {
  const written = { value: asJson(values), place: () => ({ source }) };
  const settings = addDocument(written, source, context.cwd, policy.settings, [], context);
  return new Policy(settings, policy.folder, policy.file);
}

function addFile(path: string, text: string, below: PolicySettings, chain: readonly string[], context: PolicyContext): PolicySettings {
  const name = reportedName(path, context.cwd);
  return addDocument(parsePolicyText(text, name), name, dirname(path), below, [...chain, realPath(path)], context);
}

/** @param chain the files that extend each other up to this one, which is the last */
function addDocument(
  { value, place }: PolicyText,
  name: string,
  folder: string,
  below: PolicySettings,
  chain: readonly string[],
  context: PolicyContext,
): PolicySettings {
  const refuse = refuserOf(place);
  const document = policyShape(context.rules).read(value, [], refuse);
  let settings = below;
  for (const [index, specifier] of (document.extends ?? []).entries()) {
    const at = index === 0 ? ['extends'] : ['extends', index];
    const resolved = resolveExtended(specifier, folder);
    if ('problem' in resolved) return refuse(at, resolved.problem);
    const { path } = resolved;
    const start = chain.indexOf(realPath(path));
    if (start >= 0) {
      const circle = [...chain.slice(start), path].map((each) => reportedName(each, context.cwd)).join(' -> ');
      return refuse(at, `the policy extends itself (${circle}): remove one of the steps`);
    }
    const read = readTextFile(path);
    if ('problem' in read) return refuse(at, `'${specifier}': ${read.problem}`);
    settings = inherited(addFile(path, read.text, settings, chain, context));
  }
  return merge({ ...settings, sources: [...settings.sources, name] }, { document, place, folder }, context);
}

function inherited(settings: PolicySettings): PolicySettings {
  const mark = <T>(each: T): T & { readonly isInherited: true } => ({ ...each, isInherited: true });
  return { ...settings, exemptions: settings.exemptions.map(mark), imageStatements: settings.imageStatements.map(mark) };
}

/** Converts values from code to those of a file: undefined members are left out. */
function asJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, asJson(item)]),
    );
  }
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' || value === null) return value;
  return `a ${typeof value}`;
}
