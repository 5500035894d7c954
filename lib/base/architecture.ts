/*
 * EC2's words for the architecture of a processor. They are here because `catalog` and `images`, which both use them, do not
 * import each other.
 */

export const ARCHITECTURES = ['i386', 'x86_64', 'arm64', 'x86_64_mac', 'arm64_mac'] as const;

export type Architecture = (typeof ARCHITECTURES)[number];

/** The architectures that a launch can choose between: EC2 offers no more types for i386, and a Mac is chosen by its type. */
export const SELECTABLE_ARCHITECTURES = ['x86_64', 'arm64'] as const satisfies readonly Architecture[];

export type SelectableArchitecture = (typeof SELECTABLE_ARCHITECTURES)[number];
