/** Where jsii leaves the name of a class, and the release of the package that it is from. */
const TYPE_INFORMATION = Symbol.for('jsii.rtti');

/** A class of a jsii library. */
export interface JsiiClass {
  readonly constructor: JsiiConstructor;
  /** The release of its package. */
  readonly version: string;
}

interface JsiiConstructor {
  readonly [TYPE_INFORMATION]?: { readonly fqn: string; readonly version: string };
}

/**
 * The first class that an object or prototype is of, itself or by inheritance, whose full name fits (`aws-cdk-lib.App`): as the object's own copy
 * of the library says, of which there may be several.
 */
export function classOf(object: object, fits: (name: string) => boolean): JsiiClass | undefined {
  for (let type: object | null = object; type !== null; type = Object.getPrototypeOf(type) as object | null) {
    const constructor = type.constructor as JsiiConstructor;
    // A class that says nothing of itself passes on what the one above it says.
    const information = Object.hasOwn(constructor, TYPE_INFORMATION) ? constructor[TYPE_INFORMATION] : undefined;
    if (information !== undefined && fits(information.fqn)) return { constructor, version: information.version };
  }
  return undefined;
}
