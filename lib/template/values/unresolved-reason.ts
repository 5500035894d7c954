/** Why a value cannot be decided before deployment. */
export type UnresolvedReason =
  /** A parameter whose value is chosen at deployment. */
  | { readonly kind: 'parameter'; readonly name: string; readonly hasDefault: boolean; readonly text: string }
  /** A value stored in Systems Manager Parameter Store; `path` is its name there, where that is known. */
  | { readonly kind: 'ssm'; readonly path: string | undefined; readonly text: string }
  /** A resource, or an attribute of one. */
  | {
      readonly kind: 'resource';
      readonly logicalId: string;
      readonly attribute: string | undefined;
      /** The deployment of the template that declares it: see `Template.deployment`. */
      readonly deployment: string;
      readonly text: string;
    }
  /** A function that only CloudFormation can compute, a macro, or a function that is written wrong. */
  | { readonly kind: 'function'; readonly text: string }
  /** An expression that refers to itself, is nested too deeply, or has too many combinations to follow. */
  | { readonly kind: 'limit'; readonly text: string };
