/** A parameter of a template that is checked. */
export interface DeclaredParameter {
  readonly name: string;
  /** The `id` of the declaring template. */
  readonly template: string;
  /** The path in the CDK's construct tree, if known. */
  readonly constructPath: string | undefined;
}

/** The reason why a value cannot be decided before deployment. */
export type UnresolvedReason =
  /** A parameter whose value the deployment chooses. */
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly hasDefault: boolean;
      /** Absent for a pseudo parameter, and for a value that is built from the parameter's. */
      readonly givenTo?: DeclaredParameter;
      readonly text: string;
    }
  /** A value in Systems Manager Parameter Store. `path` is its name there, if known. */
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
      /** The deployment of the declaring template: see `Template.deployment`. */
      readonly deployment: string;
      readonly text: string;
    }
  /** A function that only CloudFormation can compute, a macro, or a function with errors. */
  | { readonly kind: 'function'; readonly text: string }
  /** An expression that refers to itself, is nested too deeply, or has too many combinations to follow. */
  | { readonly kind: 'limit'; readonly text: string };

/** Returns the parameter that the deployment gives the value to; undefined for a value of another origin. */
export function parameterOf(reason: UnresolvedReason): DeclaredParameter | undefined {
  return reason.kind === 'parameter' || reason.kind === 'ssm' ? reason.givenTo : undefined;
}

/**
 * Returns a key for reasons: equal for the same reason and the same parameter of the same template. Templates may share parameter names.
 */
export function reasonKey(reason: UnresolvedReason): string {
  const parameter = parameterOf(reason);
  return parameter === undefined ? reason.text : `${reason.text}\n${parameter.template}#${parameter.name}`;
}
