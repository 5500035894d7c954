import type { Launch } from '../launches';

/**
 * Returns how the service chooses a type where the launch names none: one built on Nitro, or one that may be Xen. Undefined if
 * the service does not choose so, or where an unchecked resource may name a type.
 */
export function reasonLeft(launch: Launch, choosing: 'nitro' | 'delegated'): string | undefined {
  for (const { withoutType, unchecked } of launch.missingTypes(choosing)) {
    if (withoutType.is === choosing && unchecked.length === 0) return withoutType.reason;
  }
  return undefined;
}
