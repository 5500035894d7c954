import { assignmentIn } from './assignments';
import type { Consequences } from './consequences';
import { areTogether, type Command, type ScriptView, type Spot, type StatementContext } from './script-view';

/** Words that take a driver away, or keep it from being loaded: of modprobe.d, of dracut, of the kernel's command line, of Windows. */
const REMOVES =
  /(?<![\w-])(?:blacklist|rmmod)(?:["',\s]|$)|\bblacklist=|\bmodprobe["',\s]+(?:[\w-]{1,60}["',\s]{1,9}){0,5}?(?:-[a-z]*r[a-z]*|--remove)(?![\w-])|\binstall\s+\S+\s+\/(?:usr\/)?bin\/(?:true|false)\b|\balias\s+\S+\s+off\b|\bomit[_-]drivers\b|\b(?:Uninstall|Remove)-\w+|\.Uninstall\(|\/(?:delete-driver|remove-device|uninstall)\b|\bsc(?:\.exe)?\s+delete\b|\bmsiexec(?:\.exe)?\b[^\n]{0,200}[\s"']\/x\b|-StartupType\s+Disabled\b|\bstart=\s*disabled\b|\bstate\s*[=:]\s*absent\b|\bkernel_blacklist\b/i;

const IS_REMOVAL = /^(?:-[a-z]*r[a-z]*|--remove)$/;

/** Programs that load drivers, or put them into the initial file system. */
const LOADS = /^(?:modprobe|insmod|kmod|dracut|mkinitrd|mkinitramfs|update-initramfs|mkinitcpio)$/;
/** Lists of drivers in files. */
const LISTS_DRIVERS = /\/(?:etc\/modules|modules-load\.d|dracut\.conf|initramfs-tools|mkinitcpio)/;
const IS_LIST = /\b(?:add|force)_drivers|^\s*(?:INITRD_)?MODULES\b/;

/** Tells whether a command takes away the drivers that it names. */
export function removesDrivers({ program, uses }: Command): boolean {
  switch (program) {
    case 'rmmod':
    case 'rm':
    case 'unlink':
      return true;
    case 'modprobe':
      return uses.some(({ role, word }) => role === 'argument' && IS_REMOVAL.test(word));
    default:
      return uses.some(({ role, word }) => role === 'line' && REMOVES.test(word));
  }
}

/** Tells whether a word names a driver that is taken away there. */
export function isRemoved({ use, command }: Spot): boolean {
  if (REMOVES.test(use.word) || removesDrivers(command)) return true;
  const before = command.uses[command.uses.indexOf(use) - 1];
  return before?.role === 'argument' && /^--omit(?:-drivers)?$/.test(before.word);
}

/** Tells whether a command loads drivers: one that loads those of either hypervisor asks for none. */
export function loadsDrivers({ program, uses, statement }: Command): boolean {
  if (LOADS.test(program)) return true;
  return LISTS_DRIVERS.test(statement.where.at(-1) ?? '') || uses.some(({ word }) => IS_LIST.test(word));
}

/** Tells whether nothing follows from an answer but the removal of the driver: `lsmod | grep -q xen_netfront && rmmod xen_netfront`. */
export function onlyRemoves(spot: Spot, around: StatementContext, view: ScriptView, consequences: Consequences): boolean {
  const { command } = spot;
  // `lsmod | awk '/^xen/ {print $1}' | xargs rmmod`
  const isPiped = view
    .commandsOf(command.statement)
    .some((each) => each !== command && removesDrivers(each) && areTogether(around, view.surroundingsOfCommand(each)));
  if (isPiped) return true;
  const { name } = assignmentIn(spot.use);
  if (name !== undefined) {
    const mentions = view.mentionsOf(name).filter((mention) => mention.use !== spot.use);
    return mentions.some(isRemoved) && mentions.every((mention) => isRemoved(mention) || ASKS.test(mention.use.word));
  }
  if (endsInRemoval(around, command.order, consequences)) return true;
  // `LOADED=$(lsmod | grep xen_netfront)`
  const taken = command.statement.uses.flatMap((use) => {
    const { name: taking, value } = assignmentIn(use);
    return taking === undefined || !value.includes('$()') ? [] : [taking];
  });
  const mentions = taken.flatMap((each) => view.mentionsOf(each)).filter(({ use: { role } }) => role !== 'spoken');
  return (
    mentions.length > 0 &&
    mentions.length <= MOST_MENTIONS &&
    mentions.every((each) => endsInRemoval(view.surroundingsOf(each), each.command.order, consequences))
  );
}

/** The number of mentions of one answer that are read. Above it, nothing is excused. */
const MOST_MENTIONS = 50;

function endsInRemoval(around: StatementContext, order: number, consequences: Consequences): boolean {
  const after = consequences
    .of(around, order)
    .filter(({ use: { role } }) => role === 'program' || role === 'assignment' || role === 'line');
  const changesNothing = (each: Spot): boolean => isRemoved(each) || SAYS.test(each.use.word);
  return after.some(isRemoved) && after.every(changesNothing) && consequences.otherwise(around).every(changesNothing);
}

const ASKS = /^\s*\}?\s*(?:if|elseif|foreach|while)\b/i;
const SAYS = /^\s*(?:echo|printf|logger|true|:|Write-\w+|[{}]*)(?:\s|$)/;
