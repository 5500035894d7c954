import type { OpenImage } from '../../launch/images/named-images';
import type { DeclaredParameter } from '../../template/values/unresolved-reason';
import type { Knowledge } from '../rule';

/** The number of parameters of one image for which a message writes statements. More are rare, and the message would be long. */
const MOST_STATEMENTS = 3;

/**
 * Returns policy statements that would settle a finding on images that the deployment gives to parameters. Empty if a statement would not
 * settle it.
 */
export function vouchingStatements(open: readonly OpenImage[], { images, policyIsInCode }: Knowledge): readonly string[] {
  if (images.statementsLockedAt !== undefined || images.proofDemandedAt !== undefined) return [];
  const parameters = open.flatMap(({ givenTo }) => givenTo ?? []);
  if (parameters.length < open.length) return [];
  const written = [...new Set(parameters.map((parameter) => writtenStatement(parameter, policyIsInCode)))];
  const more = written.length > MOST_STATEMENTS ? ` and ${String(written.length - MOST_STATEMENTS)} more` : '';
  const file = policyIsInCode ? '' : ' in nitro.json';
  return [`vouch for what is given: add ${written.slice(0, MOST_STATEMENTS).join(' and ')}${more} to 'imageStatements'${file}`];
}

function writtenStatement({ name, constructPath }: DeclaredParameter, isInCode: boolean): string {
  // After the last segment, '#' begins a name.
  const pattern = constructPath?.replace(/#(?=[^/]*$)/g, '*') ?? name;
  return isInCode
    ? `{ templateParameter: '${pattern.replace(/['\\]/g, '\\$&')}', reason: '...' }`
    : `{ "templateParameter": ${JSON.stringify(pattern)}, "reason": "..." }`;
}
