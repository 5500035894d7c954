import { HOLE } from '../base/hole';
import { fetchedReading, NOTHING_READ, type FragmentKind, type FragmentPlace, type UserDataReading } from './fragment';

const LANGUAGES: readonly (readonly [path: RegExp, kind: FragmentKind])[] = [
  [/(^|\/)fstab$/, 'settings'],
  [
    /^\/etc\/(init\/[^/]*\.conf|network\/if-[\w-]*\.d\/|NetworkManager\/dispatcher\.d\/|dhcp\/dhclient-\w+-hooks)|^\/var\/lib\/cloud\/scripts\//,
    'shell',
  ],
  [/^\/(etc|usr\/lib|lib|run)\/systemd\//, 'settings'],
  [/\.(service|mount|automount|swap|path|timer|device|socket|link|network|netdev)$/, 'settings'],
  [/^\/etc\/network\/interfaces/, 'settings'],
  [/^\/etc\/netplan\/|^\/etc\/cloud\/cloud\.cfg(?:$|\.d\/)/, 'settings'],
  [/^\/etc\/cfn\/hooks\.d\//, 'settings'],
  [/^\/etc\/(NetworkManager|iptables|modules-load\.d|modprobe\.d|dhcp)\/|^\/etc\/(modules|dhcpcd\.conf|smartd\.conf)$/, 'settings'],
  [/^\/etc\/sysctl(\.conf$|\.d\/)/, 'settings'],
  [/^\/(etc|usr\/lib|lib|run)\/udev\/rules\.d\//, 'settings'],
  [/^\/etc\/supervis(?:ord|or)(?:\.conf$|\.d\/|\/)/, 'settings'],
  [/^\/etc\/(crypttab|mdadm\/mdadm\.conf|mdadm\.conf|lvm\/lvm\.conf|docker\/daemon\.json|default\/grub)$/, 'settings'],
  [/^\/etc\/environment(\.d\/|$)/, 'shell'],
  [/\.(py|pl|rb)$/, 'script'],
  [/\.ps1$/i, 'powershell'],
  [/\.(cmd|bat)$/i, 'batch'],
  [/\.(sh|bash|ksh|zsh)$/, 'shell'],
  [/^\/etc\/(cron\.d\/|crontab$|anacrontab$|inittab$)|^\/var\/spool\/cron\//, 'cron'],
  [/^\/etc\/(sysconfig|default|init\.d|rc\.d|rc\.local|profile|profile\.d|cron\.\w+)(\/|$)/, 'shell'],
  // A script without a first line is run by the shell that calls it.
  [/\/s?bin\/[\w-]+$/, 'shell'],
  [/(^|\/)\.?(bashrc|bash\.bashrc|bash_profile|profile|bash_login|bash_logout|zshrc|zshenv|zprofile|zlogin|kshrc|mkshrc)$/, 'shell'],
];

/** Returns the language of a file by its first line or its path; `other` for a file that is not known to be run. */
export function fileLanguage(path: string, text: string): FragmentKind {
  return interpreterLanguage(text) ?? LANGUAGES.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}

/** Names of units and files that contain a disk or interface: `dev-xvdf.device`, `ifcfg-eth0`. */
const NAMES_DEVICE = /xvd\w*|(?<=^|[-/])eth\d|(?<=dev-)sd[a-z]\w*/;

/** Reads the name of a unit or file as a setting, if it names a device that the content does not. */
export function nameReading(name: string, content: string, place: FragmentPlace): UserDataReading {
  const [device] = NAMES_DEVICE.exec(name) ?? [];
  return device !== undefined && !content.includes(device)
    ? { ...NOTHING_READ, fragments: [{ kind: 'settings', text: name, ...place }] }
    : NOTHING_READ;
}

/** Reads a file in the language of its path or its first line, or in the language in which another script runs it. */
export function fileReading(file: string, text: string, place: FragmentPlace, isRun = false): UserDataReading {
  const kind = fileLanguage(file, text);
  return { ...NOTHING_READ, fragments: [{ kind: kind === 'other' && isRun ? 'shell' : kind, text, file, ...place }] };
}

/** Reads a file that the instance fetches. It is more than a note if its path or permissions show a script. */
export function fetchedFile(file: string, source: string, isRun: boolean): UserDataReading {
  const what = `${file} comes from ${source.replaceAll(HOLE, '...')}`;
  return isRun || fileLanguage(file, '') !== 'other' ? fetchedReading(what) : { ...NOTHING_READ, elsewhere: [what] };
}

/** Returns the language that a `#!` names; undefined without one. A script in an unknown language is read by lines. */
export function interpreterLanguage(text: string): FragmentKind | undefined {
  const [, line] = /^\s*#![ \t]*([^\n]*)/.exec(text) ?? [];
  if (line === undefined) return undefined;
  return commandLanguage(line.replace(/^\S*\/?\b(env|sudo|busybox)\s+(-\S+\s+)*/, '').replace(/^\S*\//, '')) ?? 'script';
}

/** Programs that carry out the content of the files in their arguments. */
const CARRIES_OUT: ReadonlyMap<string, FragmentKind> = new Map([
  ['ansible-playbook', 'settings'],
  ['ansible-pull', 'settings'],
  ['salt-call', 'settings'],
  ['chef-apply', 'script'],
  ['puppet', 'script'],
  ['go', 'script'],
]);

/** Returns the language of the files that a program carries out without being their interpreter. */
export function carriedOut(program: string): FragmentKind | undefined {
  return CARRIES_OUT.get(program);
}

const MAY_BE_INTERPRETER = /^(?:\w{0,3}sh\b|python|pypy|perl|ruby|node|php|lua|powershell|cmd)/i;

/** Returns the language that a program runs: `bash`, `python3`. */
export function commandLanguage(program: string): FragmentKind | undefined {
  if (!MAY_BE_INTERPRETER.test(program)) return undefined;
  if (/^(ba|da|a|k|pdk|z|fi|mk|y)?sh\b/.test(program)) return 'shell';
  if (/^(python|pypy|perl|ruby|node|php|lua)/.test(program)) return 'script';
  if (/^(pwsh|powershell)\b/i.test(program)) return 'powershell';
  return /^cmd(\.exe)?$/i.test(program) ? 'batch' : undefined;
}
