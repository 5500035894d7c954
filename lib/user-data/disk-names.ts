const BELOW_DEV = /(?<![\w.])\/dev\/((?:xvd|sd)[^\s"'`,;:=()<>|&\]]*)/g;
const BARE = /^xvd[a-z]{1,2}\d{0,2}$/;
const WHOLE = /^(?:xvd[a-z]{1,2}|sd[a-z])\d{0,2}$/;

/** A name that a disk has on Nitro, or by which it is found there. */
export const NAME_OF_NITRO = /nvme\d|disk\/by-/;

/** Lists the disks of Xen that words name, without `/dev/`; undefined if no disk, or not every disk's whole name, is known. */
export function disksIn(words: readonly string[]): readonly string[] | undefined {
  const names = words.flatMap((word) => (BARE.test(word) ? [word] : [...word.matchAll(BELOW_DEV)].map(([, name = '']) => name)));
  return names.length > 0 && names.every((name) => WHOLE.test(name)) ? names : undefined;
}

/** Returns the disk of a partition: a link to a disk comes with links to its partitions. */
export function diskOf(name: string): string {
  return name.replace(/\d+$/, '');
}
