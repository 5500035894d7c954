import { HOLE } from '../../base/hole';
import type { ImageVerdict } from '../../images/image-verdict';
import { readImageReference, writeParameter } from '../../images/image-reference';
import { judgeImage, judgeParentImage, type KnownImages, type ParameterStatement, statementOn } from '../../images/judge-image';
import type { LaunchedIn } from '../../images/queried-images';
import { withoutProof } from '../../images/recorded-image-verdict';
import {
  judgeBatchImageType,
  judgeBeanstalkPlatform,
  judgeCloud9Alias,
  judgeEksAmiType,
  judgeEmrRelease,
} from '../../images/service-images';
import type { Assumptions } from '../../template/values/assumptions';
import type { ImageWord } from '../sites';
import { scalarText, type Origin, type Outcome, type Unresolved } from '../../template/values/outcome';
import { regionOf } from '../../template/values/parameters';
import type { FoldedValue, SiteValue } from '../site-reading';
import { builtImageOf, type BuiltImage } from './built-image';
import type { NamedValue } from '../offending-values';

/** A machine image that a launch may boot, and the verdict on it. */
export interface NamedImage extends NamedValue {
  /** An image id, the path of a parameter, or a service's own word. */
  readonly text: string;
  readonly origin: Origin;
  readonly when: Assumptions;
  readonly verdict: ImageVerdict;
}

/** The images in one place of a launch. */
export interface ImagesAt {
  /** One entry for each known outcome. */
  readonly named: readonly NamedImage[];
  /** Outcomes that cannot be decided before deployment. */
  readonly open: readonly OpenImage[];
}

/** An image that cannot be decided before deployment. */
export interface OpenImage extends Unresolved {
  /** The policy's statement about the parameter with the image. Absent if there is none. */
  readonly statement?: ParameterStatement;
}

/** Verdicts for one set of known images. They are kept: several rules ask about the same value, and many launches name the same image. */
interface KeptVerdicts {
  readonly byFolded: WeakMap<FoldedValue, ImagesAt>;
  readonly byText: Map<string, ImageVerdict>;
}

const keptVerdicts = new WeakMap<KnownImages, KeptVerdicts>();

function keptFor(images: KnownImages): KeptVerdicts {
  const known = keptVerdicts.get(images);
  if (known !== undefined) return known;
  const kept = { byFolded: new WeakMap(), byText: new Map() };
  keptVerdicts.set(images, kept);
  return kept;
}

/** Returns the possible images of a value of a launch. */
export function imagesAt({ folded }: SiteValue, images: KnownImages): ImagesAt {
  const { byFolded } = keptFor(images);
  const earlier = byFolded.get(folded);
  if (earlier !== undefined) return earlier;
  const found = judgeOutcomes(folded, images, 0);
  byFolded.set(folded, found);
  return found;
}

/** The number of images built from each other that are followed back to the first. A circle of images has no first. */
const MOST_BUILDS = 5;

function judgeOutcomes({ template, word, outcomes }: FoldedValue, images: KnownImages, builds: number): ImagesAt {
  const named: NamedImage[] = [];
  const open: OpenImage[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'absent') continue;
    const image = imageText(outcome);
    if (image !== undefined) {
      const { origin, when } = outcome;
      const { id, account } = template;
      const verdict = judgeText(image.text, word, images, { region: template.region ?? regionOf(when), account, template: id });
      named.push({ text: image.shown, origin, when, verdict: image.isPath === true ? withPlainReplacement(verdict) : verdict });
      continue;
    }
    if (outcome.kind !== 'unresolved') continue;
    const built = builds < MOST_BUILDS ? builtImageOf(outcome, word, template) : undefined;
    if (built === undefined) {
      open.push(withStatement(outcome, images));
      continue;
    }
    const first = judgeOutcomes(built.parent.folded, images, builds + 1);
    for (const each of first.named) {
      const verdict = judgeBuilt(each.verdict, built, images);
      named.push({ ...each, verdict, when: outcome.when, origin: [...each.origin, ...outcome.origin] });
    }
    open.push(...first.open.map((each) => ({ ...each, when: outcome.when })));
  }
  return { named, open };
}

