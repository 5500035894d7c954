/** The property in which jsii records the full name of a class and the release of its package. */
const TYPE_INFORMATION = Symbol.for('jsii.rtti');

/** A class of a jsii library. */
export interface JsiiClass {
  readonly constructor: JsiiConstructor;
  /** Its full name: `aws-cdk-lib.aws_ec2.Instance`. */
  readonly name: string;
  /** The release of its package. */
  readonly version: string;
}

interface JsiiConstructor {
  readonly name: string;
  readonly [TYPE_INFORMATION]?: { readonly fqn: string; readonly version: string };
}

/**
 * Finds the first class in the inheritance chain of an object or prototype with a suitable full name (`aws-cdk-lib.App`). Each copy of a
 * library has its own classes, so the class identifies the copy of an object.
 */
export function classOf(object: object, fits: (name: string) => boolean): JsiiClass | undefined {
  for (let type: object | null = object; type !== null; type = Object.getPrototypeOf(type) as object | null) {
    const constructor = type.constructor as JsiiConstructor | undefined;
    // A class without information of its own inherits that of its base class.
    if (constructor === undefined || !Object.hasOwn(constructor, TYPE_INFORMATION)) continue;
    const information = constructor[TYPE_INFORMATION];
    if (information !== undefined && fits(information.fqn)) return { constructor, name: information.fqn, version: information.version };
  }
  return undefined;
}
