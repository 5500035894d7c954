/** The meaning of a text at a property for a machine image. */
export type ImageReference =
  | { readonly kind: 'id'; readonly id: string }
  /** A parameter of AWS Systems Manager, resolved when the stack is deployed. */
  | {
      readonly kind: 'parameter';
      /** Its name, a path in most cases, or its ARN. */
      readonly parameter: string;
      /** A version's number or label; absent for the latest. */
      readonly version?: string;
      /**
       * The syntax shows the service that resolves the parameter: CloudFormation (`{{resolve:ssm:...}}`), EC2 in a launch template and AWS
       * Cloud9 (`resolve:ssm:...`), or Image Builder (`ssm:...`).
       */
      readonly syntax: 'dynamic-reference' | 'resolve-ssm' | 'ssm-prefix';
    }
  /** A parameter's path alone, which no service resolves. */
  | { readonly kind: 'bare-path'; readonly path: string }
  /** The placeholder of a first synthesis, before the CDK has looked the image up. */
  | {
      readonly kind: 'not-looked-up';
      /** The parameter whose value the CDK looks up; absent for an image. */
      readonly parameter?: string;
    }
  | { readonly kind: 'arn'; readonly arn: string }
  /** A product of AWS Marketplace, as Image Builder takes it. */
  | { readonly kind: 'marketplace-product'; readonly product: string }
  /** Another dynamic reference of CloudFormation: to a secret, or inside a longer text. */
  | { readonly kind: 'dynamic' }
  /** Any other text: an alias of the service, or a mistake. */
  | { readonly kind: 'other' };

/** Older ids have 8 digits, newer ones 17. */
const IMAGE_ID = /^ami-(?:[\da-f]{8}|[\da-f]{17})$/;
/** `MachineImage.lookup` and `GenericLinuxImage` write an id that is too short, `StringParameter.valueFromLookup` a sentence. */
const PLACEHOLDER = /^(?:ami-12345?|dummy-value-for-(?<parameter>.*))$/s;
const DYNAMIC_REFERENCE = /^\{\{resolve:ssm(?:-secure)?:([^{}]+)\}\}$/;

export function isImageId(text: string): boolean {
  return IMAGE_ID.test(text);
}

/** Classifies a text by its form. A verdict decides whether the image is ready. */
export function readImageReference(text: string): ImageReference {
  if (isImageId(text)) return { kind: 'id', id: text };
  const placeholder = PLACEHOLDER.exec(text);
  if (placeholder !== null) {
    const { parameter } = placeholder.groups ?? {};
    return parameter === undefined ? { kind: 'not-looked-up' } : { kind: 'not-looked-up', parameter };
  }
  const [, dynamic] = DYNAMIC_REFERENCE.exec(text) ?? [];
  if (dynamic !== undefined) return { kind: 'parameter', ...splitVersion(dynamic), syntax: 'dynamic-reference' };
  if (text.includes('{{resolve:')) return { kind: 'dynamic' };
  const [, syntax, parameter] = /^(resolve:ssm|ssm):(.+)$/s.exec(text) ?? [];
  if (parameter !== undefined) {
    return { kind: 'parameter', ...splitVersion(parameter), syntax: syntax === 'ssm' ? 'ssm-prefix' : 'resolve-ssm' };
  }
  if (/^arn:[\w-]+:/.test(text)) return { kind: 'arn', arn: text };
  if (/^prod-[a-z\d]+$/.test(text)) return { kind: 'marketplace-product', product: text };
  if (/^\/[\w.-]+(?:\/[\w.-]+)*$/.test(text)) return { kind: 'bare-path', path: text };
  return { kind: 'other' };
}

/** Splits off the version; the colons of an ARN do not begin one. */
function splitVersion(text: string): { readonly parameter: string; readonly version?: string } {
  const [, parameter = text, version] = /^((?:arn:[^/]*)?[^:]*):([^:]*)$/s.exec(text) ?? [];
  return version === undefined || version === '' || (text.startsWith('arn:') && !parameter.includes('/'))
    ? { parameter: version === '' ? parameter : text }
    : { parameter, version };
}

/** Writes a parameter as a property that takes an image expects it. */
export function writeParameter(parameter: string, syntax: (ImageReference & { readonly kind: 'parameter' })['syntax']): string {
  switch (syntax) {
    case 'dynamic-reference':
      return `{{resolve:ssm:${parameter}}}`;
    case 'resolve-ssm':
      return `resolve:ssm:${parameter}`;
    case 'ssm-prefix':
      return `ssm:${parameter}`;
  }
}
