import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import { FIRST_INTERFACE, FURTHER_INTERFACE, NAMES_INTERFACE } from './device-habits';
import type { Topic } from './habit';
import { NAMES_OF_XEN } from './accepts-both';
import { withoutReplaced } from './replaced-names';
import type { Command, ScriptView } from './script-view';
import { withoutSlashes } from './slashed-patterns';
import { ASKS_IMDS, DMI_KEYWORD, NITROS_NAME, READS_DMI } from './xen-habits';

/**
 * The form in which a command answers on Nitro the question that a habit asks on Xen. It uses the Nitro name of a device, or asks in a form
 * that Nitro answers. A look-up by label or UUID finds nothing on an empty disk.
 */
export type AnswerKind =
  | 'name'
  | 'translation' // tells which device has which name at EC2
  | 'id'
  | 'label'
  | 'question';

/** Programs that install or load software for NVMe. Their arguments with a device name still count as names. */
const BRINGS_SOFTWARE =
  /^(?:modprobe|insmod|modinfo|dracut|mkinitrd|mkinitcpio|update-initramfs|depmod|yum|dnf|apt|apt-get|apk|zypper|rpm|dpkg|pip|pip3|curl|wget|git|grubby|mkdir|touch|chmod|chown|cp|rm|systemctl|service|sysctl|usermod|hostnamectl)$/;

