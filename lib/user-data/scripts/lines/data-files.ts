/** A path of a file in quotes. */
const FILE = /["'`]((?:\/[\w.-]+){2,}|[A-Za-z]:[\\/][\w.\\/-]+)["'`]/g;
/** The number of files of one script that are read. Errs towards fewer files. */
const MOST_FILES = 100;

/** What a script runs on a disk or an interface of the machine itself. */
export const RUNS_ON_DEVICES =
  /\b(?:mkfs|mke2fs|mount|parted|s?fdisk|mdadm|[pvl](?:v|g)(?:create|extend)|blkid|lsblk|resize2fs|xfs_growfs|growpart|swapon|mkswap|cryptsetup|wipefs|zpool|Initialize-Disk|Format-Volume|ifconfig|ethtool|iptables|dhclient|nmcli|netifaces|net_if_addrs)\b|["' ]ip["',]+\s*["']?(?:-\w+|addr|link|route|a|l|r)\b|\bip (?:addr|link|route)\b/;

/** A path that is put together below `/dev`. */
const BELOW_DEV = /["'`]\/dev\/["'`{$%#]/;

/** Lists the files that a script of another language than shell names and may take devices from; none for a script that uses no device. */
export function dataFilesOf(text: string): readonly string[] {
  if (!RUNS_ON_DEVICES.test(text) && !BELOW_DEV.test(text)) return [];
  const files = new Set<string>();
  for (const [, file = ''] of text.matchAll(FILE)) if (files.size < MOST_FILES) files.add(file);
  return [...files].filter((file) => !/^\/(?:dev|proc|sys|s?bin|usr\/s?bin)\//.test(file));
}
