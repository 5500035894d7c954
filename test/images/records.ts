import type { ImageRecord } from '../../lib/images/image-record';

/** An image of the team's own, recorded, of which only the attributes are known. */
export function record(changes: Partial<ImageRecord> = {}): ImageRecord {
  return {
    name: 'golden-2026-01-01',
    ownerId: '123456789012',
    architecture: 'x86_64',
    virtualizationType: 'hvm',
    rootDeviceType: 'ebs',
    enaSupport: true,
    recorded: '2026-01-02',
    ...changes,
  };
}
