import type { Launch } from '../launches';

/**
 * How the service chooses where nobody names an instance type: a type built on Nitro, or one that may be Xen. Undefined where it
 * does not, or where what is not at hand may name one.
 */
export function reasonLeft(launch: Launch, choosing: 'nitro' | 'delegated'): string | undefined {
  for (const { withoutType, unchecked } of launch.missingTypes(choosing)) {
    if (withoutType.is === choosing && unchecked.length === 0) return withoutType.reason;
  }
  return undefined;
}
