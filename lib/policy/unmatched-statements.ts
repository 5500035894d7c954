import { closestName } from '../base/closest-name';
import type { StatedParameter } from '../images/stated-image';
import { coversParameter, namesConstructs } from './image-statement';
import type { Policy } from './policy';
import { policyFinding, type PolicyFinding } from './policy-finding';

/**
 * Finds statements about parameters of templates that match none of those that are checked. A statement of an extended policy may be
 * written for other templates.
 *
 * @param parameters every parameter of the templates that are checked
 */
export function unmatchedStatements({ imageStatements }: Policy, parameters: readonly StatedParameter[]): readonly PolicyFinding[] {
  return imageStatements.flatMap(({ templateParameter: pattern, place, isInherited }) => {
    if (pattern === undefined || isInherited || parameters.some((parameter) => coversParameter(pattern, parameter))) return [];
    const pathsAreUnknown = namesConstructs(pattern) && parameters.every(({ constructPath }) => constructPath === undefined);
    const known = parameters.flatMap(({ name, constructPath }) => (namesConstructs(pattern) ? (constructPath ?? []) : name));
    const close = closestName(pattern, [...new Set(known)]);
    const problem = pathsAreUnknown
      ? "names a construct path, which only an app and its cloud assembly have: check 'cdk.out', or write the name of the parameter"
      : `matches no parameter of the checked templates: ${close === undefined ? 'remove it, or correct it' : `did you mean '${close}'`}`;
    const message = `the image statement for '${pattern}' ${problem}`;
    return policyFinding({
      messageId: 'unmatchedStatement',
      severity: 'warning',
      pointer: ['imageStatements'],
      place,
      value: pattern,
      message,
    });
  });
}
