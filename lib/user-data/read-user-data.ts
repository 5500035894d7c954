import { HOLE, UNKNOWN_CHARACTERS } from '../base/hole';
import { decode, decodeBase64 } from './decoding';
import { interpreterLanguage } from './file-language';
import { containerUserData, isBottlerocketSettings } from './formats/bottlerocket';
import { readCloudConfig } from './formats/cloud-config';
import { isJson, readIgnition } from './formats/ignition';
import { isMime, readMime, type MimePart } from './formats/mime';
import { isLaunchTasks, isTagged, readLaunchTasks, readTagged } from './formats/windows';
import { isYamlList, readTolerantYaml, yamlMember, yamlText } from './formats/tolerant-yaml';
import {
  allReadings,
  fetchedReading,
  fragmentReading,
  NOTHING_READ,
  problemReading,
  type FragmentPlace,
  type UserDataReading,
} from './fragment';

/** The levels of messages within messages. */
const DEEPEST = 8;

/**
 * Reads EC2 user data in the formats of cloud-init, EC2Launch, Ignition, Bottlerocket and the EKS node agent, plain or in base64 and gzip.
 * Never throws: a part that cannot be read is a problem in the result, and the other parts are read.
 *
 * @param text the text in the template, with holes for unknown parts and slots for parts with several values
 */
export function readUserData(text: string): UserDataReading {
  return readEncoded(text, { where: [], line: 1 }, 0);
}

function readEncoded(text: string, place: FragmentPlace, depth: number): UserDataReading {
  const { text: decoded, problem } = decode(text);
  const read = decoded === undefined ? NOTHING_READ : readContent(decoded.replaceAll('\r\n', '\n'), place, depth);
  return problem === undefined ? read : allReadings([read, problemReading(problem, place)]);
}

type Format = readonly [
  begins: RegExp | ((text: string) => boolean),
  read: (text: string, place: FragmentPlace, depth: number) => UserDataReading,
];

/**
 * The formats by the beginning of user data, in the order in which they are tried. Those of cloud-init:
 * https://docs.cloud-init.io/en/latest/explanation/format/index.html
 */
