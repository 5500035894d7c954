import type { Catalog } from '../catalog/catalog';
import type { Severity } from '../finding';
import type { ImageNote } from '../images/image-judgement';
import { isImageId } from '../images/image-reference';
import type { KnownImages } from '../images/judge-image';
import { imagesAt, type JudgedImage } from '../launched/judged-images';
import { namesArm64Only } from '../launched/launch-parts';
import { TYPE_KINDS } from '../launched/named-types';
import { namedValues, offenceOf, type NamedValue } from '../launched/offence';
import { launchSpecifications } from '../template/launch-specifications';
import type { Launch, TypeSource } from '../template/launches';
import { regionOf } from '../template/parameters';
import { isAtSite, type Choice } from '../template/site-walk';
import { exampleOf, remedyFor } from './advice/image-advice';
import { imageChangeOf, propertyName } from './advice/wording';
import { defineRule } from './rule';

const NOT_READY = "image '{{image}}' is {{what}}: {{remedy}}";

const NONE_BY_DEFAULT = 'by default no image is named here';

const ABOUT_AN_IMAGE = {
  paravirtual: NOT_READY,
  instanceStore: NOT_READY,
  enaDisabled: NOT_READY,
  tooOld: NOT_READY,
  notAnId: NOT_READY,
  unproven: "image '{{image}}' is {{what}}, so it is not known to carry the ENA and NVMe drivers: {{remedy}}",
  notLookedUp: "image '{{image}}' is {{what}}: {{remedy}}",
  vanished: "image '{{image}}' is gone{{since}} ({{what}}): {{remedy}}",
  unavailable: "image '{{image}}' is not available{{since}} ({{what}}): {{remedy}}",
  deprecated: "image '{{image}}' is deprecated{{since}} ({{what}}): {{remedy}}",
  endOfLife: "image '{{image}}' is no longer maintained{{since}} ({{what}}): {{remedy}}",
} as const;

