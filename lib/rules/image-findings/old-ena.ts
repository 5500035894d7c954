import type { Launch } from '../../launch/launches';
import { namesArm64Only } from '../../launch/launch-parts';
import { offendingValues } from '../../launch/offending-values';
import { exampleImage } from '../advice/image-advice';
import { imageChangeOf, propertyName, quotedList } from '../advice/wording';
import { imagesWithOldEna } from '../demands/old-ena-images';
import { suggestedMembers, suggestedType } from '../demands/suggested-type';
import type { RuleContext } from '../rule';

export const ENA_TOO_OLD = "image '{{image}}' has {{ena}}, but {{needing}} ENA {{minimum}} or later: use {{remedy}}";

/** Reports images whose ENA driver is too old for the types that they may be launched on. */
export function reportOldEna(launch: Launch, context: RuleContext<{ readonly enaTooOld: typeof ENA_TOO_OLD }>): void {
  for (const [siteValue, images] of imagesWithOldEna(launch, context)) {
    const offending = offendingValues(launch, siteValue, images);
    if (offending === undefined) continue;
    const { text: image, oldEna, types, chosen, verdict, specified } = offending.primary;
    const { minimum } = oldEna;
    const byImage = `an image with ENA ${minimum} or later`;
    const replaced = { siteValue: chosen.specified.value, text: chosen.text };
    const suggest = chosen.names === 'type' ? suggestedType : suggestedMembers;
    const [first] = types;
    const { written } =
      chosen.names === 'requirements' || first === undefined ? {} : suggest(chosen.specified.launch, replaced, first.name, context);
    const remedy = written === undefined ? byImage : `'${written}', or ${byImage}`;
    const names = types.map(({ name }) => name);
    const needing = `${quotedList(names, 3)} ${names.length === 1 ? 'needs' : 'need'}`;
    const { word } = siteValue.site;
    const example = exampleImage(word, namesArm64Only(launch, context.catalog) ? { ...verdict, architecture: 'arm64' } : verdict);
    const byType = written === undefined ? '' : `, or write '${written}' in ${propertyName(chosen.specified.value.path)}`;
    const fix = `${propertyName(siteValue.path)}: use ${byImage}, for example '${example}'${byType}. ${imageChangeOf(launch)}`;
    const at = specified.launch === launch ? siteValue : specified.at;
    context.report('enaTooOld', { ...offending.finding, at, fix, data: { image, ena: oldEna.text, needing, minimum, remedy } });
  }
}
