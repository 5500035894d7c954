/** A parameter of a template that is checked. */
export interface DeclaredParameter {
  readonly name: string;
  /** The `id` of the template that declares it. */
  readonly template: string;
  /** Its path in the CDK's construct tree, where that is known. */
  readonly constructPath: string | undefined;
}

/** Why a value cannot be decided before deployment. */
export type UnresolvedReason =
  /** A parameter whose value is chosen at deployment. */
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly hasDefault: boolean;
      /** Absent for a pseudo parameter, and where the value is made of the parameter's. */
      readonly givenTo?: DeclaredParameter;
      readonly text: string;
    }
  /** A value stored in Systems Manager Parameter Store; `path` is its name there, where that is known. */
  | {
      readonly kind: 'ssm';
      readonly path: string | undefined;
      /** The parameter that takes the name at deployment. Absent if there is none, and if the value is built from the stored one. */
      readonly givenTo?: DeclaredParameter;
      readonly text: string;
    }
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

/** Returns the parameter that the deployment gives the value to; undefined for a value of another origin. */
export function parameterOf(reason: UnresolvedReason): DeclaredParameter | undefined {
  return reason.kind === 'parameter' || reason.kind === 'ssm' ? reason.givenTo : undefined;
}

/** Returns a text that is the same for reasons that say the same of the same parameter: templates may have parameters of one name. */
export function reasonKey(reason: UnresolvedReason): string {
  const parameter = parameterOf(reason);
  return parameter === undefined ? reason.text : `${reason.text}\n${parameter.template}#${parameter.name}`;
}
