import type { LineIndex } from '../../json/position';
import { refuser } from '../../json/unreadable-text-error';
import type { YamlDialect } from '../dialect';
import { Places, type YamlPlaces, type YamlReading } from '../places';
import type { YamlPackage } from './nodes';
import { parseNodes } from './parse';
import { NodeValues } from './node-values';
import { WrittenYamlNodes } from './written-yaml-nodes';

/**
 * Reads a text by the nodes of the `yaml` package.
 *
 * @throws UnreadableTemplateError at the first error
 */
export function readNodes(text: string, lines: LineIndex, dialect: YamlDialect): YamlReading {
  const yaml = loadYaml();
  const { contents } = parseNodes(yaml, text, dialect, refuser(lines));
  const value = new NodeValues(yaml, text, lines, dialect).valueOf(contents);
  let places: YamlPlaces | undefined;
  return { value, places: () => (places ??= new Places(new WrittenYamlNodes(yaml, text, contents, dialect), value)) };
}

/** Loads the `yaml` package with the first text that needs it. */
function loadYaml(): YamlPackage {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it always
  return require('yaml') as YamlPackage;
}
