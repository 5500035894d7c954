import type { ImageJudgement, UnprovenReason } from './image-judgement';
import { readImageReference, writeParameter } from './image-reference';
import type { RecordedImages } from './image-record';
import { judgePublicParameter } from './public-parameters';
import { judgeRecordedImage } from './recorded-image-judgement';
import { findRecord } from './recorded-images';
import { judgeImageBuilderImage } from './service-images';

const IMAGE_ID = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html';
const RESOLVE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html';
const DYNAMIC = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html';
const LOOKUP = 'https://docs.aws.amazon.com/cdk/v2/guide/context.html';
const MARKETPLACE = 'https://docs.aws.amazon.com/marketplace/latest/userguide/ami-products.html';

/** What images are judged by. */
export interface KnownImages {
  readonly recorded: RecordedImages;
  /** `YYYY-MM-DD`, for what is deprecated. */
  readonly today: string;
}

/**
 * What is to be thought of the image that a text stands for, at a property that takes an image id. Aliases and types that are
 * a service's own words have judgements of their own; here they are no image ids.
 *
 * @param region where it is launched, if that is known
 */
export function judgeImage(text: string, { recorded, today }: KnownImages, region?: string): ImageJudgement {
  const reference = readImageReference(text);
  switch (reference.kind) {
    case 'id': {
      const record = findRecord(recorded, reference.id, region);
      if (record !== undefined) return judgeRecordedImage(record, today);
      return unproven(
        'notRecorded',
        IMAGE_ID,
        `'${text}', which is not among the recorded images${region === undefined ? '' : ` of ${region}`}`,
      );
    }
    case 'parameter': {
      const judgement = judgePublicParameter(reference.parameter);
      const { replacement } = judgement;
      return replacement === undefined ? judgement : { ...judgement, replacement: writeParameter(replacement, reference.syntax) };
    }
    case 'arn':
      return reference.arn.includes(':imagebuilder:') ? judgeImageBuilderImage(reference.arn) : notAnId(text);
    case 'bare-path':
      return {
        ...notAnId(text),
        source: RESOLVE,
        text: `not an image id but the path of a parameter, '${text}', which nothing resolves as it stands`,
        replacement: writeParameter(text, 'dynamic-reference'),
      };
    case 'not-looked-up':
      return unproven('notLookedUp', LOOKUP, 'not looked up yet: this is the placeholder of a first synthesis');
    case 'marketplace-product':
      return unproven('notInTable', MARKETPLACE, 'a product of AWS Marketplace, which its seller builds');
    case 'dynamic':
      return unproven('ownParameter', DYNAMIC, 'whatever the reference resolves to when the stack is deployed');
    case 'other':
      return notAnId(text);
  }
}

function unproven(reason: UnprovenReason, source: string, text: string): ImageJudgement {
  return { readiness: 'unproven', reason, source, text };
}

function notAnId(text: string): ImageJudgement {
  return { readiness: 'not-ready', reason: 'notAnId', source: IMAGE_ID, text: `not an image id: '${text}'` };
}
