/** A property that a prop sets: a path below `Properties`, or from `Metadata` on. The prop also sets the properties below it. */
export interface PropRow {
  readonly property: string;
  readonly prop: string;
  /** The values that the prop sets; all by default. */
  readonly values?: RegExp;
}

/** A resource that a construct makes. */
export interface MadeResource {
  /** Its place below the construct: the ids of the constructs on the way, joined by `/`. */
  readonly at: RegExp;
  /** The first matching row counts. A property without a row has no prop. */
  readonly rows: readonly PropRow[];
}

/** Lists rows from pairs of a property and its prop. */
export function rows(props: Readonly<Record<string, string>>, below = ''): readonly PropRow[] {
  return Object.entries(props).map(([property, prop]) => ({
    property: property.startsWith('Metadata') ? property : `${below}${property}`,
    prop,
  }));
}
