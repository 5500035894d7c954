import type { Finding } from '../../lib/finding';

/** A finding about an instance in a template. */
export function finding(parts: Partial<Finding> & { readonly file?: string } = {}): Finding & { readonly file?: string } {
  return {
    rule: 'instance-type',
    messageId: 'xen',
    severity: 'error',
    locked: false,
    template: 'web.yaml',
    logicalId: 'Web',
    resourceType: 'AWS::EC2::Instance',
    path: 'Properties/InstanceType',
    pointer: [],
    value: 'm4.large',
    values: ['m4.large'],
    message: "'m4.large' runs on the Xen hypervisor: use 'm7i.large'",
    ...parts,
  };
}
