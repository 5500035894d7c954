import { editDistance } from '../base/edit-distance';
import { EXAMPLE_INSTANCE_TYPE } from '../catalog/successor';
import { namedTypes, TYPE_KINDS } from '../launch/types/named-types';
import { offendingValues } from '../launch/offending-values';
import { scalarText } from '../template/values/outcome';
import { abridged, changeOf } from './advice/wording';
import { suggestedMembers, suggestedType } from './demands/suggested-type';
import { defineRule } from './rule';

export const instanceTypeKnown = defineRule({
  name: 'instance-type-known',
  meta: {
    description: 'Require values that name an EC2 instance type',
    severity: 'error',
    messages: {
      unknown: "'{{value}}' is not an EC2 instance type: {{remedy}}",
      notAType: "'{{value}}' is not an EC2 instance type: {{remedy}}",
      notAText: "'{{value}}' is not a string: {{remedy}}",
    },
    references: ['https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html'],
  },
  checkLaunch(launch, context) {
    const { report } = context;
    for (const siteValue of launch.siteValuesOf(TYPE_KINDS)) {
      const values = namedTypes(siteValue, context.catalog);
      if (values.length === siteValue.outcomes.length && values.every(({ meaning }) => meaning.is !== 'unknown')) continue;
      const unknown = values.flatMap(({ text, origin, written = [], meaning }) =>
        meaning.is === 'unknown' ? [{ text, origin, written, suggestion: meaning.suggestion }] : [],
      );
      const offending = offendingValues(launch, siteValue, unknown);
      if (offending !== undefined) {
        const { text: value, suggestion: meant } = offending.primary;
        const name = meant ?? EXAMPLE_INSTANCE_TYPE;
        const suggest = name.includes('.') ? suggestedType : suggestedMembers;
        const { written, spelled, remedy } = suggest(launch, { siteValue, text: value }, name, context);
        const fix = changeOf(launch, []);
        const replacements = written === undefined ? [] : [{ value, written }];
        if (meant === undefined) {
          const example = written === undefined ? remedy : `use one, such as ${spelled}`;
          report('notAType', { ...offending.finding, fix, data: { value, remedy: example } });
        } else
          report('unknown', {
            ...offending.finding,
            fix,
            replacements,
            edits: offending.replacements((each) => (each.text === value && isLikelyMeant(each) ? written : undefined)),
            data: { value, remedy: written === undefined ? remedy : `did you mean ${spelled}` },
          });
      }
      for (const outcome of siteValue.outcomes) {
        if (outcome.kind !== 'known' || scalarText(outcome.value) !== undefined) continue;
        const value = abridged(outcome.value);
        const { written, spelled, remedy } = suggestedType(launch, { siteValue }, EXAMPLE_INSTANCE_TYPE, context);
        const example = written === undefined ? remedy : `write an instance type, such as ${spelled}`;
        const found = { at: siteValue, values: [value], origin: outcome.origin, fix: changeOf(launch, []) };
        report('notAText', { ...found, data: { value, remedy: example } });
      }
    }
  },
});

/** Tells whether a value is one edit away from its suggestion. Only the author knows the meaning of a value that is further away. */
function isLikelyMeant({ text, suggestion }: { readonly text: string; readonly suggestion: string | undefined }): boolean {
  return suggestion !== undefined && editDistance(text, suggestion) === 1;
}