function withStatement(outcome: Unresolved, images: KnownImages): OpenImage {
  const statement = outcome.givenTo === undefined ? undefined : statementOn(outcome.givenTo, images);
  return statement === undefined ? outcome : { ...outcome, statement };
}

/**
 * Returns the verdict on an image that is built from another one. Its components may have replaced the ENA driver. If the policy demands a
 * probe of one's own images, the recipe needs one.
 */
function judgeBuilt(parent: ImageVerdict, { isTested }: BuiltImage, { proofDemandedAt }: KnownImages): ImageVerdict {
  const { oldEna: _ofParent, ...verdict } = parent;
  if (proofDemandedAt === undefined || isTested || verdict.readiness !== 'ready') return verdict;
  return { ...verdict, readiness: 'unproven', ...withoutProof('built by a recipe that does not probe it', proofDemandedAt) };
}

interface ImageText {
  /** The form that the verdict is about. */
  readonly text: string;
  /** The form that messages show. */
  readonly shown: string;
  /** The image is known by the path of a parameter only. */
  readonly isPath?: true;
}

/** Returns the text of an image; undefined if it is undecided. The path of a Parameter Store parameter identifies the parameter's image. */
function imageText(outcome: Outcome): ImageText | undefined {
  if (outcome.kind === 'absent') return undefined;
  if (outcome.kind === 'known') {
    const text = scalarText(outcome.value) ?? JSON.stringify(outcome.value).slice(0, 80);
    return { text, shown: text };
  }
  const { reason, text = HOLE } = outcome;
  if (reason.kind !== 'ssm' || reason.path === undefined || text !== HOLE) return publicImageText(text);
  return { text: writeParameter(reason.path, 'dynamic-reference'), shown: reason.path, isPath: true };
}

/** Reads the ARN of a public image. The ARN names the same image in every partition and Region, so these may be undecided. */
function publicImageText(text: string): ImageText | undefined {
  const [, parameter] = /^\{\{resolve:ssm:arn:[^:}]+:ssm:[^:}]*:[^:}]*:parameter(\/aws\/service\/[^}]+)\}\}$/.exec(text) ?? [];
  if (parameter !== undefined && !parameter.includes(HOLE)) {
    return { text: writeParameter(parameter, 'dynamic-reference'), shown: parameter, isPath: true };
  }
  const [, service, name] = /^arn:[^:]+:(imagebuilder|elasticbeanstalk):[^:]*:(.+)$/s.exec(text) ?? [];
  if (service === undefined || name === undefined || name.includes(HOLE)) return undefined;
  return { text: `arn:aws:${service}::${name}`, shown: text.replaceAll(HOLE, '*') };
}

/** Writes the replacement for an image that is known by a parameter's path as a path too. */
function withPlainReplacement(verdict: ImageVerdict): ImageVerdict {
  const { replacement } = verdict;
  return replacement === undefined ? verdict : { ...verdict, replacement: replacement.replace(/^\{\{resolve:ssm:(.*)\}\}$/, '$1') };
}

function judgeText(text: string, word: ImageWord | undefined, images: KnownImages, at: LaunchedIn): ImageVerdict {
  const { byText } = keptFor(images);
  // Only an image that the CDK looks up may differ between accounts or templates.
  const place = images.queried === undefined ? '' : `${at.account ?? ''} ${at.template ?? ''}`;
  const key = `${word ?? ''} ${at.region ?? ''} ${place} ${text}`;
  const earlier = byText.get(key);
  if (earlier !== undefined) return earlier;
  const verdict = judgeWritten(text, word, images, at);
  byText.set(key, verdict);
  return verdict;
}

function judgeWritten(text: string, word: ImageWord | undefined, images: KnownImages, at: LaunchedIn): ImageVerdict {
  switch (word) {
    case 'eks-ami-type':
      return judgeEksAmiType(text);
    case 'batch-image-type':
      return judgeBatchImageType(text);
    case 'beanstalk-platform':
      return judgeBeanstalkPlatform(text);
    case 'emr-release':
      return judgeEmrRelease(text);
    case 'cloud9-image':
      return readImageReference(text).kind === 'parameter' ? judgeImage(text, images, at.region, at) : judgeCloud9Alias(text);
    case 'image-builder-image':
      return judgeParentImage(text, images, at.region, at);
    default:
      return judgeImage(text, images, at.region, at);
  }
}
