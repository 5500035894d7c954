import type { JsonObject } from '../template/json';
import { type KnownRule, policyShape } from './policy-document';

/** The JSON Schema of a policy file, draft 7, for editors: made from what reads the file. */
export function policySchema(rules: readonly KnownRule[]): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'nitro.json',
    description: 'What a team demands of everything it launches on EC2: the policy of cdk-nitro.',
    ...policyShape(rules).schema,
  };
}
