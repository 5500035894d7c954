import type { Launch } from '../template/launches';

/**
 * How the service chooses where nobody names an instance type: a type built on Nitro, or one that may be Xen. Undefined where it
 * does not, or where what is not at hand may name one.
 */
export function reasonLeft(launch: Launch, choosing: 'nitro' | 'delegated'): string | undefined {
  for (const { withoutType, outside } of launch.missingTypes(choosing)) {
    if (withoutType.is === choosing && outside.length === 0) return withoutType.reason;
  }
  return undefined;
}
