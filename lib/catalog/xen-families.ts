/**
 * Every family with a type that runs on the Xen hypervisor. The set is closed: G3s of 2018 was the last Xen family EC2 released.
 * Judged per type all the same: i3.metal and p3dn.24xlarge are built on Nitro (P3dn is a family of its own).
 * Source: EC2's list of Nitro-based instances, and DescribeInstanceTypes where the type still exists.
 */
export const XEN_FAMILIES: ReadonlySet<string> = new Set([
  // General purpose
  'm1',
  'm2',
  'm3',
  'm4',
  't1',
  't2',
  // Compute optimized
  'c1',
  'c3',
  'c4',
  'cc1',
  'cc2',
  // Memory optimized
  'cr1',
  'r3',
  'r4',
  'x1',
  'x1e',
  // Storage optimized
  'd2',
  'h1',
  'hi1',
  'hs1',
  'i2',
  'i3',
  // Accelerated computing
  'cg1',
  'f1',
  'g2',
  'g3',
  'g3s',
  'p2',
  'p3',
]);
