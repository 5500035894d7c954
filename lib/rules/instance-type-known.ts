import { editDistance } from '../base/edit-distance';
import { EXAMPLE_INSTANCE_TYPE } from '../catalog/successor';
import { namedTypes, TYPE_KINDS } from '../launch/types/named-types';
import { offendingValues } from '../launch/offending-values';
import { scalarText } from '../template/values/outcome';
import { abridged, propertyName } from './advice/wording';
import { defineRule } from './rule';

export const instanceTypeKnown = defineRule({
  name: 'instance-type-known',
  meta: {
    description: 'Require values that name an EC2 instance type',
    severity: 'error',
    messages: {
      unknown: "'{{value}}' is not an EC2 instance type: did you mean '{{suggestion}}'",
      notAType: "'{{value}}' is not an EC2 instance type: use one, such as '{{example}}'",
      notAText: "'{{value}}' is not a string: write an instance type, such as '{{example}}'",
    },
    references: ['https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html'],
  },
  checkLaunch(launch, { catalog, report }) {
    for (const siteValue of launch.siteValuesOf(TYPE_KINDS)) {
      const values = namedTypes(siteValue, catalog);
      if (values.length === siteValue.outcomes.length && values.every(({ meaning }) => meaning.is !== 'unknown')) continue;
      const unknown = values.flatMap(({ text, origin, written = [], meaning }) =>
        meaning.is === 'unknown' ? [{ text, origin, written, suggestion: meaning.suggestion }] : [],
      );
      const offending = offendingValues(launch, siteValue, unknown);
      if (offending !== undefined) {
        const { text: value, suggestion } = offending.primary;
        const fix = `${propertyName(siteValue.path)}: write '${suggestion ?? EXAMPLE_INSTANCE_TYPE}'${suggestion === undefined ? ', or the type you need' : ''}`;
        if (suggestion === undefined) report('notAType', { ...offending.finding, fix, data: { value, example: EXAMPLE_INSTANCE_TYPE } });
        else {
          const edits = offending.replacements((each) => likelyMeant(each));
          report('unknown', { ...offending.finding, fix, edits, data: { value, suggestion } });
        }
      }
      for (const outcome of siteValue.outcomes) {
        if (outcome.kind !== 'known' || scalarText(outcome.value) !== undefined) continue;
        const value = abridged(outcome.value);
        const fix = `${propertyName(siteValue.path)}: write '${EXAMPLE_INSTANCE_TYPE}', or the type you need`;
        report('notAText', {
          at: siteValue,
          values: [value],
          origin: outcome.origin,
          fix,
          data: { value, example: EXAMPLE_INSTANCE_TYPE },
        });
      }
    }
  },
});

/** Returns the suggestion for a value that is one edit away from it: of a value further away, only its author knows what is meant. */
function likelyMeant({ text, suggestion }: { readonly text: string; readonly suggestion: string | undefined }): string | undefined {
  return suggestion !== undefined && editDistance(text, suggestion) === 1 ? suggestion : undefined;
}
