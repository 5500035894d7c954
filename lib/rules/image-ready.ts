import type { Severity } from '../finding';
import type { ImageNote } from '../images/image-verdict';
import { isImageId } from '../images/image-reference';
import { imagesAt, type NamedImage, type OpenImage } from '../launch/images/named-images';
import { servesNat } from '../launch/images/nat-launch';
import { offendingValues, type NamedValue } from '../launch/offending-values';
import { launchSpecifications } from '../launch/specification/launch-specifications';
import type { Launch, LaunchReference } from '../launch/launches';
import { regionOf } from '../template/values/parameters';
import type { SiteValue } from '../launch/site-reading';
import { imageRemedy, type ImageRemedy } from './advice/image-advice';
import { missingCommands } from './advice/missing-commands';
import { suitsOf } from './advice/image-suits';
import { imageSpellingAt } from './advice/spelling';
import { imageChangeOf } from './advice/wording';
import { CANNOT_PROVE, reportCannotProve } from './image-findings/cannot-prove';
import { ENA_TOO_OLD, reportOldEna } from './image-findings/old-ena';
import { FREE_PARAMETER, reportOpenImage, UNRESOLVED } from './image-findings/open-image';
import { defineRule, type Knowledge } from './rule';

const NOT_READY = "image '{{image}}' is {{what}}: {{remedy}}";

const ABOUT_AN_IMAGE = {
  paravirtual: NOT_READY,
  instanceStore: NOT_READY,
  enaDisabled: NOT_READY,
  tooOld: NOT_READY,
  failedProbe: NOT_READY,
  notAnId: NOT_READY,
  unproven: "image '{{image}}' is {{what}}, so it is not known to carry the ENA and NVMe drivers: {{remedy}}",
  notLookedUp: "image '{{image}}' is {{what}}: {{remedy}}",
  vanished: "image '{{image}}' has been missing from EC2{{since}} ({{what}}): {{remedy}}",
  unavailable: "image '{{image}}' is not available{{since}} ({{what}}): {{remedy}}",
  deprecated: "image '{{image}}' has been deprecated{{since}} ({{what}}): {{remedy}}",
  endOfLife: "image '{{image}}' reached end of life{{since}} ({{what}}): {{remedy}}",
} as const;

export const imageReady = defineRule({
  name: 'image-ready',
  meta: {
    description: 'Require machine images that are known to boot on Nitro: HVM, EBS-backed, with ENA and NVMe drivers',
    severity: 'error',
    messages: {
      ...ABOUT_AN_IMAGE,
      enaTooOld: ENA_TOO_OLD,
      cannotProve: CANNOT_PROVE,
      unresolved: UNRESOLVED,
      launchTemplateOutside:
        'launch template {{name}} is not defined in the checked templates, so its machine image is unknown: set the image here, or check the template that defines it as well',
      freeParameter: FREE_PARAMETER,
    },
    doubts: {
      unproven: 'unresolved',
      notLookedUp: 'unresolved',
      unresolved: 'unresolved',
      launchTemplateOutside: 'unresolved',
      freeParameter: 'unresolved',
    },
    references: [
      'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/enhanced-networking-ena.html',
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html',
    ],
  },
  checkLaunch(launch, context) {
    const { images, report } = context;
    for (const siteValue of launch.siteValuesOf('machine-image')) {
      const { named, open } = imagesAt(siteValue, images);
      if (open.length === 0 && named.every(isUnremarkable)) continue;
      const remarks = named
        .filter(({ when }) => !launch.isSuperseded(siteValue, when))
        .flatMap((image) => remarkOn(image, siteValue, launch, context));
      for (const id of new Set(remarks.map((remark) => remark.id))) {
        const offending = offendingValues(
          launch,
          siteValue,
          remarks.filter((remark) => remark.id === id),
        );
        if (offending === undefined) continue;
        const { text: image, severity, what, since = '', remedy, lookup, image: sameImage } = offending.primary;
        const change = remedy.keepsImage === true ? '' : imageChangeOf(launch);
        const details = [remedy.details, recordAll(id, offending.values), aboutStatement(id, open), change];
        const fix = details.filter((part) => part !== '').join('. ');
        const data = { image, what, since, remedy: remedy.inMessage };
        const sharedBy = sameImage === undefined ? lookup : JSON.stringify(sameImage);
        const own = launch.call?.isGiven === true && severity === undefined ? 'warning' : severity;
        const about = { ...(own === undefined ? {} : { severity: own }), ...(sharedBy === undefined ? {} : { sharedBy }) };
        report(id, { ...offending.finding, ...about, ...(fix === '' ? {} : { fix }), data });
      }

      reportOpenImage(launch, siteValue, context);
    }
    reportOldEna(launch, context);
    reportCannotProve(launch, context);
    for (const use of uncheckedTemplates(launch)) {
      report('launchTemplateOutside', { at: use, severity: 'warning', data: { name: use.name } });
    }
  },
});

