import { EXAMPLE_INSTANCE_TYPE } from '../catalog/successor';
import { judgedValues, TYPE_KINDS } from '../launched/named-types';
import { offenceOf } from '../launched/offence';
import { scalarText } from '../template/outcome';
import { abridged, propertyName } from './advice/wording';
import { defineRule } from './rule';

export const instanceTypeKnown = defineRule({
  name: 'instance-type-known',
  meta: {
    description: 'Require values that name an EC2 instance type',
    severity: 'error',
    messages: {
      unknown: "'{{value}}' is not an EC2 instance type: did you mean '{{suggestion}}'",
      notAType: "'{{value}}' is not an EC2 instance type: write one, for example '{{example}}'",
      notAText: "'{{value}}' stands where an instance type belongs: write one as a text, for example '{{example}}'",
    },
    references: ['https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html'],
  },
  checkLaunch(launch, { catalog, report }) {
    for (const choice of launch.choicesOf(TYPE_KINDS)) {
      const values = judgedValues(choice, catalog);
      if (values.length === choice.outcomes.length && values.every(({ meaning }) => meaning.is !== 'unknown')) continue;
      const unknown = values.flatMap(({ text, origin, meaning }) =>
        meaning.is === 'unknown' ? [{ text, origin, suggestion: meaning.suggestion }] : [],
      );
      const offence = offenceOf(launch, choice, unknown);
      if (offence !== undefined) {
        const { text: value, suggestion } = offence.primary;
        const fix = `${propertyName(choice.path)}: write '${suggestion ?? EXAMPLE_INSTANCE_TYPE}'${suggestion === undefined ? ', or the type you need' : ''}`;
        if (suggestion === undefined) report('notAType', { ...offence.finding, fix, data: { value, example: EXAMPLE_INSTANCE_TYPE } });
        else report('unknown', { ...offence.finding, fix, data: { value, suggestion } });
      }
      for (const outcome of choice.outcomes) {
        if (outcome.kind !== 'known' || scalarText(outcome.value) !== undefined) continue;
        const value = abridged(outcome.value);
        const fix = `${propertyName(choice.path)}: write '${EXAMPLE_INSTANCE_TYPE}', or the type you need`;
        report('notAText', { at: choice, values: [value], origin: outcome.origin, fix, data: { value, example: EXAMPLE_INSTANCE_TYPE } });
      }
    }
  },
});
