import { HOLE, UNKNOWN_CHARACTERS } from '../../base/hole';
import { decodeBase64, decodeBytes, type Decoded } from '../decoding';
import { fetchedFile, fileReading, nameReading } from '../file-language';
import {
  allReadings,
  fetchedReading,
  fragmentReading,
  NOTHING_READ,
  problemReading,
  type FragmentPlace,
  type UserDataReading,
} from '../fragment';
import { isYamlList, yamlMember, yamlText, type YamlValue } from './tolerant-yaml';

/** An Ignition configuration (Fedora CoreOS, Flatcar); undefined for anything else. https://coreos.github.io/ignition/specs/ */
export function readIgnition(text: string, place: FragmentPlace): UserDataReading | undefined {
  const config = parse(text);
  if (config === undefined && /"ignition"\s*:/.test(text)) {
    const isPartly = new RegExp(`[${UNKNOWN_CHARACTERS}]`).test(text);
    return problemReading(`is Ignition, but not JSON${isPartly ? ' before deployment' : ''}`, place);
  }
  if (yamlMember(config, 'ignition') === undefined) return undefined;
  const storage = yamlMember(config, 'storage');
  const devices = ['disks', 'filesystems', 'luks', 'raid'].flatMap((section) =>
    listOf(yamlMember(storage, section)).map((each, index) => readDevice(each, inside(place, `storage.${section}[${index.toString()}]`))),
  );
  const args = listOf(yamlMember(yamlMember(config, 'kernelArguments'), 'shouldExist')).flatMap((each) => yamlText(each) ?? []);
  return allReadings([
    ...args.map((each) => fragmentReading('settings', each, inside(place, 'kernelArguments'))),
    ...othersOf(yamlMember(yamlMember(config, 'ignition'), 'config')).map((source) => readOther(source, place)),
    ...devices,
    ...listOf(yamlMember(storage, 'files')).map((file) => readFile(file, place)),
    // Version 2 has network units in a separate section.
    ...['systemd', 'networkd'].flatMap((section) =>
      listOf(yamlMember(yamlMember(config, section), 'units')).map((unit) => readUnit(unit, inside(place, `${section}.units`))),
    ),
  ]);
}

/** Returns the sources of configurations that are merged into this one or replace it. Version 2 calls merging appending. */
function othersOf(config: YamlValue | undefined): readonly string[] {
  const others = ['merge', 'append'].flatMap((key) => listOf(yamlMember(config, key)));
  return [...others, yamlMember(config, 'replace')].flatMap((other) => yamlText(yamlMember(other, 'source')) ?? []);
}

function readOther(source: string, place: FragmentPlace): UserDataReading {
  if (!source.startsWith('data:')) return fetchedReading(`the instance fetches ${source.replaceAll(HOLE, '...')}`);
  const { text, problem } = decodeDataUrl(source);
  const inner = inside(place, 'ignition.config');
  if (problem !== undefined) return problemReading(problem, inner);
  // A data URL holds less than the text around it, so the recursion ends.
  return readIgnition(text ?? '', inner) ?? problemReading('is not a configuration of Ignition', inner);
}

/** Tells whether a text is JSON. Parts that are unknown before deployment do not matter. */
export function isJson(text: string): boolean {
  return parse(text) !== undefined;
}

/** Parses JSON; undefined for other texts. An unknown part may stand for a number, a list or an object. */
function parse(text: string): YamlValue | undefined {
  const quoted = new RegExp(`"(?:[^"\\\\]|\\\\.)*"|[${UNKNOWN_CHARACTERS}]+`, 'g');
  const whole = text.replace(quoted, (token) => (token.startsWith('"') ? token : `"${token}"`));
  try {
    return JSON.parse(whole) as YamlValue;
  } catch {
    return undefined;
  }
}

function readDevice(entry: YamlValue, place: FragmentPlace): UserDataReading {
  // Version 2 has the device of a file system below `mount`.
  const device = yamlMember(entry, 'device') ?? yamlMember(yamlMember(entry, 'mount'), 'device');
  const devices = [device, ...listOf(yamlMember(entry, 'devices'))].flatMap((each) => yamlText(each) ?? []);
  return allReadings(devices.map((each) => fragmentReading('settings', each, place)));
}

function readFile(file: YamlValue, place: FragmentPlace): UserDataReading {
  const path = yamlText(yamlMember(file, 'path')) ?? '';
  const inner = inside(place, `storage.files ${path}`);
  const contents = [yamlMember(file, 'contents'), ...listOf(yamlMember(file, 'append'))];
  const isRun = ((Number(yamlText(yamlMember(file, 'mode')) ?? '') || 0) & 0o111) !== 0;
  return allReadings(contents.map((content) => readContents(yamlText(yamlMember(content, 'source')) ?? '', path, isRun, inner)));
}

function readContents(source: string, path: string, isRun: boolean, inner: FragmentPlace): UserDataReading {
  if (source === '') return NOTHING_READ;
  if (!source.startsWith('data:')) return fetchedFile(path, source, isRun);
  const { text, problem } = decodeDataUrl(source);
  const read = text === undefined ? NOTHING_READ : fileReading(path, text, inner, isRun);
  return problem === undefined ? read : allReadings([read, problemReading(problem, inner)]);
}

function readUnit(unit: YamlValue, place: FragmentPlace): UserDataReading {
  const name = yamlText(yamlMember(unit, 'name')) ?? '';
  const parts = [unit, ...listOf(yamlMember(unit, 'dropins'))].flatMap((part) => yamlText(yamlMember(part, 'contents')) ?? []);
  const { where } = place;
  const inner = { where: [...where.slice(0, -1), `${where.at(-1) ?? 'units'} ${name}`], line: 1 };
  return allReadings([
    nameReading(name, parts.join('\n'), inner),
    ...parts.map((contents) => fragmentReading('settings', contents, inner)),
  ]);
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

/** Returns the place of a member. The lines of JSON mean little, so the path names it. */
function inside({ where }: FragmentPlace, name: string): FragmentPlace {
  return { where: [...where, name], line: 1 };
}

function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  return isYamlList(value) ? value : [];
}
