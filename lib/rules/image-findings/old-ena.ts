import type { Launch } from '../../launch/launches';
import { offendingValues } from '../../launch/offending-values';
import type { SiteValue } from '../../launch/site-reading';
import { exampleImage } from '../advice/image-advice';
import { suitsOf } from '../advice/image-suits';
import { imageSpellingAt } from '../advice/spelling';
import { imageChangeOf, quotedList } from '../advice/wording';
import { imagesWithOldEna, type OldEnaImage } from '../demands/old-ena-images';
import { suggestedMembers, suggestedType } from '../demands/suggested-type';
import type { CoveringPlace, Knowledge, RuleContext } from '../rule';

export const ENA_TOO_OLD = "image '{{image}}' has {{ena}}, but {{needing}} ENA {{minimum}} or later: use {{remedy}}";

/** Reports images whose ENA driver is too old for the types that they may be launched on. */
export function reportOldEna(launch: Launch, context: RuleContext<{ readonly enaTooOld: typeof ENA_TOO_OLD }>): void {
  for (const { siteValue, images, coveredBy } of reportedImages(launch, context)) {
    const offending = offendingValues(launch, siteValue, images);
    if (offending === undefined) continue;
    const { text: image, origin, oldEna, types, chosen, verdict, specified } = offending.primary;
    const { minimum } = oldEna;
    const byImage = `an image with ENA ${minimum} or later`;
    const replaced = { siteValue: chosen.specified.value, text: chosen.text };
    const suggest = chosen.names === 'type' ? suggestedType : suggestedMembers;
    const [first] = types;
    const { written, spelled = '' } =
      chosen.names === 'requirements' || first === undefined ? {} : suggest(chosen.specified.launch, replaced, first.name, context);
    const remedy = written === undefined ? byImage : `${spelled}, or ${byImage}`;
    const names = types.map(({ name }) => name);
    const needing = `${quotedList(names, 3)} ${names.length === 1 ? 'needs' : 'need'}`;
    const { word } = siteValue.site;
    const spelling = imageSpellingAt(launch, siteValue, origin, context.spellingOf);
    const example = spelling.image(exampleImage(word, verdict, suitsOf(launch, context)), word);
    const fix = `an example of a public image is ${example}. ${imageChangeOf(launch)}`;
    const at = specified.launch === launch ? siteValue : specified.at;
    context.report('enaTooOld', { ...offending.finding, at, coveredBy, fix, data: { image, ena: oldEna.text, needing, minimum, remedy } });
  }
}

interface ReportedImages {
  readonly siteValue: SiteValue;
  readonly images: readonly OldEnaImage[];
  readonly coveredBy: CoveringPlace | undefined;
}

/** Lists the images of each report: those of one place, apart from images whose types are replaced anyway. */
function reportedImages(launch: Launch, known: Knowledge): readonly ReportedImages[] {
  return [...imagesWithOldEna(launch, known)].flatMap(([siteValue, images]) => {
    const open = images.filter(({ coveredBy }) => coveredBy === undefined);
    return [
      ...(open.length === 0 ? [] : [{ siteValue, images: open, coveredBy: undefined }]),
      ...images
        .filter(({ coveredBy }) => coveredBy !== undefined)
        .map((image) => ({ siteValue, images: [image], coveredBy: image.coveredBy })),
    ];
  });
}
