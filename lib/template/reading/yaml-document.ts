import type { Pointer } from '../../base/json/json';
import type { Document } from '../../base/json/document';
import { LineIndex, type Position } from '../../base/json/position';
import { refuser } from '../../base/json/unreadable-text-error';
import type { YamlPackage } from './yaml/nodes';
import { parseYaml } from './yaml/parse';
import { YamlPositions } from './yaml/positions';
import { YamlValues } from './yaml/values';

/**
 * Reads a YAML text, CloudFormation's short forms included.
 *
 * @throws UnreadableTemplateError at the first error
 */
export function readCloudFormationYaml(text: string): Document {
  const yaml = loadYaml();
  const lines = new LineIndex(text);
  const { contents } = parseYaml(yaml, text, refuser(lines));
  const value = new YamlValues(yaml, text, lines).valueOf(contents);
  let positions: YamlPositions | undefined;
  return {
    value,
    locate(pointer: Pointer): Position {
      positions ??= new YamlPositions(yaml, text, contents, value);
      return lines.position(positions.offsetOf(pointer));
    },
  };
}

/** Loads the `yaml` package with the first YAML text: synthesizing a CDK app reads none. */
function loadYaml(): YamlPackage {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it always
  return require('yaml') as YamlPackage;
}
