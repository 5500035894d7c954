import type { Document } from '../../base/json/document';
import { readYaml } from '../../base/yaml/yaml-document';
import { CLOUDFORMATION } from './yaml/cloudformation-dialect';

/**
 * Reads a YAML text, CloudFormation's short forms included.
 *
 * @throws UnreadableTemplateError at the first error
 */
export function readCloudFormationYaml(text: string): Document {
  return readYaml(text, CLOUDFORMATION);
}
