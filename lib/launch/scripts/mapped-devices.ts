import { type Assumptions, casesOfBoth } from '../../template/values/assumptions';
import { directReferences, referenceSite } from '../launch-template-reference';
import type { Launch } from '../launches';
import { scalarText, type Outcome } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import { readSite } from '../site-walk';
import type { SiteValue } from '../site-reading';

const ATTACHMENT = 'AWS::EC2::VolumeAttachment';
const NONE: ReadonlySet<string> = new Set();

/**
 * The names, without `/dev/`, under which volumes are attached to what runs a boot script, whatever parameters and conditions turn out
 * to be: in block device mappings of the launch or of each of its launch templates, in `Volumes`, and in attachments of the same template.
 */
export function mappedDevices(launch: Launch, script: Pick<SiteValue, 'path'>): ReadonlySet<string> {
  const own = readMappings(launch, script);
  const ofTemplates = [...templateDevices(launch)].filter((name) => own.mayBeOther !== 'any' && !own.mayBeOther.has(name));
  return new Set([...own.volumes, ...ofTemplates, ...attachedDevices(launch)]);
}

interface Mappings {
  /** Names that certainly are volumes of EBS. */
  readonly volumes: ReadonlySet<string>;
  /** Names that may be of a disk of the host, which Nitro calls what it likes, or of a volume that is taken away. */
  readonly mayBeOther: ReadonlySet<string> | 'any';
}

/** What the resource maps by itself: as a whole, or for the element of a list in which the script is. */
function readMappings(launch: Launch, script?: Pick<SiteValue, 'path'>): Mappings {
  const volumes = new Set<string>();
  const others = new Set<string>();
  let mayBeOther: Mappings['mayBeOther'] = others;
  for (const siteValue of launch.siteValuesOf('block-device-name')) {
    const holder = siteValue.path.replace(/\/(?:BlockDeviceMappings|Volumes)\/\d+\/\w+$/, '');
    const isAround = !/\/\d+(?:\/|$)/.test(holder) || script?.path.startsWith(`${holder}/`) === true;
    if (isVolume(launch, siteValue)) {
      const name = isAround ? certainText(siteValue.outcomes, launch.cases) : undefined;
      if (name !== undefined) volumes.add(withoutFolder(name));
      continue;
    }
    for (const outcome of siteValue.outcomes) {
      const text = textOf(outcome);
      if (text === undefined) mayBeOther = 'any';
      else others.add(withoutFolder(text));
    }
  }
  for (const name of others) volumes.delete(name);
  return { volumes, mayBeOther };
}

/** Whether a mapping says neither that it is of a disk of the host nor that there is to be no device. */
function isVolume(launch: Launch, { site, path }: SiteValue): boolean {
  const element = path.slice(0, path.lastIndexOf('/') + 1);
  const around = site.path.slice(0, site.path.lastIndexOf('.') + 1);
  return ['VirtualName', 'NoDevice'].every((property) =>
    launch.read(referenceSite(`${around}${property}`)).values.every((other) => !other.path.startsWith(element)),
  );
}

/** What each of the launch templates maps, where there always is one. */
function templateDevices(launch: Launch): ReadonlySet<string> {
  const alone = (launch.definition.launchTemplates ?? []).reduce(
    (cases, path) => (cases.length === 0 ? cases : casesOfBoth(cases, launch.read(referenceSite(path)).unset)),
    launch.cases,
  );
  if (alone.length > 0) return NONE;
  const [first = NONE, ...others] = launch.launchTemplates.map((source) =>
    source.launch === undefined ? NONE : readMappings(source.launch).volumes,
  );
  return new Set([...first].filter((name) => others.every((names) => names.has(name))));
}

function attachedDevices({ template, resource }: Launch): readonly string[] {
  const attachments = template.resources().filter(({ type }) => type === ATTACHMENT);
  return attachments.flatMap((attachment) => {
    // Under another condition than the instance it may not be there when the instance is.
    if (attachment.condition !== undefined && attachment.condition !== resource.condition) return [];
    const cases = template.assumptionsOf(attachment);
    const instances = directReferences(readSite(template, attachment, referenceSite('InstanceId'), cases).values);
    const isAttached = instances.length > 0 && instances.every(({ target }) => isResource(target, resource, template.deployment));
    const [siteValue] = readSite(template, attachment, { path: 'Device', kind: 'block-device-name' }, cases).values;
    const name = isAttached && siteValue !== undefined ? certainText(siteValue.outcomes, cases) : undefined;
    return name === undefined ? [] : [withoutFolder(name)];
  });
}

type Target = ReturnType<typeof directReferences>[number]['target'];

function isResource(target: Target, { logicalId }: Resource, deployment: string): boolean {
  return target.by === 'logicalId' && target.logicalId === logicalId && target.deployment === deployment;
}

/** The one text that it comes to under each of the ways, with nothing assumed beyond them. */
function certainText(outcomes: readonly Outcome[], cases: readonly Assumptions[]): string | undefined {
  const [text, ...others] = new Set(outcomes.map(textOf));
  return others.length === 0 && cases.every((way) => outcomes.some(({ when }) => when === way)) ? text : undefined;
}

function textOf(outcome: Outcome): string | undefined {
  return outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
}

/** EC2 takes `xvdf` as well as `/dev/xvdf`. */
function withoutFolder(name: string): string {
  return name.replace(/^\/dev\//, '');
}
