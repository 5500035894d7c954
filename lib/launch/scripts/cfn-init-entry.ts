import { isList, isObject, member, type Json } from '../../base/json/json';
import { Assumptions } from '../../template/values/assumptions';
import { scalarText } from '../../template/values/outcome';
import type { Text } from '../../template/values/texts/text';
import { fileLanguage } from '../../user-data/file-language';
import { quoteWords } from '../../user-data/scripts/quote';
import type { SiteValue } from '../site-reading';

/** System folders: a relative path in one of them may show a habit. */
const OF_SYSTEM = /^\/(?:sys|proc|dev|etc)(?:\/|$)/;
/** A relative path that means a different file in a different folder. */
const RELATIVE = /(?:^|[\s"'=])hypervisor\//;
/** A Mustache tag. cfn-init replaces it by a value of the file's context. */
const TAG = /\{\{\{?&?[ \t]*([\w.-]+)[ \t]*\}?\}\}/g;

/** Returns a property beside a value in a cfn-init entry; undefined if it is not written there. */
function besideValue({ pointer, folded: { template } }: SiteValue, name: string): Json | undefined {
  const entry = template.nodeAt(pointer.slice(0, -1));
  return isObject(entry) ? member(entry, name) : undefined;
}

/** Returns the path of the file that a cfn-init value belongs to. */
export function fileOf({ path }: SiteValue): string {
  const [, file = ''] = /\/files\/(.*)\/(?:content|source)(?:\/\d+)*$/.exec(path) ?? [];
  return file;
}

/** Returns the name of the service that a cfn-init value belongs to; undefined if it belongs to something else. */
export function serviceOf({ path }: SiteValue): string | undefined {
  return /\/services\/[^/]+\/(.*)\/ensureRunning$/.exec(path)?.[1];
}

/** Tells whether a file is a script by its path or its mode. cfn-init needs no first line for that. */
export function isRunFile(siteValue: SiteValue): boolean {
  const mode = scalarText(besideValue(siteValue, 'mode') ?? '') ?? '';
  return fileLanguage(fileOf(siteValue), '') !== 'other' || /^\d*[1357]\d*$/.test(mode.slice(-3));
}

/** Replaces the tags of a file by the values of its context. */
export function withContext(text: Text, siteValue: SiteValue): Text {
  if (siteValue.site.kind !== 'cfn-init-file') return text;
  const context = besideValue(siteValue, 'context');
  if (!isObject(context)) return text;
  const { template } = siteValue.folded;
  return text.flatMap((part): Text => {
    if (typeof part !== 'string') return [part];
    const filled: Text[number][] = [];
    let at = 0;
    for (const tag of part.matchAll(TAG)) {
      const [written, name = ''] = tag;
      const value = member(context, name);
      if (value === undefined) continue;
      filled.push(part.slice(at, tag.index), ...template.texts.read(value, siteValue.pointer, Assumptions.NONE));
      at = tag.index + written.length;
    }
    return [...filled, part.slice(at)].filter((piece) => piece !== '');
  });
}

/** Returns the command that changes to a command's folder, if it is a system folder; otherwise undefined. */
export function folderCommand(siteValue: SiteValue): Text | undefined {
  const folder = besideValue(siteValue, 'cwd');
  if (folder === undefined || isList(folder)) return undefined;
  const text = siteValue.folded.template.texts.read(folder, siteValue.pointer, Assumptions.NONE);
  const [only, ...others] = text;
  if (typeof only !== 'string' || others.length > 0) return ['cd ', ...text, '; '];
  const isNeeded =
    OF_SYSTEM.test(only) ||
    siteValue.outcomes.some((outcome) => outcome.kind === 'known' && RELATIVE.test(scalarText(outcome.value) ?? ''));
  return isNeeded ? [`cd ${quoteWords([only])}; `] : undefined;
}