export const imageReady = defineRule({
  name: 'image-ready',
  meta: {
    description: 'Require machine images that are known to boot on Nitro: HVM, EBS-backed, with ENA and NVMe drivers',
    severity: 'error',
    messages: {
      ...ABOUT_AN_IMAGE,
      unresolved: 'the machine image cannot be decided before deployment, because {{reason}}: {{remedy}}',
      launchTemplateOutside:
        'launch template {{name}} is defined outside what is checked, so its machine image is not known: set the image here, or check the template that defines it as well',
      freeParameter: '{{reason}}, though {{byDefault}}: list the images it may take in AllowedValues',
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
  checkLaunch(launch, { catalog, images, report }) {
    for (const choice of launch.choicesOf('machine-image')) {
      const { judged, open } = imagesAt(choice, launch.template, images);
      const remarks = judged
        .filter(({ when }) => !launch.isSuperseded(choice, when))
        .flatMap((image) => remarkOn(image, choice, launch, catalog));
      for (const id of new Set(remarks.map((remark) => remark.id))) {
        const offence = offenceOf(
          launch,
          choice,
          remarks.filter((remark) => remark.id === id),
        );
        if (offence === undefined) continue;
        const { text: image, severity, what, since = '', remedy } = offence.primary;
        const fix = `${propertyName(choice.path)}: ${remedy}${atOnce(id, offence.values)}. ${imageChangeOf(launch)}`;
        report(id, { ...offence.finding, ...(severity === undefined ? {} : { severity }), fix, data: { image, what, since, remedy } });
      }

      const [first] = open;
      if (first === undefined || !isOnlyTheImage(choice, launch)) continue;
      const { reason, origin } = first;
      const isFree = open.every((each) => each.reason.kind === 'parameter' && each.reason.hasDefault);
      const byDefault = isFree ? defaultImage(launch, choice, images) : undefined;
      if (byDefault?.judgement.readiness === 'ready' || (isFree && launch.isSilentByDefault(choice.path))) {
        const values = byDefault === undefined ? [] : [byDefault.text];
        const fix = `parameter '${reason.kind === 'parameter' ? reason.name : ''}': add AllowedValues with the images it may take`;
        const data = {
          reason: reason.text,
          byDefault: values.map((image) => `the default '${image}' is ready for Nitro`)[0] ?? NONE_BY_DEFAULT,
        };
        report('freeParameter', { at: choice, severity: 'warning', values, origin, fix, data });
      } else if (byDefault === undefined || !judged.some((image) => isReportedAs(image, byDefault))) {
        const example = exampleOf(choice.site.word, namesArm64Only(launch, catalog) ? { architecture: 'arm64' } : {});
        const remedy = `take it from a public parameter, for example '${example}', or from a mapping or AllowedValues`;
        const fix = `${propertyName(choice.path)}: ${remedy}. ${imageChangeOf(launch)}`;
        report('unresolved', { at: choice, origin, fix, data: { reason: reason.text, remedy } });
      }
    }
    for (const use of outsideTemplates(launch)) {
      report('launchTemplateOutside', { at: use, severity: 'warning', data: { name: use.name } });
    }
  },
});

/** What is to be said of an image; `id` is that of the message. */
interface Remark extends NamedValue {
  readonly id: keyof typeof ABOUT_AN_IMAGE;
  readonly severity?: Severity;
  readonly what: string;
  /** Since when, with a blank before it: ` since 2026-01-01`. */
  readonly since?: string;
  readonly remedy: string;
}

function remarkOn(image: JudgedImage, { site: { word } }: Choice, launch: Launch, catalog: Catalog): readonly Remark[] {
  const { text, origin, when, judgement } = image;
  if (judgement.readiness === 'ready' && judgement.note === undefined) return [];
  const region = launch.template.region ?? regionOf(when);
  const remedy = remedyFor({ text, judgement, word, region, onArm64: namesArm64Only(launch, catalog) });
  const about = { text, origin, what: judgement.text, remedy };
  switch (judgement.readiness) {
    case 'not-ready':
      return [{ ...about, id: judgement.reason }];
    case 'unproven':
      // The launch template that it is left to is judged itself.
      if (word === 'eks-ami-type' && judgement.reason === 'ownImage') return [];
      return judgement.reason === 'notLookedUp' ? [{ ...about, id: 'notLookedUp', severity: 'info' }] : [{ ...about, id: 'unproven' }];
    case 'ready':
      return judgement.note === undefined ? [] : [{ ...about, ...remarkOnNote(judgement.note) }];
  }
}

/** How to learn of all the images of a mapping, where the remedy names one. */
function atOnce(id: Remark['id'], images: readonly NamedValue[]): string {
  const ids = images.filter(({ text }) => isImageId(text));
  if (id !== 'unproven' || ids.length < 2) return '';
  return `. 'cdk-nitro images record --from-app FOLDER' asks for each of the ${String(ids.length)}, in the Region it stands for`;
}

const NOTES = {
  'end-of-life': { id: 'endOfLife', severity: 'info' },
  deprecated: { id: 'deprecated', severity: 'warning' },
  unavailable: { id: 'unavailable', severity: 'warning' },
  vanished: { id: 'vanished', severity: 'warning' },
} as const satisfies Readonly<Record<ImageNote['kind'], Pick<Remark, 'id' | 'severity'>>>;

function remarkOnNote({ kind, since }: ImageNote): Pick<Remark, 'id' | 'severity' | 'since'> {
  return { ...NOTES[kind], ...(since === undefined ? {} : { since: ` since ${since}` }) };
}

/** Launch templates that are not at hand, where they alone may name the image. Where they name the type as well, another rule says so. */
function outsideTemplates(launch: Launch): readonly TypeSource[] {
  if (!launch.launchTemplates.some((use) => use.launch === undefined) || !launch.launchesAnything) return [];
  const uses = launchSpecifications(launch).flatMap((specification) =>
    specification.value('instance-type').outside.length > 0 ? [] : specification.value('machine-image').outside,
  );
  return [...new Map(uses.map((use) => [`${use.path} ${use.name}`, use])).values()];
}

/** Where more than the image is undecided, the instance type is as well, and the rule about that says so. */
function isOnlyTheImage(choice: Choice, { definition }: Launch): boolean {
  return isAtSite(choice) || !definition.sites.some(({ kind }) => TYPE_KINDS.some((each) => each === kind));
}

/** Whether what is said of an image is said of the default as well, and is no mere note. */
function isReportedAs({ text, judgement }: JudgedImage, byDefault: JudgedImage): boolean {
  return text === byDefault.text && judgement.reason !== 'notLookedUp';
}

/** The image when every parameter keeps its default; undefined where that is not one. */
function defaultImage(launch: Launch, choice: Choice, images: KnownImages): JudgedImage | undefined {
  const outcomes = launch.byDefault(choice.path);
  const { judged, open } = imagesAt({ ...choice, outcomes }, launch.template, images);
  const named = namedValues(outcomes);
  return open.length === 0 && named.length <= 1 ? judged[0] : undefined;
}
