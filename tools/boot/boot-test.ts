/**
 * Boots Debian systems from NVMe disks and compares with what the probe says of them. `npm run test:boot`, or with words that the images
 * to boot have in their names. Needs root, Debian's archive, the programs in programs.ts, 8 GB and about 20 minutes. It is not part of
 * .ci/run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root as project } from '../node-tool';
import { makeBootLoaders, ROOT_ID, writeDisk, type BootLoaders } from './boot-disk';
import { BOOT_IMAGES, grubConfigOf, type BootImage } from './boot-images';
import { changed, debianTree, type DebianTree } from './debian-tree';
import { boot } from './emulator';
import { missingHere } from './programs';

interface Report {
  readonly verdict: string;
  readonly boot: { readonly legacyBios?: boolean; readonly uefi?: boolean };
  readonly checks: readonly { readonly id: string; readonly status: string }[];
}

const work = process.env['CDK_NITRO_BOOT_FOLDER'] ?? join(tmpdir(), 'cdk-nitro-boot');
const trees = new Map<string, { readonly tree: DebianTree; readonly loaders: BootLoaders }>();

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));

async function main(words: readonly string[]): Promise<number> {
  const missing = missingHere();
  if (missing.length > 0) {
    console.error(`test:boot needs ${missing.join(', ')}: see tools/boot/boot-test.ts`);
    return 2;
  }
  mkdirSync(work, { recursive: true });
  let differing = 0;
  console.log('| image | probe | says | boots from an NVMe disk | seconds | agrees |\n| --- | --- | --- | --- | --- | --- |');
  for (const image of BOOT_IMAGES.filter(({ what }) => words.length === 0 || words.some((word) => what.includes(word)))) {
    const agrees = await bootImage(image);
    if (!agrees) differing += 1;
  }
  console.log(differing === 0 ? '\nevery verdict equals what happened' : `\n${String(differing)} differ`);
  return differing === 0 ? 0 : 1;
}

async function bootImage(image: BootImage): Promise<boolean> {
  const { tree, loaders } = systemOf(image.release);
  const { disk: layout = 'bios', firmware = layout } = image;
  const disk = join(work, 'disk.img');
  const files = {
    '/boot/grub/grub.cfg': grubConfigOf(image, tree.kernel),
    [`/boot/initrd.img-${tree.kernel}`]: readFileSync(tree.initramfs[image.initramfs]),
    '/etc/fstab': `${image.rootLine ?? `UUID=${ROOT_ID} / ext4 defaults 0 1\n`}${image.fstab ?? ''}`,
    ...(layout === 'bios' ? { '/boot/grub/i386-pc/core.img': loaders.bios.core } : { '/boot/efi/EFI/BOOT/BOOTX64.EFI': loaders.efi }),
  };
  const report = changed(tree, files, () => {
    writeDisk(disk, tree.folder, layout, loaders);
    const { stdout } = spawnSync('sh', [join(project, 'probe/nitro-probe.sh'), '--root', tree.folder], { encoding: 'utf8' });
    return JSON.parse(stdout) as Report;
  });
  const { up, told, seconds } = await boot(disk, firmware);
  const expected = report.verdict === 'ready' && (firmware === 'uefi' ? report.boot.uefi : report.boot.legacyBios) === true;
  const grave = report.checks.filter(
    ({ id, status }) => status === 'fail' || status === 'unknown' || (status === 'warn' && id === 'fstab'),
  );
  const says = [
    ...grave.map(({ id, status }) => `${id}: ${status}`),
    ...(layout === firmware && image.disk === undefined
      ? []
      : [`legacyBios: ${String(report.boot.legacyBios)}, uefi: ${String(report.boot.uefi)}`]),
  ];
  const cells = [
    image.what,
    report.verdict,
    says.join(', '),
    `${up ? 'yes' : '**no**'}: \`${told}\``,
    seconds.toFixed(0),
    up === expected ? 'yes' : '**NO**',
  ];
  console.log(`| ${cells.join(' | ')} |`);
  return up === expected;
}

function systemOf(release: string): { readonly tree: DebianTree; readonly loaders: BootLoaders } {
  const known = trees.get(release);
  if (known !== undefined) return known;
  const tree = debianTree(release, work);
  const made = { tree, loaders: makeBootLoaders(tree.folder, work) };
  trees.set(release, made);
  return made;
}
