import { type Assumptions, casesOfBoth } from '../../template/values/assumptions';
import { directReferences, type Target } from '../launch-template-reference';
import type { Launch } from '../launches';
import { propertySite } from '../property-site';
import { scalarText, type Outcome } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import { readSite } from '../site-walk';
import type { SiteValue } from '../site-reading';

const ATTACHMENT = 'AWS::EC2::VolumeAttachment';
const NONE: MappedVolumes = new Map();

/** The mapping or attachment of a volume, for a message. */
export interface MappedVolume {
  /** EC2's name of the device, as written. */
  readonly device: string;
  /** The mapping or attachment: `Properties/BlockDeviceMappings/0`, `Attachment`. */
  readonly place: string;
  /** The volume's logical id, or its id at EC2; undefined if the launch creates it. */
  readonly volume?: string;
}

/** By device name, without `/dev/`. */
export type MappedVolumes = ReadonlyMap<string, MappedVolume>;

/**
 * Returns the volumes that are attached to the instance of a boot script in every case, by their device names. They come from block device
 * mappings of the launch or of each of its launch templates, from `Volumes`, and from attachments in the same template.
 */
export function mappedDevices(launch: Launch, script: Pick<SiteValue, 'path'>): MappedVolumes {
  const own = readMappings(launch, script);
  const fromTemplates = [...templateDevices(launch)].filter(([name]) => own.mayBeOther !== 'any' && !own.mayBeOther.has(name));
  const all = [...own.volumes, ...fromTemplates, ...attachedDevices(launch)];
  const changed = launch.users.map((user) => readMappings(user).mayBeOther);
  return new Map(all.filter(([name]) => changed.every((others) => others !== 'any' && !others.has(name))));
}

interface Mappings {
  /** Names of EBS volumes in every case. */
  readonly volumes: MappedVolumes;
  /** Names that may be an instance store disk, which has no fixed device name on Nitro, or a removed mapping. */
  readonly mayBeOther: ReadonlySet<string> | 'any';
}

/** Reads the resource's own mappings: those of the whole resource, and of the list element with the script. */
function readMappings(launch: Launch, script?: Pick<SiteValue, 'path'>): Mappings {
  const volumes = new Map<string, MappedVolume>();
  const others = new Set<string>();
  let mayBeOther: Mappings['mayBeOther'] = others;
  for (const siteValue of launch.siteValuesOf('block-device-name')) {
    const holder = siteValue.path.replace(/\/(?:BlockDeviceMappings|Volumes)\/\d+\/\w+$/, '');
    const isAround = !/\/\d+(?:\/|$)/.test(holder) || script?.path.startsWith(`${holder}/`) === true;
    if (isVolume(launch, siteValue)) {
      const name = isAround ? certainText(siteValue.outcomes, launch.cases) : undefined;
      const place = siteValue.path.slice(0, siteValue.path.lastIndexOf('/'));
      if (name !== undefined) volumes.set(withoutFolder(name), { device: name, place });
      continue;
    }
    for (const outcome of siteValue.outcomes) {
      const text = knownText(outcome);
      if (text === undefined) mayBeOther = 'any';
      else others.add(withoutFolder(text));
    }
  }
  for (const name of others) volumes.delete(name);
  return { volumes, mayBeOther };
}

/** Tells whether a mapping is of a volume. It must not name an instance store disk (`VirtualName`) or remove a device (`NoDevice`). */
function isVolume(launch: Launch, { site, path }: SiteValue): boolean {
  const element = path.slice(0, path.lastIndexOf('/') + 1);
  const around = site.path.slice(0, site.path.lastIndexOf('.') + 1);
  return ['VirtualName', 'NoDevice'].every((property) =>
    launch.read(propertySite(`${around}${property}`)).values.every((other) => !other.path.startsWith(element)),
  );
}

/** Returns the devices that every launch template maps; none if the launch may have no launch template. */
function templateDevices(launch: Launch): MappedVolumes {
  const withoutTemplate = (launch.definition.launchTemplates ?? []).reduce(
    (cases, path) => (cases.length === 0 ? cases : casesOfBoth(cases, launch.read(propertySite(path)).unset)),
    launch.cases,
  );
  if (withoutTemplate.length > 0) return NONE;
  const [first = NONE, ...others] = launch.launchTemplates.map((reference) =>
    reference.launch === undefined ? NONE : ofTemplate(reference.launch),
  );
  return new Map([...first].filter(([name]) => others.every((names) => names.has(name))));
}

function ofTemplate(launch: Launch): MappedVolumes {
  const { logicalId } = launch.resource;
  return new Map([...readMappings(launch).volumes].map(([name, volume]) => [name, { ...volume, place: `${logicalId}/${volume.place}` }]));
}

function attachedDevices({ template, resource }: Launch): readonly (readonly [string, MappedVolume])[] {
  const attachments = template.resources().filter(({ type }) => type === ATTACHMENT);
  return attachments.flatMap((attachment) => {
    // An attachment with another condition may be missing when the instance is created.
    if (attachment.condition !== undefined && attachment.condition !== resource.condition) return [];
    const cases = template.assumptionsOf(attachment);
    const instances = directReferences(readSite(template, attachment, propertySite('InstanceId'), cases).values);
    const isAttached = instances.length > 0 && instances.every(({ target }) => isResource(target, resource, template.deployment));
    const [siteValue] = readSite(template, attachment, { path: 'Device', kind: 'block-device-name' }, cases).values;
    const name = isAttached && siteValue !== undefined ? certainText(siteValue.outcomes, cases) : undefined;
    if (name === undefined) return [];
    const [volumeValue] = readSite(template, attachment, propertySite('VolumeId'), cases).values;
    const volume =
      volumeValue === undefined ? undefined : (certainText(volumeValue.outcomes, cases) ?? referenced(volumeValue, template.deployment));
    return [[withoutFolder(name), { device: name, place: attachment.logicalId, ...(volume === undefined ? {} : { volume }) }] as const];
  });
}

/** Returns the logical id of the only resource of the same template that a value refers to. */
function referenced(siteValue: SiteValue, deployment: string): string | undefined {
  const [reference, ...others] = directReferences([siteValue]);
  const target = reference?.target;
  return others.length === 0 && target?.by === 'logicalId' && target.deployment === deployment ? target.logicalId : undefined;
}

function isResource(target: Target, { logicalId }: Resource, deployment: string): boolean {
  return target.by === 'logicalId' && target.logicalId === logicalId && target.deployment === deployment;
}

/** Returns the text if it is the same in each of the cases, without further assumptions. */
function certainText(outcomes: readonly Outcome[], cases: readonly Assumptions[]): string | undefined {
  const [text, ...others] = new Set(outcomes.map(knownText));
  return others.length === 0 && cases.every((each) => outcomes.some(({ when }) => when === each)) ? text : undefined;
}

function knownText(outcome: Outcome): string | undefined {
  return outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
}

/** Removes the folder from a device name. EC2 accepts `xvdf` as well as `/dev/xvdf`. */
function withoutFolder(name: string): string {
  return name.replace(/^\/dev\//, '');
}
