import type { MappedVolume } from '../../launch/scripts/mapped-devices';
import type { HabitAdvice } from './habit-report';

const BY_ID = '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_';

/** Advises on a line that names a volume with a mapping or attachment in the template. */
export function volumeAdvice({ device, place, volume }: MappedVolume, isAmazonLinux: boolean): HabitAdvice {
  const name = device.startsWith('/dev/') ? device : `/dev/${device}`;
  const linked = isAmazonLinux ? `; on Amazon Linux '${name}' is a link to it` : '';
  return {
    instead: `refer by its id to the volume that ${place} attaches as '${device}'`,
    how: `${byId(name, volume)}${linked}`,
  };
}

/** Returns the path of a volume below /dev/disk/by-id. It has the volume id without its dash. */
function byId(device: string, volume: string | undefined): string {
  if (volume?.startsWith('vol-') === true) return `its device is ${BY_ID}${volume.replace('-', '')}`;
  if (volume !== undefined) return `in Fn::Sub its device is ${BY_ID}$(echo '\${${volume}}' | tr -d -)`;
  return (
    `its device is ${BY_ID}$(echo "$VOLUME" | tr -d -), with VOLUME=$(aws ec2 describe-volumes --filters ` +
    `Name=attachment.instance-id,Values=$ID Name=attachment.device,Values=${device} --query 'Volumes[0].VolumeId' --output text) ` +
    `and the instance id from IMDSv2 (TOKEN=$(curl -sX PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token); ` +
    `ID=$(curl -sH "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id)), or it is the one that ebsnvme-id calls '${device}'`
  );
}
