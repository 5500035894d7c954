import { HOLE } from '../../base/hole';
import type { ImageVerdict } from '../../images/image-verdict';
import { readImageReference, writeParameter } from '../../images/image-reference';
import { judgeImage, judgeParentImage, type KnownImages } from '../../images/judge-image';
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
import type { SiteValue } from '../site-reading';
import type { Template } from '../../template/template';
import { parentImageOf } from './built-image';
import type { NamedValue } from '../offending-values';

/** A machine image that a launch may boot, and what is to be thought of it. */
export interface NamedImage extends NamedValue {
  /** An image id, the path of a parameter, or a service's own word. */
  readonly text: string;
  readonly origin: Origin;
  readonly when: Assumptions;
  readonly verdict: ImageVerdict;
}

/** The images at one place of a launch. */
export interface ImagesAt {
  /** Each text once for each way it comes about. */
  readonly named: readonly NamedImage[];
  /** What cannot be decided before deployment. */
  readonly open: readonly Unresolved[];
}

/** What was judged before: several rules ask the same of a choice, and many launches name the same image. A list of outcomes is of one site's word. */
interface Judged {
  readonly outcomes: WeakMap<readonly Outcome[], ImagesAt>;
  readonly texts: Map<string, ImageVerdict>;
}

const verdictsBy = new WeakMap<KnownImages, Judged>();

function verdictsWith(images: KnownImages): Judged {
  const known = verdictsBy.get(images);
  if (known !== undefined) return known;
  const judged = { outcomes: new WeakMap(), texts: new Map() };
  verdictsBy.set(images, judged);
  return judged;
}

/** The images that a choice of a launch may turn out to be. */
export function imagesAt(siteValue: SiteValue, template: Template, images: KnownImages): ImagesAt {
  const { outcomes } = verdictsWith(images);
  const earlier = outcomes.get(siteValue.outcomes);
  if (earlier !== undefined) return earlier;
  const found = judgeOutcomes(siteValue, template, images, 0);
  outcomes.set(siteValue.outcomes, found);
  return found;
}

/** Images that are built from each other, from the last to the first. A circle of them has no first. */
const MOST_BUILDS = 5;

function judgeOutcomes({ site, outcomes }: SiteValue, template: Template, images: KnownImages, builds: number): ImagesAt {
  const judged: NamedImage[] = [];
  const open: Unresolved[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'absent') continue;
    const image = textOf(outcome);
    if (image !== undefined) {
      const { origin, when } = outcome;
      const verdict = judgeText(image.text, site.word, images, template.region ?? regionOf(when));
      judged.push({ text: image.shown, origin, when, verdict: image.isPath === true ? withPlainReplacement(verdict) : verdict });
      continue;
    }
    if (outcome.kind !== 'unresolved') continue;
    const parent = builds < MOST_BUILDS ? parentImageOf(outcome, site, template) : undefined;
    if (parent === undefined) {
      open.push(outcome);
      continue;
    }
    const first = judgeOutcomes(parent, template, images, builds + 1);
    judged.push(...first.named.map((each) => ({ ...each, when: outcome.when, origin: [...each.origin, ...outcome.origin] })));
    open.push(...first.open.map((each) => ({ ...each, when: outcome.when })));
  }
  return { named: judged, open };
}

interface ImageText {
  /** In the form that is judged. */
  readonly text: string;
  /** What people know it by. */
  readonly shown: string;
  /** Known by the path of a parameter alone. */
  readonly isPath?: true;
}

/** Undefined where it cannot be decided. A path of Parameter Store is as good as what it holds. */
function textOf(outcome: Outcome): ImageText | undefined {
  if (outcome.kind === 'absent') return undefined;
  if (outcome.kind === 'known') {
    const text = scalarText(outcome.value) ?? JSON.stringify(outcome.value).slice(0, 80);
    return { text, shown: text };
  }
  const { reason, text = HOLE } = outcome;
  if (reason.kind !== 'ssm' || reason.path === undefined || text !== HOLE) return anywhere(text);
  return { text: writeParameter(reason.path, 'dynamic-reference'), shown: reason.path, isPath: true };
}

/** An ARN of something public is the same in every partition and Region, which `AWS::Region` leaves to the deployment. */
function anywhere(text: string): ImageText | undefined {
  const [, parameter] = /^\{\{resolve:ssm:arn:[^:}]+:ssm:[^:}]*:[^:}]*:parameter(\/aws\/service\/[^}]+)\}\}$/.exec(text) ?? [];
  if (parameter !== undefined && !parameter.includes(HOLE)) {
    return { text: writeParameter(parameter, 'dynamic-reference'), shown: parameter, isPath: true };
  }
  const [, service, name] = /^arn:[^:]+:(imagebuilder|elasticbeanstalk):[^:]*:(.+)$/s.exec(text) ?? [];
  if (service === undefined || name === undefined || name.includes(HOLE)) return undefined;
  return { text: `arn:aws:${service}::${name}`, shown: text.replaceAll(HOLE, '*') };
}

/** What is known by the path of a parameter is replaced by another path. */
function withPlainReplacement(verdict: ImageVerdict): ImageVerdict {
  const { replacement } = verdict;
  return replacement === undefined ? verdict : { ...verdict, replacement: replacement.replace(/^\{\{resolve:ssm:(.*)\}\}$/, '$1') };
}

function judgeText(text: string, word: ImageWord | undefined, images: KnownImages, region: string | undefined): ImageVerdict {
  const { texts } = verdictsWith(images);
  const key = `${word ?? ''} ${region ?? ''} ${text}`;
  const earlier = texts.get(key);
  if (earlier !== undefined) return earlier;
  const verdict = judgeWritten(text, word, images, region);
  texts.set(key, verdict);
  return verdict;
}

function judgeWritten(text: string, word: ImageWord | undefined, images: KnownImages, region: string | undefined): ImageVerdict {
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
      return readImageReference(text).kind === 'parameter' ? judgeImage(text, images, region) : judgeCloud9Alias(text);
    case 'image-builder-image':
      return judgeParentImage(text, images, region);
    default:
      return judgeImage(text, images, region);
  }
}
