const BELOW_DEV = /(?<![\w.])\/dev\/((?:xvd|sd)[^\s"'`,;:=()<>|&\]]*)/g;
const BARE = /^xvd[a-z]{1,2}\d{0,2}$/;
const WHOLE = /^(?:xvd[a-z]{1,2}|sd[a-z])\d{0,2}$/;

/** A name that a disk has on Nitro, or by which a script finds it there. */
export const NAME_OF_NITRO = /nvme\d|disk\/by-/;

/** Returns the Xen disks in words, without `/dev/`; undefined if there are none, or if the whole name of one is unknown. */
export function disksIn(words: readonly string[]): readonly string[] | undefined {
  const names = words.flatMap((word) => (BARE.test(word) ? [word] : [...word.matchAll(BELOW_DEV)].map(([, name = '']) => name)));
  return names.length > 0 && names.every((name) => WHOLE.test(name)) ? names : undefined;
}

/** Returns the disk of a partition. A link to a disk comes with links to its partitions. */
export function diskOf(name: string): string {
  return name.replace(/\d+$/, '');
}
