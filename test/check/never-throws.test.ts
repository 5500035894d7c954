import fc from 'fast-check';
import { check, type RuleSeverity, type TemplateInput } from '../../lib/check';
import { rules } from '../../lib/rules';
import type { Json } from '../../lib/base/json/json';
import { templates } from './template-arbitrary';
import { runs } from '../property-runs';

const severities = new Map<string, RuleSeverity>(rules.map(({ name }) => [name, 'error']));

test('no template makes the check throw', () => {
  fc.assert(
    fc.property(templates, fc.option(templates, { nil: undefined }), fc.boolean(), (template, child, isCircular) => {
      const nested = new Map([
        ['A', 'child'],
        ['B', isCircular ? 'template' : 'child'],
      ]);
      const inputs: TemplateInput[] = [
        { id: 'template', template: template as Json, nested },
        ...(child === undefined ? [] : [{ id: 'child', template: child as Json, nested, region: 'us-east-1' }]),
      ];
      const { findings, launches } = check(inputs, { severities, parameters: new Map([['A', 't2.micro']]) });
      expect(launches).toBeGreaterThanOrEqual(0);
      for (const { message, path, values } of findings)
        expect([message, path, ...values].every((text) => typeof text === 'string')).toBe(true);
    }),
    { numRuns: runs(2000) },
  );
});
