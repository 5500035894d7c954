import type { KnownImages } from '../../images/judge-image';
import { imagesAt, type NamedImage, type OpenImage } from '../../launch/images/named-images';
import { servesNat } from '../../launch/images/nat-launch';
import type { Launch } from '../../launch/launches';
import { namedValues } from '../../launch/offending-values';
import type { SiteValue } from '../../launch/site-reading';
import { isAtSite } from '../../launch/site-walk';
import { TYPE_KINDS } from '../../launch/types/named-types';
import { exampleImage } from '../advice/image-advice';
import { suitsOf } from '../advice/image-suits';
import { imageSpellingAt, namesAt } from '../advice/spelling';
import { vouchingStatements } from '../advice/statement-advice';
import { imageChangeOf } from '../advice/wording';
import type { RuleContext } from '../rule';

export const UNRESOLVED = 'the machine image cannot be decided before deployment, because {{reason}}: {{remedy}}';
export const FREE_PARAMETER = '{{reason}}; {{byDefault}}: {{remedy}}';

interface Messages extends Readonly<Record<string, string>> {
  readonly unresolved: typeof UNRESOLVED;
  readonly freeParameter: typeof FREE_PARAMETER;
}

const UNSET_BY_DEFAULT = 'by default no image is set here';

/** Reports an image that cannot be decided before deployment, unless a statement vouches for the image that the deployment provides. */
export function reportOpenImage(launch: Launch, siteValue: SiteValue, context: RuleContext<Messages>): void {
  const { images, report } = context;
  const { named, open: all } = imagesAt(siteValue, images);
  // A parameter in place of an object above the image gives more than an image.
  const open = isAtSite(siteValue) ? all.filter(({ statement }) => statement?.counts !== true) : all;
  const [first] = open;
  if (first === undefined || !isOnlyTheImage(siteValue, launch)) return;
  const { reason, origin } = first;
  const allowedValues = namesAt(launch, siteValue.path, context.spellingOf).member('AllowedValues');
  const statements = isAtSite(siteValue) ? vouchingStatements(open, context) : [];
  const takers = statements.length > 0 && context.policyIsInCode ? ['NitroStandard.enforce and nitro.json take imageStatements'] : [];
  const isFree = open.every((each) => each.reason.kind === 'parameter' && each.reason.hasDefault);
  const byDefault = isFree ? defaultImage(launch, siteValue, images) : undefined;
  if (byDefault?.verdict.readiness === 'ready' || (isFree && launch.isUnsetByDefault(siteValue.path))) {
    const values = byDefault === undefined ? [] : [byDefault.text];
    const allowed = `parameter '${reason.kind === 'parameter' ? reason.name : ''}': add ${allowedValues} with the images it may take`;
    const fix = [allowed, ...takers].join('. ');
    const known = values.map((image) => `only the default '${image}' is known to be ready for Nitro`)[0] ?? UNSET_BY_DEFAULT;
    const remedy = [`list the allowed images in ${allowedValues}`, ...statements].join(', or ');
    report('freeParameter', {
      at: siteValue,
      severity: 'warning',
      values,
      origin,
      fix,
      data: { reason: describeReason(first), byDefault: known, remedy },
    });
  } else if (byDefault === undefined || !named.some((image) => isReportedAs(image, byDefault))) {
    const { word } = siteValue.site;
    const isForNat = servesNat(launch);
    const spelling = imageSpellingAt(launch, siteValue, [], context.spellingOf);
    const example = isForNat
      ? ''
      : `an example of a public parameter is ${spelling.image(exampleImage(word, {}, suitsOf(launch, context)), word)}. `;
    const holders = isForNat ? `a mapping or ${allowedValues} can hold the possible images. ` : '';
    const fix = [`${example}${holders}${imageChangeOf(launch)}`, ...takers].join('. ');
    const ways = [...(isForNat ? [] : ['use a public parameter']), 'put the possible images in the template', ...statements];
    const remedy = [ways.slice(0, -1).join(', '), ways.at(-1)].filter((part) => part !== '').join(', or ');
    // An undecided image of a call is a warning, as in instance-type-resolvable.
    const severity = launch.call === undefined ? {} : ({ severity: 'warning' } as const);
    report('unresolved', { at: siteValue, ...severity, origin, fix, data: { reason: describeReason(first), remedy } });
  }
}

/** Returns the reason, with the reason why the policy's statement about the image does not count. */
function describeReason({ reason, statement }: OpenImage): string {
  return statement?.counts === false ? `${reason.text}; ${statement.text}` : reason.text;
}

/**
 * Tells whether only the image is undecided. If an object above it is, the instance type is undecided too, and instance-type-resolvable
 * reports it.
 */
function isOnlyTheImage(siteValue: SiteValue, { definition }: Launch): boolean {
  return isAtSite(siteValue) || !definition.sites.some(({ kind }) => TYPE_KINDS.some((each) => each === kind));
}

/** Tells whether the image is the default one, and reported as more than a note. */
function isReportedAs({ text, verdict }: NamedImage, byDefault: NamedImage): boolean {
  return text === byDefault.text && verdict.reason !== 'notLookedUp';
}

/** Finds the image when every parameter keeps its default; undefined unless it is exactly one. */
function defaultImage(launch: Launch, siteValue: SiteValue, images: KnownImages): NamedImage | undefined {
  const outcomes = launch.byDefault(siteValue.path);
  const { named, open } = imagesAt(siteValue.withOutcomes(outcomes), images);
  return open.length === 0 && namedValues(outcomes).length <= 1 ? named[0] : undefined;
}
