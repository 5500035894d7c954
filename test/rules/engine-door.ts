import { check } from '../../lib/check';
import { onlyRules } from '../check/only-rules';
import type { Door, TemplateObject } from './door';
import { TODAY } from './door';

/** A nested stack with this TemplateURL nests the template itself, which a construct tree cannot. */
export const OWN_FILE = 'template.json';

export const engine: Door = {
  name: 'engine',
  tells: 'everything',
  findings: (template, { rules, severities, images, demands, imageProof }) =>
    check([{ id: OWN_FILE, template: template as never, nested: selfNested(template) }], {
      severities: new Map([...onlyRules(...rules), ...severities]),
      demands,
      images: { recorded: images, today: TODAY, ...(imageProof === 'probe' && { proofDemandedAt: 'nitro.json:1' }) },
    }).findings,
};

/** The nested stacks that nest the template they stand in, by logical id. */
export function selfNested({ Resources }: TemplateObject): ReadonlyMap<string, string> {
  const resources = Object.entries(Resources as Record<string, { readonly Properties?: { readonly TemplateURL?: unknown } }>);
  return new Map(
    resources.filter(([, { Properties }]) => Properties?.TemplateURL === OWN_FILE).map(([logicalId]) => [logicalId, OWN_FILE]),
  );
}