/** A message about an image, before images of one message become one finding. */
interface Remark extends NamedValue {
  readonly id: keyof typeof ABOUT_AN_IMAGE;
  readonly severity?: Severity;
  readonly what: string;
  /** The date, with its preposition and a blank before it: ` since 2026-01-01`, ` on 2026-01-01`. */
  readonly since?: string;
  readonly remedy: ImageRemedy;
  /** The look-up that returns the image. */
  readonly lookup?: string;
  /** The notes on the image itself, which do not depend on its launches. */
  readonly image?: readonly string[];
}

function isUnremarkable({ verdict }: NamedImage): boolean {
  return verdict.readiness === 'ready' && verdict.note === undefined;
}

function remarkOn(image: NamedImage, siteValue: SiteValue, launch: Launch, known: Knowledge): readonly Remark[] {
  const { text, origin, when, verdict } = image;
  const { word } = siteValue.site;
  if (isUnremarkable(image)) return [];
  const region = launch.template.region ?? regionOf(when);
  const spelling = imageSpellingAt(launch, siteValue, origin, known.spellingOf);
  const isForNat = verdict.isForNat === true || servesNat(launch);
  const suits = suitsOf(launch, known);
  const advised = imageRemedy({
    text,
    verdict,
    word,
    region,
    suits,
    spelling,
    isForNat,
    mayLookUp: mayLookUp(image, launch, known),
    policyIsInCode: known.policyIsInCode,
  });
  const missing = missingCommands(launch, `${advised.inMessage} ${advised.details}`, known.spellingOf);
  const remedy = { ...advised, details: [advised.details, missing].filter((part) => part !== '').join('. ') };
  const { lookup } = verdict;
  const about = { text, origin, what: verdict.text, remedy, ...(lookup === undefined ? {} : { lookup }) };
  switch (verdict.readiness) {
    case 'not-ready':
      return [{ ...about, id: verdict.reason }];
    case 'unproven':
      // `CUSTOM` leaves the image to the launch template, which is checked itself.
      if (word === 'eks-ami-type' && verdict.reason === 'ownImage') return [];
      return verdict.reason === 'notLookedUp' ? [{ ...about, id: 'notLookedUp', severity: 'info' }] : [{ ...about, id: 'unproven' }];
    case 'ready':
      if (verdict.note === undefined) return [];
      // One note for an image in many launches, if it says the same.
      return [
        {
          ...about,
          ...remarkOnNote(verdict.note),
          ...(verdict.note.kind === 'end-of-life' && { image: [text, remedy.inMessage] }),
        },
      ];
  }
}

/** Tells whether a look-up of the CDK may ask about the image. Only an app may: only a cloud assembly names the account. */
function mayLookUp({ text, verdict }: NamedImage, { template }: Launch, { images }: Knowledge): boolean {
  if (images.lookedUp !== undefined || images.statementsLockedAt !== undefined) return false;
  return template.account !== undefined && template.region !== undefined && (isImageId(text) || verdict.lookup !== undefined);
}

/** Adds how to record all images of a mapping, since the remedy names one. */
function recordAll(id: Remark['id'], images: readonly NamedValue[]): string {
  const ids = images.filter(({ text }) => isImageId(text));
  if (id !== 'unproven' || ids.length < 2) return '';
  return `'cdk-nitro images record --from-app FOLDER' records all ${String(ids.length)} images, each in its Region`;
}

/** Describes why a statement about the images that the deployment gives leaves the images in the template unproven. */
function aboutStatement(id: Remark['id'], open: readonly OpenImage[]): string {
  const statement = open.map((image) => image.statement).find((each) => each?.counts);
  if (id !== 'unproven' || statement?.counts !== true) return '';
  return `the statement at ${statement.voucher.at} covers images given at deployment, not those in the template`;
}

const NOTES = {
  'end-of-life': { id: 'endOfLife', severity: 'info' },
  deprecated: { id: 'deprecated', severity: 'warning' },
  unavailable: { id: 'unavailable', severity: 'warning' },
  vanished: { id: 'vanished', severity: 'warning' },
} as const satisfies Readonly<Record<ImageNote['kind'], Pick<Remark, 'id' | 'severity'>>>;

function remarkOnNote({ kind, since }: ImageNote): Pick<Remark, 'id' | 'severity' | 'since'> {
  const preposition = kind === 'end-of-life' ? 'on' : 'since';
  return { ...NOTES[kind], ...(since === undefined ? {} : { since: ` ${preposition} ${since}` }) };
}

/** Finds unchecked launch templates that alone may set the image. Those that may set the type too are reported by instance-type-resolvable. */
function uncheckedTemplates(launch: Launch): readonly LaunchReference[] {
  if (!launch.launchTemplates.some((use) => use.launch === undefined) || !launch.launchesAnything) return [];
  const uses = launchSpecifications(launch).flatMap((specification) =>
    specification.read('instance-type').unchecked.length > 0 ? [] : specification.read('machine-image').unchecked,
  );
  return [...new Map(uses.map((use) => [`${use.path} ${use.name}`, use])).values()];
}
