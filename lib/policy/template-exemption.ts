import { isObject, member, type Json, type Pointer } from '../base/json/json';
import { list, object, oneOf, optional, required, type Refuse } from '../base/shape';
import { calendarDay, reason } from './policy-document';

/** The key of a resource's metadata for exemptions: `Metadata: { cdk-nitro: { exempt: [{ rule, reason, expires? }] } }`. */
const METADATA_KEY = 'cdk-nitro';

/** A decision in a template to accept the findings of one rule on the resource. */
export interface TemplateExemption {
  readonly rule: string;
  readonly reason: string;
  /** The last day on which it is valid, `YYYY-MM-DD`; absent if it does not expire. */
  readonly expires?: string;
  /** In the document. */
  readonly pointer: Pointer;
}

/** A member of a resource's metadata that is not a valid exemption. */
export interface MalformedExemption {
  readonly pointer: Pointer;
  readonly problem: string;
}

class Malformed extends Error {
  public constructor(
    public readonly at: Pointer,
    problem: string,
  ) {
    super(problem);
  }
}

const refuse: Refuse = (at, problem) => {
  throw new Malformed(at, problem);
};

/**
 * Reads the exemptions of a resource; none if it has none.
 *
 * @param body the resource
 * @param at the resource's place in the document
 */
export function readTemplateExemptions(
  body: Json,
  at: Pointer,
  ruleNames: readonly string[],
): readonly TemplateExemption[] | MalformedExemption {
  const metadata = isObject(body) ? member(body, 'Metadata') : undefined;
  const written = isObject(metadata) ? member(metadata, METADATA_KEY) : undefined;
  if (written === undefined) return NONE;
  const place = [...at, 'Metadata', METADATA_KEY];
  try {
    const { exempt } = shapeFor(ruleNames).read(written, place, refuse);
    return exempt.map(({ rule, reason: why, expires }, index) => ({
      rule,
      reason: why,
      ...(expires === undefined ? {} : { expires }),
      pointer: [...place, 'exempt', index],
    }));
  } catch (error) {
    if (error instanceof Malformed) return { pointer: error.at, problem: error.message };
    throw error;
  }
}

const NONE: readonly TemplateExemption[] = [];

function shapeFor(ruleNames: readonly string[]) {
  const exemption = object({
    rule: required(oneOf('a rule', ruleNames), 'The rule whose findings on the resource are accepted.'),
    reason: required(reason, 'Says why the findings are accepted, and by whom.'),
    expires: optional(calendarDay, 'The last day on which the exemption is valid.'),
  });
  return object({ exempt: required(list(exemption, 'exemptions'), 'The accepted findings.') });
}