const FORMATS: readonly Format[] = [
  [isMime, readMessage],
  [/^\s*##\s*template:\s*jinja/i, readTemplated],
  [/^\s*#cloud-config-archive/i, readArchive],
  [/^\s*#cloud-config/i, readCloudConfig],
  [/^\s*#(cloud-boothook|upstart-job)/i, (text, place) => fragmentReading('shell', text, place)],
  [/^\s*#part-handler/i, (text, place) => fragmentReading('script', text, place)],
  [/^\s*#include/i, readInclude],
  [/^\s*#!/, (text, place) => fragmentReading(interpreterLanguage(text) ?? 'other', text, place)],
  [isTagged, readTagged],
  [isLaunchTasks, readLaunchTasks],
  [isBottlerocketSettings, readBottlerocket],
  // https://awslabs.github.io/amazon-eks-ami/nodeadm/: settings of the kubelet and containerd, which name no device of the host.
  [/^\s*(---\s*)?apiVersion:\s*node\.eks\.aws\//, (text, place) => fragmentReading('other', text, place)],
  [/^\s*\{/, (text, place) => readIgnition(text, place) ?? fragmentReading(isJson(text) ? 'other' : 'shell', text, place)],
  [/^\s*(<|\[["{\w])/, (text, place) => fragmentReading('other', text, place)],
  // A cloud-config without its first line does not run, but its content is checked all the same.
  [/^(runcmd|bootcmd|write_files|mounts|disk_setup|fs_setup|packages|users):/m, readCloudConfig],
];

/** Reads a text in an unknown format. It may be for an agent in the image, and is probably shell. */
function readContent(text: string, place: FragmentPlace, depth: number): UserDataReading {
  if (text.replaceAll(HOLE, '').trim() === '') return text.includes(HOLE) ? unknownReading(place) : NOTHING_READ;
  if (depth > DEEPEST) return problemReading('is nested too deeply to read', place);
  const format = FORMATS.find(([begins]) => (typeof begins === 'function' ? begins(text) : begins.test(text)));
  return format === undefined ? fragmentReading('shell', text, place) : format[1](text, place, depth);
}

/** Returns the reading of an unknown text. If user data is unknown as a whole, the template's value has the reason. */
function unknownReading({ where }: FragmentPlace): UserDataReading {
  const part = where.at(-1);
  return part === undefined ? NOTHING_READ : { ...NOTHING_READ, elsewhere: [`the whole of ${part}`] };
}

function readMessage(text: string, place: FragmentPlace, depth: number): UserDataReading {
  const { parts, problem } = readMime(text);
  if (problem !== undefined) return problemReading(problem, place);
  return allReadings(parts.map((part, index) => readPart(part, index, parts.length > 1, place, depth + 1)));
}

function readPart(part: MimePart, index: number, isOneOfMany: boolean, { where, line }: FragmentPlace, depth: number): UserDataReading {
  const name = `part ${(index + 1).toString()} (${part.fileName ?? (part.type === '' ? 'no type' : part.type)})`;
  const place = { where: isOneOfMany ? [...where, name] : where, line: line - 1 + part.line };
  if (part.problem !== undefined) return problemReading(part.problem, { where: [name] });
  if (part.type.startsWith('multipart/')) {
    return readContent(`Content-Type: ${part.contentType}\n\n${part.body}`, { ...place, line: place.line - 2 }, depth);
  }
  if (!part.isBase64) return readTyped(part.type, part.body, place, depth);
  const { text, problem } = decodeBase64(part.body);
  const inner = { where: place.where, line: 1 };
  const read = text === undefined ? NOTHING_READ : readTyped(part.type, text, inner, depth);
  return problem === undefined ? read : allReadings([read, problemReading(problem, inner)]);
}

/**
 * Reads a part by its content, and by its type if the content does not decide. cloud-init decides by content for `text/plain` and unknown
 * types.
 */
function readTyped(type: string, text: string, place: FragmentPlace, depth: number): UserDataReading {
  if (type === 'text/cloud-config' || type === 'text/cloud-config-jsonp') {
    const isTemplate = /^\s*##\s*template:\s*jinja/i.test(text);
    return isTemplate ? readTemplated(text, place, depth) : readCloudConfig(text, place);
  }
  if (type === 'text/x-include-url' || type === 'text/x-include-once-url') return readInclude(text);
  return readEncoded(text, place, depth);
}

/** `{% for d in ['a', 'b'] %}`, `{% set d = 'a' %}` */
const SET_BY_JINJA = /\{%-?\s*(?:for\s+(\w+)\s+in\s*[[(]([^\])]*)[\])]|set\s+(\w+)\s*=\s*(["'][^"']*["']))\s*-?%\}/g;
const OF_XEN = /xvd|^sd[a-z]|\/dev\/sd|eth\d|xen/;

/** Returns the values of variables that a template itself sets. Of several values, returns one that may follow a habit. */
function setByJinja(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [, each, list, name, value] of text.matchAll(SET_BY_JINJA)) {
    const texts = [...(list ?? value ?? '').matchAll(/["']([^"']*)["']/g)].map(([, item = '']) => item);
    const known = values.get(each ?? name ?? '');
    const found = texts.find((item) => OF_XEN.test(item)) ?? texts[0];
    if (found !== undefined && (known === undefined || !OF_XEN.test(known))) values.set(each ?? name ?? '', found);
  }
  return values;
}

/** Reads a Jinja template: expressions become holes and statements are removed, so every branch is read. */
function readTemplated(text: string, place: FragmentPlace, depth: number): UserDataReading {
  const [, ...lines] = text.trimStart().split('\n');
  const values = setByJinja(text);
  const rendered = lines.join('\n').replace(/\{#[^]*?(?:#\}|$)|\{%[^]*?(?:%\}|$)|\{\{[^]*?(?:\}\}|$)/g, (tag) => {
    return tag.startsWith('{{') ? (values.get(tag.slice(2, -2).trim()) ?? HOLE) : '\n'.repeat(tag.split('\n').length - 1);
  });
  const before = text.slice(0, text.length - text.trimStart().length).split('\n').length;
  return readContent(rendered, { ...place, line: place.line + before }, depth + 1);
}

/** Reads a list of parts. Each is a text, or an object with type and content. */
function readArchive(text: string, place: FragmentPlace, depth: number): UserDataReading {
  const { value, problem, lineOf } = readTolerantYaml(text);
  if (problem !== undefined || !isYamlList(value)) return problemReading(problem ?? 'is not a list of parts', place);
  return allReadings(
    value.map((entry, index) => {
      const content = yamlText(yamlMember(entry, 'content'));
      const line = place.line - 1 + lineOf(content === undefined ? [index] : [index, 'content']);
      const inner = { where: [...place.where, `part ${(index + 1).toString()}`], line };
      return readTyped(yamlText(yamlMember(entry, 'type')) ?? '', content ?? yamlText(entry) ?? '', inner, depth + 1);
    }),
  );
}

function readInclude(text: string): UserDataReading {
  const lines = text.split('\n').map((line) => line.replace(/^\s*#include(-once)?/i, '').trim());
  const addresses = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return allReadings(
    addresses.map((address) =>
      fetchedReading(`the instance fetches ${address.replace(new RegExp(`[${UNKNOWN_CHARACTERS}]+`, 'g'), '...')}`),
    ),
  );
}

function readBottlerocket(text: string, place: FragmentPlace, depth: number): UserDataReading {
  const containers = containerUserData(text).map(({ container, text: inner }) =>
    readEncoded(inner, { where: [...place.where, container], line: 1 }, depth + 1),
  );
  return allReadings([fragmentReading('other', text, place), ...containers]);
}
