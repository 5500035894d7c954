import { resolve } from 'node:path';
import type { Pointer } from '../base/json/json';
import { describeSettingOrigin, type PolicySettings, type Setting, type SettingOrigin, type SeveritySetting } from './policy';
import type { ImageProofDemand } from './image-proof-demand';
import type { KnownRule, PolicyDocument } from './policy-document';
import { describePolicyPlace, PolicyError, type PolicyPlace } from './policy-error';
import { PROFILES, type Profile, type ProfileName } from './profiles';
import { severityOn } from './severities';

/** A document and its place. */
export interface Layer {
  readonly document: PolicyDocument;
  readonly place: (pointer: Pointer) => PolicyPlace;
  /** Absolute; the document's file names are relative to it. */
  readonly folder: string;
}

/** The inputs of a merge beside the layers. */
export interface MergeContext {
  readonly rules: readonly KnownRule[];
  /** `YYYY-MM-DD`, in UTC. */
  readonly today: string;
}

/**
 * Merges a document onto the settings below it: its profiles first, in their order, then its own keys. A severity or other single value
 * replaces the one below, except that a demand for probes stays. Denied types, features, statements, launch sites and exemptions add up.
 * Allowed types and architectures narrow each other.
 *
 * @throws PolicyError if the document would loosen a locked rule or a demand for probes, or leaves no architecture
 */
export function merge(below: PolicySettings, layer: Layer, { rules, today }: MergeContext): PolicySettings {
  const { document } = layer;
  let settings = below;
  for (const [index, name] of (document.profile ?? []).entries()) {
    const from = { place: layer.place(index === 0 ? ['profile'] : ['profile', index]), profile: name };
    settings = withProfile(settings, name, from, rules);
  }
  return withDocument(settings, layer, today);
}

function withProfile(below: PolicySettings, name: ProfileName, from: SettingOrigin, rules: readonly KnownRule[]): PolicySettings {
  const { rules: own = {}, everyRule, unknown, unresolved, features = [] }: Profile = PROFILES[name];
  const all =
    everyRule === undefined ? [] : rules.filter(({ meta }) => meta.severity !== 'off').map((rule) => [rule.name, everyRule] as const);
  const severities = [...all, ...Object.entries(own)].map(([rule, value]) => [rule, { value, from }] as const);
  return {
    ...below,
    rules: withSeverities(below.rules, severities),
    ...(unknown === undefined ? {} : { unknown: { value: unknown, from } }),
    ...(unresolved === undefined ? {} : { unresolved: { value: unresolved, from } }),
    features: [...below.features, ...features.map((value) => ({ value, from }))],
  };
}

function withDocument(below: PolicySettings, { document, place, folder }: Layer, today: string): PolicySettings {
  const setting = <T>(value: T, ...at: Pointer): Setting<T> => ({ value, from: { place: place(at) } });
  const single = <Key extends 'unknown' | 'unresolved' | 'imageLookups' | 'templateExemptions'>(key: Key) =>
    document[key] === undefined ? {} : { [key]: setting(document[key], key) };
  const path = (key: 'recordedImages' | 'catalog' | 'baseline') =>
    document[key] === undefined ? {} : { [key]: setting(resolve(folder, document[key]), key) };
  const each = <T>(key: string, items: readonly T[] = []): Setting<T>[] => items.map((item, index) => setting(item, key, index));
  const { allowedInstanceTypes: allowed, architectures, imageProof, imageStatements = [], exemptions = [] } = document;
  const statementLock = below.rules.get('image-ready');
  if (imageStatements.length > 0 && statementLock?.value === 'locked') {
    const problem = `imageStatements: rule 'image-ready' is locked (${describeSettingOrigin(statementLock.from)}), so statements do not count: remove them`;
    throw PolicyError.at(place(['imageStatements']), problem);
  }
  return {
    ...below,
    rules: withSeverities(
      below.rules,
      [...(document.rules ?? [])].map(([rule, written]) => {
        const own = setting(severityOn(written, today), 'rules', rule);
        return [rule, typeof written === 'string' ? own : { ...own, dated: written }] as const;
      }),
    ),
    ...single('unknown'),
    ...single('unresolved'),
    allowedInstanceTypes: [...below.allowedInstanceTypes, ...(allowed === undefined ? [] : [setting(allowed, 'allowedInstanceTypes')])],
    deniedInstanceTypes: [...below.deniedInstanceTypes, ...each('deniedInstanceTypes', document.deniedInstanceTypes)],
    ...(architectures === undefined ? {} : { architectures: narrowed(below.architectures, setting(architectures, 'architectures')) }),
    features: [...below.features, ...each('features', document.features)],
    imageStatements: [
      ...below.imageStatements,
      ...each('imageStatements', imageStatements).map(({ value, from }) => ({
        ...value,
        at: describePolicyPlace(from.place),
        place: from.place,
        isInherited: false,
      })),
    ],
    ...single('imageLookups'),
    ...(imageProof === undefined ? {} : { imageProof: kept(below.imageProof, setting(imageProof, 'imageProof')) }),
    ...single('templateExemptions'),
    ...path('recordedImages'),
    ...path('catalog'),
    ...path('baseline'),
    launchSites: [...below.launchSites, ...each('launchSites', document.launchSites)],
    exclude: [...below.exclude, ...each('exclude', document.exclude).map(({ value: glob, from }) => ({ value: { folder, glob }, from }))],
    exemptions: [
      ...below.exemptions,
      ...each('exemptions', exemptions).map(({ value, from }) => ({ ...value, place: from.place, isInherited: false })),
    ],
  };
}

function withSeverities(below: PolicySettings['rules'], added: Iterable<readonly [string, SeveritySetting]>): PolicySettings['rules'] {
  const severities = new Map(below);
  for (const [rule, setting] of added) {
    const lower = below.get(rule);
    if (lower?.value === 'locked' && setting.value !== 'locked') {
      const who = setting.from.profile === undefined ? '' : `profile '${setting.from.profile}': `;
      const problem = `${who}rule '${rule}' cannot be set to '${setting.value}', since it is locked at ${describeSettingOrigin(lower.from)}: leave it out`;
      throw PolicyError.at(setting.from.place, problem);
    }
    severities.set(rule, setting);
  }
  return severities;
}

/** Returns the demand that is added. One for probes cannot be taken back; the first one stays its origin. */
function kept(below: Setting<ImageProofDemand> | undefined, added: Setting<ImageProofDemand>): Setting<ImageProofDemand> {
  if (below?.value !== 'probe') return added;
  if (added.value === 'probe') return below;
  const problem = `imageProof: cannot be set to '${added.value}', since it is 'probe' at ${describeSettingOrigin(below.from)}: leave it out`;
  throw PolicyError.at(added.from.place, problem);
}

/** Returns the architectures in both lists. */
function narrowed<T extends string>(below: Setting<readonly T[]> | undefined, added: Setting<readonly T[]>): Setting<readonly T[]> {
  if (below === undefined) return added;
  const value = added.value.filter((architecture) => below.value.includes(architecture));
  if (value.length > 0) return { value, from: added.from };
  const problem = `architectures: none of ${added.value.join(', ')} is among ${below.value.join(', ')} (${describeSettingOrigin(below.from)}): choose from these`;
  throw PolicyError.at(added.from.place, problem);
}