/** The device, or its pattern: not the package nvme-cli, the parameter nvme.io_timeout, or the module. */
const NVME_NAME = /(?<![A-Za-z0-9_])nvme(?:\d|[*?[{$%]|n\d|\.\*|\\d|$|(?=["'|)\s,]))/;
const IS_BARE_NVME = /^nvme$/;

const TRANSLATES = /(?<![\w-])ebsnvme-id\b|\bid-ctrl\b/;
const LOOKS_UP_ID = /\/dev\/disk\/by-(?:id|path)\b|\bnvme\s+list\b|\/dev\/root\b/;
const LOOKS_UP_LABEL = /\/dev\/disk\/by-(?:uuid|label|partuuid|partlabel)\b|^["']?(?:PART)?(?:LABEL|UUID)=/;

/** Options of `lsblk` for certain columns, without a device. */
const COLUMNS = /^-\w*[noJPOd]|^--(?:output|json|pairs|nodeps|noheadings)/;
const NAMES_DEVICE = /xvd|\/dev\/sd|^\/dev\/|^\$[{A-Za-z_]/;

const INTERFACE_NAME = /(?:^|[^\w])(?:ens\d|enX\d|enp\d|en\*|e\*|ens[*$])|\/sys\/class\/net\/(?:\*|$)/;
const INTERFACE_LOOKUP = /\/proc\/net\/route|\/sys\/class\/net\/?$|network\/interfaces\/macs|meta-data\/mac\b|^(?:default|0\.0\.0\.0)/;

const DRIVER = /nvme|(?:^|[^\w-])ena(?:$|[^\w-])|Elastic Network Adapter/i;
const COMPARES = /^(?:\[|\[\[|test|expr|case)$/;

/** Every answer shows one of these traces. A new answer may need a new trace. */
const TRACES =
  /nvme|ebs|disk\/by-|label|uuid|^lsblk|^blkid|^find|^ip$|route|^nmcli|^networkctl|root|ens|enX|enp|en\*|e\*|class\/net|default|0\.0\.0\.0|mac|dmi|system-|vendor|manufacturer|-tag|169\.|fd00|ec2|cloud-id|instance-data|kvm|nitro|amazon|aws|ena|Elastic|Win32|id-/i;

export function mayAnswer({ uses }: Command, view: ScriptView): boolean {
  return uses.some((use) => use.role !== 'spoken' && view.textsOf(use).some((text) => TRACES.test(text)));
}

/** Returns the forms in which a command answers on Nitro for one topic, each with the word that shows it; empty for no answer. */
export function answersOf(command: Command, topic: Topic, view: ScriptView): ReadonlyMap<AnswerKind, Use> {
  const kinds = new Map<AnswerKind, Use>();
  for (const use of command.uses) {
    // One of several values of a part may not be the deployed one.
    if (use.role === 'spoken' || use.isOneOfMany === true) continue;
    const texts = view.textsOf(use);
    // A variable that also holds the old name answers nothing by itself.
    const isEither = (topic === 'disk' || topic === 'interface') && texts.some((text) => NAMES_OF_XEN.test(text));
    for (const written of isEither ? [use.word] : texts) {
      const text = withoutReplaced(written);
      const kind = ANSWERS[topic](text, use, command);
      if (kind !== undefined && !kinds.has(kind)) kinds.set(kind, use);
    }
  }
  return kinds;
}

type Answers = (text: string, use: Use, command: Command) => AnswerKind | undefined;

const ANSWERS: Readonly<Record<Topic, Answers>> = {
  disk(text, { role, program }, command) {
    if (BRINGS_SOFTWARE.test(program)) return undefined;
    if (role === 'program') return programLooksUp(text, command);
    if (NVME_NAME.test(text) && (role === 'pattern' || role === 'line' || COMPARES.test(program) || !IS_BARE_NVME.test(text)))
      return 'name';
    if (TRANSLATES.test(text)) return 'translation';
    if (LOOKS_UP_ID.test(text)) return 'id';
    return LOOKS_UP_LABEL.test(text) ? 'label' : undefined;
  },
  interface(text, { role, program }, command) {
    if (role !== 'program' && INTERFACE_NAME.test(text)) return 'name';
    const isOld = ({ word }: Use): boolean => FIRST_INTERFACE.test(word) || FURTHER_INTERFACE.test(word);
    const namesOld = command.uses.some(isOld) || command.statement.uses.some((each) => each.role === 'pattern' && isOld(each));
    if (namesOld) return undefined;
    if (role === 'program') return /^(?:route|networkctl|nmcli)$/.test(text) || isRouteLookup(command) ? 'id' : undefined;
    return INTERFACE_LOOKUP.test(text) && !BRINGS_SOFTWARE.test(program.replace(/^curl$/, '')) ? 'id' : undefined;
  },
  hypervisor(text, { role, program }, command) {
    if (READS_DMI.test(text) && role !== 'program') return 'question';
    if (program === 'dmidecode' && DMI_KEYWORD.test(text)) return 'question';
    if (ASKS_IMDS.test(text)) return 'question';
    const isCompared = role === 'pattern' || role === 'line' || COMPARES.test(program);
    return isCompared &&
      NITROS_NAME.test(role === 'line' ? withoutSlashes(text) : text) &&
      !command.uses.some(({ word }) => /\b(?:bios|system|product)[-_]?version\b/i.test(word))
      ? 'question'
      : undefined;
  },
  driver(text, { role, program }) {
    if (role === 'program') return /^(?:nvme|ebsnvme-id)$/.test(text) ? 'question' : undefined;
    return DRIVER.test(text) && !/^(?:yum|dnf|apt|apt-get|apk|zypper|rpm|dpkg|pip|pip3|curl|wget|git|mkdir)$/.test(program)
      ? 'question'
      : undefined;
  },
};

function programLooksUp(program: string, { uses }: Command): AnswerKind | undefined {
  const has = (pattern: RegExp): boolean => uses.some(({ role, word }) => role === 'argument' && pattern.test(word));
  switch (program) {
    case 'ebsnvme-id':
      return 'translation';
    case 'findmnt':
      return 'id';
    case 'nvme':
      return has(/^id-(?:ctrl|ns)$/) ? 'translation' : has(/^list$/) ? 'id' : undefined;
    case 'lsblk':
      return has(COLUMNS) && !has(NAMES_DEVICE) ? 'id' : undefined;
    case 'findfs':
      return 'label';
    case 'blkid':
      return has(/^-\w*[LUt]$/) ? 'label' : undefined;
    default:
      return undefined;
  }
}

function isRouteLookup({ program, uses }: Command): boolean {
  return program === 'ip' && uses.some(({ word }) => /^(?:r|ro|route|l|li|link|a|addr|address)$/.test(word));
}

/** Names that a launch itself gives to devices: links and rules with the old names. */
export interface GivenNames {
  /** Disks without `/dev/`. */
  readonly disks: ReadonlySet<string>;
  readonly anyDisk: boolean;
  readonly interfaces: ReadonlySet<string>;
  readonly anyInterface: boolean;
}

const KEEPS_NAMES = /\bnet\.ifnames=0/;
/** In a systemd link file, the name of the interface; in a network file, the interface that it configures. */
const LINK_OF_SYSTEMD = /^\s*Name\s*=\s*(eth\d+)/;
const LINKED = /^\/dev\/((?:xvd|sd).*|[^/]*[$].*)$/;

/** Finds the names that a launch itself gives to devices. */
export function givenNames(statements: readonly PlacedStatement[], view: ScriptView): GivenNames {
  const disks = new Set<string>();
  const interfaces = new Set<string>();
  let anyDisk = false;
  let anyInterface = false;
  for (const statement of statements) {
    if (
      statement.isBroughtAlong ||
      statement.alternatives !== undefined ||
      !statement.uses.some(({ word }) => /^ln$|SYMLINK|NAME=|^\s*Name\s*=|set-name:|net\.ifnames=0/.test(word))
    )
      continue;
    for (const command of view.commandsOf(statement)) {
      for (const { role, word } of command.uses) {
        if (role === 'spoken') continue;
        const [, byRule, bySetting] = NAMES_INTERFACE.exec(word) ?? [];
        const byLink = (statement.where.at(-1) ?? '').endsWith('.link') ? LINK_OF_SYSTEMD.exec(word)?.[1] : undefined;
        const name = byRule ?? bySetting ?? byLink;
        if (name !== undefined) interfaces.add(name);
        anyInterface ||= KEEPS_NAMES.test(word) || /[%$]/.test(name ?? '');
      }
      for (const name of command.program === 'ln' ? linkedBy(command, view) : ruledBy(command)) {
        if (/^(?:xvd[a-z]{1,2}|sd[a-z])\d*$/.test(name)) disks.add(name);
        else anyDisk ||= /[$%*?{]/.test(name);
      }
    }
  }
  return { disks, anyDisk, interfaces, anyInterface };
}

/** Returns the names that `ln -s target name` creates. The target is found separately. */
function linkedBy({ uses }: Command, view: ScriptView): readonly string[] {
  const paths = uses.filter(({ role, word, isOneOfMany }) => role === 'argument' && isOneOfMany !== true && !word.startsWith('-'));
  const [target, link] = paths.slice(-2);
  if (target === undefined || link === undefined || view.textsOf(target).every((text) => /^\/dev\/(?:xvd|sd)/.test(text))) return [];
  const texts = view.textsOf(link);
  const known = texts.length > 1 ? texts.slice(1) : texts;
  return known.flatMap((text) => {
    const [, name] = LINKED.exec(text) ?? [];
    return name === undefined ? (text.startsWith('$') ? [text] : []) : [name];
  });
}

/** Returns the names that a udev rule for NVMe devices links. */
function ruledBy({ uses }: Command): readonly string[] {
  return uses.flatMap(({ role, word, isOneOfMany }) => {
    if (role !== 'line' || isOneOfMany === true || !word.includes('nvme')) return [];
    return [...word.matchAll(/SYMLINK\s*\+?=\s*"([^"]*)"/g)].flatMap(([, links = '']) => links.split(/\s+/));
  });
}
