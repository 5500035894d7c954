import { grouped } from '../base/grouped';
import type { FindingOfFile } from './exemption';

/** The number of places of a look-up, or of an image, that are listed. */
const MOST_PLACES = 10;

/**
 * Merges the open findings on one look-up into one, and the notes on one image into one. The fix of a merged finding lists the other
 * places.
 *
 * @param apart names further properties by which findings stay separate
 */
export function oneForEachLookup<F extends FindingOfFile>(findings: readonly F[], apart: (finding: F) => string = () => ''): readonly F[] {
  if (!findings.some(({ sharedBy }) => sharedBy !== undefined)) return findings;
  const groups = grouped(findings, (finding) => {
    const { sharedBy, exempted, rule, messageId, severity, locked } = finding;
    if (sharedBy === undefined || exempted !== undefined) return finding;
    return JSON.stringify([sharedBy, rule, messageId, severity, locked, apart(finding)]);
  });
  return groups.map(({ first, others }) => (others.length === 0 ? first : { ...first, fix: fixOfAll(first, others) }));
}

function fixOfAll({ fix, messageId, sharedBy }: FindingOfFile, others: readonly FindingOfFile[]): string {
  const shown = others.slice(0, MOST_PLACES).map(placeOf);
  const rest = others.length - shown.length;
  const same =
    messageId === 'endOfLife'
      ? 'The same image is that of'
      : `${isOneOfSeveral(sharedBy) ? 'One of these look-ups' : 'The same look-up'} gives the image of`;
  const also = `${same} ${shown.join(', ')}${rest === 0 ? '' : ` and ${String(rest)} more`}`;
  return [...sentencesOf(fix), ...others.flatMap((each) => beyond(each.fix, fix)).slice(0, MOST_PLACES), also].join('. ');
}

/** Tells whether a placeholder stands for one of several look-ups. `sharedBy` then has their keys line by line. */
function isOneOfSeveral(sharedBy = ''): boolean {
  return sharedBy.includes('\n');
}

/**
 * Returns the part of another launch's fix that the first fix lacks. The effect of a change there is omitted: it belongs to the other
 * resource.
 */
function beyond(fix: string | undefined, first: string | undefined): readonly string[] {
  const known = sentencesOf(first);
  return sentencesOf(fix).filter((sentence) => !known.includes(sentence) && !sentence.startsWith('The change '));
}

function sentencesOf(fix = ''): readonly string[] {
  return fix === '' ? [] : fix.split(/\. (?=[A-Za-z'])/);
}

function placeOf({ constructPath, logicalId = '', template, file = template }: FindingOfFile): string {
  return constructPath ?? `${file}#${logicalId}`;
}
