import type { ImageJudgement } from '../images/image-judgement';
import { judgeImage, type KnownImages } from '../images/judge-image';
import { readImageReference, writeParameter } from '../images/image-reference';
import { judgePublicParameter } from '../images/public-parameters';
import {
  judgeBatchImageType,
  judgeBeanstalkPlatform,
  judgeCloud9Alias,
  judgeEksAmiType,
  judgeEmrRelease,
  judgeImageBuilderImage,
} from '../images/service-images';
import type { Assumptions } from '../template/assumptions';
import type { ImageWord } from '../template/launch-sites';
import { HOLE, scalarText, type Origin, type Outcome, type Unresolved } from '../template/outcome';
import { regionOf } from '../template/parameters';
import type { Choice } from '../template/site-walk';
import type { Template } from '../template/template';
import { parentImageOf } from './built-image';
import type { NamedValue } from './offence';

/** A machine image that a launch may boot, and what is to be thought of it. */
export interface JudgedImage extends NamedValue {
  /** An image id, the path of a parameter, or a service's own word. */
  readonly text: string;
  readonly origin: Origin;
  readonly when: Assumptions;
  readonly judgement: ImageJudgement;
}

/** The images at one place of a launch. */
export interface ImagesAt {
  /** Each text once for each way it comes about. */
  readonly judged: readonly JudgedImage[];
  /** What cannot be decided before deployment. */
  readonly open: readonly Unresolved[];
}

/** What was judged before: several rules ask the same of a choice, and many launches name the same image. A list of outcomes is of one site's word. */
interface Judged {
  readonly outcomes: WeakMap<readonly Outcome[], ImagesAt>;
  readonly texts: Map<string, ImageJudgement>;
}

const judgedBy = new WeakMap<KnownImages, Judged>();

function judgedWith(images: KnownImages): Judged {
  const known = judgedBy.get(images);
  if (known !== undefined) return known;
  const judged = { outcomes: new WeakMap(), texts: new Map() };
  judgedBy.set(images, judged);
  return judged;
}

/** The images that a choice of a launch may turn out to be. */
export function imagesAt(choice: Choice, template: Template, images: KnownImages): ImagesAt {
  const { outcomes } = judgedWith(images);
  const earlier = outcomes.get(choice.outcomes);
  if (earlier !== undefined) return earlier;
  const found = judgeOutcomes(choice, template, images, 0);
  outcomes.set(choice.outcomes, found);
  return found;
}

/** Images that are built from each other, from the last to the first. A circle of them has no first. */
const MOST_BUILDS = 5;

function judgeOutcomes({ site, outcomes }: Choice, template: Template, images: KnownImages, builds: number): ImagesAt {
  const judged: JudgedImage[] = [];
  const open: Unresolved[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'absent') continue;
    const image = textOf(outcome);
    if (image !== undefined) {
      const { origin, when } = outcome;
      judged.push({
        text: image.shown,
        origin,
        when,
        judgement: judgeText(image.text, site.word, images, template.region ?? regionOf(when)),
      });
      continue;
    }
    if (outcome.kind !== 'unresolved') continue;
    const parent = builds < MOST_BUILDS ? parentImageOf(outcome, template) : undefined;
    if (parent === undefined) {
      open.push(outcome);
      continue;
    }
    const first = judgeOutcomes(parent, template, images, builds + 1);
    judged.push(...first.judged.map((each) => ({ ...each, when: outcome.when, origin: [...each.origin, ...outcome.origin] })));
    open.push(...first.open.map((each) => ({ ...each, when: outcome.when })));
  }
  return { judged, open };
}

interface ImageText {
  /** In the form that is judged. */
  readonly text: string;
  /** What people know it by. */
  readonly shown: string;
}

/** Undefined where it cannot be decided. A path of Parameter Store is as good as what it holds. */
function textOf(outcome: Outcome): ImageText | undefined {
  if (outcome.kind === 'absent') return undefined;
  if (outcome.kind === 'known') {
    const text = scalarText(outcome.value) ?? JSON.stringify(outcome.value).slice(0, 80);
    return { text, shown: text };
  }
  const { reason, text = HOLE } = outcome;
  const arn = arnAnywhere(text);
  if (arn !== undefined) return { text: arn, shown: text.replaceAll(HOLE, '...') };
  if (reason.kind !== 'ssm' || reason.path === undefined || text !== HOLE) return undefined;
  return { text: writeParameter(reason.path, 'dynamic-reference'), shown: reason.path };
}

/**
 * An ARN of which no more than the partition and the Region are open, with some in their place: `arn:${AWS::Partition}:...`
 * names the same image wherever it is deployed.
 */
function arnAnywhere(text: string): string | undefined {
  const [arn, partition = '', service, region = '', ...rest] = text.split(':');
  if (arn !== 'arn' || rest.length === 0) return undefined;
  const closed = [arn, partition.replace(HOLE, 'aws'), service, region.replace(HOLE, 'us-east-1'), ...rest].join(':');
  return closed.includes(HOLE) ? undefined : closed;
}

function judgeText(text: string, word: ImageWord | undefined, images: KnownImages, region: string | undefined): ImageJudgement {
  const { texts } = judgedWith(images);
  const key = `${word ?? ''} ${region ?? ''} ${text}`;
  const earlier = texts.get(key);
  if (earlier !== undefined) return earlier;
  const judgement = judgeWritten(text, word, images, region);
  texts.set(key, judgement);
  return judgement;
}

function judgeWritten(text: string, word: ImageWord | undefined, images: KnownImages, region: string | undefined): ImageJudgement {
  const reference = readImageReference(text);
  const isParameter = reference.kind === 'parameter';
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
      return isParameter ? judgePublicParameter(reference.parameter) : judgeCloud9Alias(text);
    case 'image-builder-image':
      return reference.kind === 'arn' ? judgeImageBuilderImage(text) : judgeImage(text, images, region);
    default:
      return judgeImage(text, images, region);
  }
}
