/** The output of the probe on an image that is ready, and changes to it. */
export function probeOutput(changes: object = {}): object {
  return {
    nitroProbe: 1,
    tool: 'cdk-nitro 0.3.0',
    date: '2026-10-28',
    evidence: 'files',
    architecture: 'x86_64',
    os: 'debian',
    osVersion: '12',
    verdict: 'ready',
    boot: { legacyBios: true, uefi: false },
    kernels: [
      { version: '5.10.0-1-amd64', default: false, nvme: 'module', ena: 'module', initramfs: 'lacks-nvme' },
      { version: '6.1.0-50-amd64', default: true, nvme: 'module', ena: 'module', enaVersion: '2.8.0', initramfs: 'has-nvme' },
    ],
    checks: [
      { id: 'nvme-driver', status: 'pass', detail: 'module, in the initramfs of kernel 6.1.0-50-amd64' },
      { id: 'ena-driver', status: 'pass', detail: 'module' },
      { id: 'serial-console', status: 'info', detail: '' },
    ],
    ...changes,
  };
}

/** The output of the probe on an image that cannot boot on Nitro. */
export function failedOutput(changes: object = {}): object {
  const checks = [
    { id: 'nvme-driver', status: 'fail', detail: 'not in the initramfs' },
    { id: 'fstab', status: 'fail', detail: '/dev/xvdf' },
    { id: 'ena-driver', status: 'pass', detail: 'module' },
  ];
  return probeOutput({ verdict: 'not-ready', checks, ...changes });
}
