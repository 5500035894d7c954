import type { Launch } from '../launches';

/**
 * Returns how the service chooses a type for a launch without one: built on Nitro, or possibly Xen. Undefined if the service does not
 * choose in that way, or if an unchecked resource may name a type.
 */
export function reasonLeft(launch: Launch, choosing: 'nitro' | 'delegated'): string | undefined {
  for (const { withoutType, unchecked } of launch.missingTypes(choosing)) {
    if (withoutType.is === choosing && unchecked.length === 0) return withoutType.reason;
  }
  return undefined;
}
