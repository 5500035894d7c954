import type { KnownImages } from '../images/judge-image';
import { isAmazonLinux, keepsEth0 } from '../launch/images/is-amazon-linux';
import { mappedDevices, type MappedVolume, type MappedVolumes } from '../launch/scripts/mapped-devices';
import type { Launch } from '../launch/launches';
import { diskOf, disksIn } from '../user-data/disk-names';
import { DEVICE_HABITS } from '../user-data/habits/device-habits';
import { habitReports, type LaunchKnowledge } from './advice/habit-report';
import { namesAt, type SpellingOf } from './advice/spelling';
import { volumeAdvice } from './advice/volume-advice';
import type { SiteValue } from '../launch/site-reading';
import { defineRule } from './rule';

export const userDataDevices = defineRule({
  name: 'user-data-devices',
  meta: {
    description: 'Disallow Xen names of disks and network interfaces in user data',
    severity: 'warning',
    messages: {
      device: "'{{line}}' ({{place}}) {{why}}: {{instead}}",
    },
    references: [
      'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html',
      'https://docs.aws.amazon.com/ebs/latest/userguide/identify-nvme-ebs-device.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/test-enhanced-networking-ena.html',
      'https://docs.aws.amazon.com/linux/al2023/ug/networking-service.html',
    ],
  },
  checkLaunch(launch, { images, report, spellingOf }) {
    for (const { isHarmless, ...found } of habitReports(launch, DEVICE_HABITS, knowledgeOf(launch, images, spellingOf))) {
      report('device', { ...found, ...(isHarmless ? { severity: 'info' as const } : {}) });
    }
  },
});

/**
 * Returns the facts of the template about disks and interfaces. Amazon Linux links a disk under the name in its block device mapping, and
 * under no other. Before 2023, it names interfaces `eth0`.
 */
function knowledgeOf(launch: Launch, images: KnownImages, spellingOf: SpellingOf): LaunchKnowledge {
  let mappedFor: Map<string, MappedVolumes> | undefined;
  const mappedAt = ({ path }: SiteValue): MappedVolumes => {
    mappedFor ??= new Map();
    const mapped = mappedFor.get(path) ?? mappedDevices(launch, { path });
    mappedFor.set(path, mapped);
    return mapped;
  };
  const placeOf = ({ place }: MappedVolume): string => (place.startsWith('Properties/') ? namesAt(launch, place, spellingOf).place : place);
  return {
    isHarmless({ habit, words }, at) {
      if (habit.names === 'interface') return keepsEth0(launch, images);
      const disks = habit.names === 'disk' ? disksIn(words) : undefined;
      if (disks === undefined || !isAmazonLinux(launch, images)) return false;
      const mapped = mappedAt(at);
      return disks.every((disk) => mapped.has(disk) || mapped.has(diskOf(disk)));
    },
    advise({ habit, words }, at) {
      const [disk, ...others] = habit.names === 'disk' ? new Set((disksIn(words) ?? []).map(diskOf)) : [];
      const volume = disk === undefined || others.length > 0 ? undefined : sameVolume(disk, mappedAt(at));
      return volume === undefined ? habit : volumeAdvice({ ...volume, place: placeOf(volume) }, isAmazonLinux(launch, images));
    },
  };
}

/** Returns the volume with the letter of a disk. Xen calls a volume `xvdf` that is mapped as `sdf`. */
function sameVolume(disk: string, mapped: MappedVolumes): MappedVolume | undefined {
  const letterOf = (name: string): string => name.replace(/^(?:xvd|sd)|\d+$/g, '');
  return mapped.get(disk) ?? [...mapped].find(([name]) => letterOf(name) === letterOf(disk))?.[1];
}
