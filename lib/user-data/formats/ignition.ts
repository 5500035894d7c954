import { decodeBase64, decodeBytes, type Decoded } from '../decoding';
import { fileLanguage } from '../file-language';
import { allReadings, fragmentReading, NOTHING_READ, problemReading, type FragmentPlace, type UserDataReading } from '../fragment';
import { isYamlList, yamlMember, yamlText, type YamlValue } from './yaml-document';

/** An Ignition configuration (Fedora CoreOS, Flatcar); undefined for JSON of anything else. https://coreos.github.io/ignition/specs/ */
export function readIgnition(text: string, place: FragmentPlace): UserDataReading | undefined {
  const config = parse(text);
  if (yamlMember(config, 'ignition') === undefined) return undefined;
  const storage = yamlMember(config, 'storage');
  return allReadings([
    ...listOf(yamlMember(storage, 'disks')).map((disk, index) => readDevice(disk, inside(place, `storage.disks[${index.toString()}]`))),
    ...listOf(yamlMember(storage, 'filesystems')).map((each, index) =>
      readDevice(each, inside(place, `storage.filesystems[${index.toString()}]`)),
    ),
    ...listOf(yamlMember(storage, 'files')).map((file) => readFile(file, place)),
    ...listOf(yamlMember(yamlMember(config, 'systemd'), 'units')).map((unit) => readUnit(unit, place)),
  ]);
}

function parse(text: string): YamlValue {
  try {
    return JSON.parse(text) as YamlValue;
  } catch {
    return null;
  }
}

function readDevice(entry: YamlValue, place: FragmentPlace): UserDataReading {
  // Version 2 has the device of a file system below `mount`.
  const device = yamlText(yamlMember(entry, 'device') ?? yamlMember(yamlMember(entry, 'mount'), 'device'));
  return device === undefined ? NOTHING_READ : fragmentReading('settings', device, place);
}

function readFile(file: YamlValue, place: FragmentPlace): UserDataReading {
  const path = yamlText(yamlMember(file, 'path')) ?? '';
  const inner = inside(place, `storage.files ${path}`);
  const source = yamlText(yamlMember(yamlMember(file, 'contents'), 'source')) ?? '';
  if (source === '') return NOTHING_READ;
  if (!source.startsWith('data:')) return { ...NOTHING_READ, elsewhere: [`${path} comes from ${source}`] };
  const { text, problem } = decodeDataUrl(source);
  const read = text === undefined ? NOTHING_READ : fragmentReading(fileLanguage(path, text), text, inner);
  return problem === undefined ? read : allReadings([read, problemReading(problem, inner)]);
}

function readUnit(unit: YamlValue, place: FragmentPlace): UserDataReading {
  const name = yamlText(yamlMember(unit, 'name')) ?? '';
  const contents = yamlText(yamlMember(unit, 'contents'));
  return contents === undefined ? NOTHING_READ : fragmentReading('settings', contents, inside(place, `systemd.units ${name}`));
}

/** RFC 2397 */
function decodeDataUrl(url: string): Decoded {
  const comma = url.indexOf(',');
  const data = url.slice(comma + 1);
  if (/;base64$/i.test(url.slice(0, comma))) return decodeBase64(data);
  try {
    return decodeBytes(Buffer.from(decodeURIComponent(data), 'utf8'));
  } catch {
    return { text: undefined, problem: 'is not a data URL that can be decoded' };
  }
}

/** JSON has no lines worth telling: a place in it is named by its path. */
function inside({ where }: FragmentPlace, name: string): FragmentPlace {
  return { where: [...where, name], line: 1 };
}

function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  return isYamlList(value) ? value : [];
}
