import { decode, decodeBase64, type Decoded } from '../decoding';
import { fetchedFile, fileReading, nameReading } from '../file-language';
import { allReadings, fragmentReading, NOTHING_READ, problemReading, type FragmentPlace, type UserDataReading } from '../fragment';
import { quoteWords } from '../scripts/quote';
import { isYamlList, isYamlMap, readTolerantYaml, yamlMember, yamlText, type TolerantReading, type YamlValue } from './tolerant-yaml';

type Section = (value: YamlValue, config: TolerantReading, place: FragmentPlace, name: string) => UserDataReading;

/** https://docs.cloud-init.io/en/latest/reference/modules.html: the modules that run commands, write files or name devices. */
const SECTIONS: Readonly<Record<string, Section>> = {
  bootcmd: commands,
  runcmd: commands,
  write_files: files,
  mounts: (value, config, place, name) => each(value, (entry, index) => mount(entry, at(config, place, name, index))),
  disk_setup: (value, config, place, name) => devices(keysOf(value), config, place, name),
  device_aliases: (value, config, place, name) => devices(isYamlMap(value) ? Object.values(value) : [], config, place, name),
  fs_setup: (value, config, place, name) =>
    each(value, (entry, index) => device(yamlMember(entry, 'device'), at(config, place, name, index))),
  growpart: (value, config, place, name) => devices(listOf(yamlMember(value, 'devices')), config, place, name),
  coreos: (value, config, place) => units(yamlMember(value, 'units'), config, place),
  power_state: (value, config, place, name) => {
    const condition = yamlMember(value, 'condition');
    return typeof condition === 'string' ? fragmentReading('shell', condition, at(config, place, name)) : NOTHING_READ;
  },
  snap: (value, config, place, name) => commandsOf(yamlMember(value, 'commands'), config, place, name),
  swap: (value, config, place, name) => device(yamlMember(value, 'filename'), at(config, place, name)),
};

