import { type RootFiles } from '../probed-root';
import { type ProbeCase, ready, warns, fails, undecided } from './probe-case';
import { renamed } from './loader-cases';

const NITRO: RootFiles = {
  '/proc/self/mountinfo': '22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw\n25 22 0:5 / /proc rw - proc proc rw\n',
  '/sys/class/net/ens5/device/driver': { link: '../../bus/pci/drivers/ena' },
  '/sys/devices/virtual/dmi/id/board_asset_tag': 'i-0123456789abcdef0\n',
};
export const booted = (made: ProbeCase): ProbeCase => ({ ...made, files: { ...NITRO, ...made.files }, args: ['--booted'], booted: true });

export const BOOTED: readonly ProbeCase[] = [
  ready('a booted instance', {}, { says: ['i-0123456789abcdef0', '/dev/nvme0n1p1', 'ens5'] }),
  ready('a root on LVM', {
    '/proc/self/mountinfo': '22 1 253:0 / / rw - xfs /dev/mapper/vg-root rw\n',
    '/sys/dev/block/253:0/slaves/nvme0n1p2/x': '',
  }),
  fails('a root on Xen', 'booted-root', { '/proc/self/mountinfo': '22 1 202:1 / / rw - ext4 /dev/xvda1 rw\n' }),
  fails('a root on Xen by its numbers', 'booted-root', {
    '/proc/self/mountinfo': '22 1 202:1 / / rw - ext4 /dev/root rw\n',
    '/sys/dev/block/202:1': { link: '../../devices/vbd-768/block/xvda/xvda1' },
  }),
  undecided('a root in memory', 'booted-root', { '/proc/self/mountinfo': '22 1 0:30 / / rw - overlay overlay rw\n' }),
  fails('no interface with ENA', 'booted-network', { '/sys/class/net/ens5/device/driver': { link: '../../bus/pci/drivers/ixgbevf' } }),
  fails('no instance id', 'booted-instance', { '/sys/devices/virtual/dmi/id/board_asset_tag': 'Not Specified\n' }),
  fails('an id with other characters', 'booted-instance', { '/sys/devices/virtual/dmi/id/board_asset_tag': 'i-not-an-instance\n' }),
  fails('Xen below', 'booted-instance', { '/sys/hypervisor/type': 'xen\n' }),
  warns('another kernel runs', 'booted-kernel', { ...renamed('6.1.0-51-amd64') }),
].map(booted);