/** Reads a `#cloud-config` document. */
export function readCloudConfig(text: string, place: FragmentPlace): UserDataReading {
  if (/^\s*#cloud-config-jsonp/i.test(text))
    return problemReading('is a JSON patch (#cloud-config-jsonp)', { where: nonEmpty(place.where, 'it') });
  const config = readTolerantYaml(text);
  if (config.problem !== undefined) return problemReading(config.problem, { where: nonEmpty(place.where, 'the cloud-config') });
  const readings = Object.entries(SECTIONS).map(([name, read]) => {
    const value = yamlMember(config.value, name);
    return value === undefined ? NOTHING_READ : read(value, config, place, name);
  });
  return allReadings(readings);
}

/**
 * Reads commands that run one after the other: texts for a shell, or lists of words. A single text is not valid, but is meant as a script.
 */
function commands(value: YamlValue, config: TolerantReading, place: FragmentPlace, name: string): UserDataReading {
  if (typeof value === 'string') return fragmentReading('shell', value, at(config, place, name));
  return each(value, (entry, index) => {
    const text = isYamlList(entry) ? quoteWords(entry.map((word) => yamlText(word) ?? '')) : yamlText(entry);
    return text === undefined ? NOTHING_READ : fragmentReading('shell', text, at(config, place, name, index));
  });
}

/** Returns a list of commands, from a list or from an object whose names set their order. */
function commandsOf(value: YamlValue | undefined, config: TolerantReading, place: FragmentPlace, name: string): UserDataReading {
  if (value === undefined) return NOTHING_READ;
  return commands(isYamlMap(value) ? Object.values(value) : value, config, place, name);
}

function files(value: YamlValue, config: TolerantReading, place: FragmentPlace, name: string): UserDataReading {
  return each(value, (entry, index) => {
    const path = yamlText(yamlMember(entry, 'path')) ?? '';
    const inner = { where: [...place.where, `${name} ${path}`], line: place.line - 1 + config.lineOf([name, index, 'content']) };
    const { text, problem } = decodeContent(yamlText(yamlMember(entry, 'content')) ?? '', yamlText(yamlMember(entry, 'encoding')) ?? '');
    // The permissions are octal: a text, or a number that YAML has converted.
    const permissions = yamlText(yamlMember(entry, 'permissions')) ?? '';
    const isRun = /^(?:0o?)?\d?\d?[0-7]{3}$/.test(permissions) && /[1357]/.test(permissions.slice(-3));
    const read = text === undefined ? NOTHING_READ : fileReading(path, text, inner, isRun);
    const named = nameReading(path, text ?? '', { where: inner.where, line: place.line - 1 + config.lineOf([name, index, 'path']) });
    // https://docs.cloud-init.io/en/latest/reference/modules.html#write-files: the content is used if the source cannot be reached.
    const source = yamlText(yamlMember(yamlMember(entry, 'source'), 'uri'));
    const fetched = source === undefined ? NOTHING_READ : fetchedFile(path, source, isRun);
    return allReadings([named, read, fetched, ...(problem === undefined ? [] : [problemReading(problem, inner)])]);
  });
}

/** Reads systemd units in the form that CoreOS accepted before Ignition. */
function units(value: YamlValue | undefined, config: TolerantReading, { where, line }: FragmentPlace): UserDataReading {
  return allReadings(
    listOf(value).flatMap((unit, index) => {
      const name = yamlText(yamlMember(unit, 'name')) ?? '';
      const at = (...path: readonly (string | number)[]): FragmentPlace => ({
        where: [...where, `coreos.units ${name}`],
        line: line - 1 + config.lineOf(['coreos', 'units', index, ...path]),
      });
      const content = yamlText(yamlMember(unit, 'content')) ?? '';
      const dropIns = listOf(yamlMember(unit, 'drop-ins') ?? yamlMember(unit, 'drop_ins')).map((part, number) =>
        fragmentReading('settings', yamlText(yamlMember(part, 'content')) ?? '', at('drop-ins', number, 'content')),
      );
      return [nameReading(name, content, at('name')), fragmentReading('settings', content, at('content')), ...dropIns];
    }),
  );
}

/**
 * Decodes the content of `b64`, `base64`, `gz`, `gzip`, `gz+b64` and the like. YAML text can hold gzip only as `!!binary`, and an undecoded
 * rest would be base64 that cannot be decoded.
 */
function decodeContent(content: string, encoding: string): Decoded {
  if (/b(ase)?64/i.test(encoding)) return decodeBase64(content);
  const { text = content, problem } = decode(content);
  return problem === undefined ? { text } : { text, problem };
}

/** Reads an entry of fstab. cloud-init looks for a device without a slash below /dev. */
function mount(entry: YamlValue, place: FragmentPlace): UserDataReading {
  const [first, ...fields] = listOf(entry).map((field) => yamlText(field) ?? '');
  return first === undefined ? NOTHING_READ : fragmentReading('settings', [devicePath(first), ...fields].join(' '), place);
}

function device(name: YamlValue | undefined, place: FragmentPlace): UserDataReading {
  const text = yamlText(name);
  return text === undefined ? NOTHING_READ : fragmentReading('settings', devicePath(text), place);
}

function devices(names: readonly YamlValue[], config: TolerantReading, place: FragmentPlace, section: string): UserDataReading {
  return allReadings(names.map((name) => device(name, at(config, place, section))));
}

function devicePath(name: string): string {
  return /^(xvd|sd)[a-z]/.test(name) ? `/dev/${name}` : name;
}

function at(config: TolerantReading, { where, line }: FragmentPlace, section: string, index?: number): FragmentPlace {
  const path = index === undefined ? [section] : [section, index];
  return { where: [...where, index === undefined ? section : `${section}[${index.toString()}]`], line: line - 1 + config.lineOf(path) };
}

function each(value: YamlValue, read: (entry: YamlValue, index: number) => UserDataReading): UserDataReading {
  return allReadings(listOf(value).map((entry, index) => read(entry, index)));
}

function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  return isYamlList(value) ? value : [];
}

function keysOf(value: YamlValue): readonly string[] {
  return isYamlMap(value) ? Object.keys(value) : [];
}

function nonEmpty(where: readonly string[], name: string): readonly string[] {
  return where.length > 0 ? where : [name];
}
