import { readDescribeImages, type DescribedImages } from '../../images/describe-images';
import type { RecordedImages } from '../../images/image-record';
import { MalformedImagesError } from '../../images/malformed-images-error';
import { type AcceptedEvidence, judgeRecord } from '../../images/judge-image';
import type { Policy } from '../../policy/policy';
import { acceptedEvidence } from '../../policy/standard';
import { findRecord, formatRecordedImages } from '../../images/recorded-images';
import { addRecording, type Recording } from '../../images/recording';
import { usedImages } from '../../launch/used-images';
import { policyInForce } from '../policy-in-force';
import { recordingFile } from './companion-file';
import { loadEc2Sdk } from './ec2-api';
import { DESCRIBE_IMAGES, describeImages } from './images-api';
import { readRecordArguments, type RecordArguments } from './images-arguments';
import { readImagesFile, writeImagesFile } from './images-file';
import { imageLine } from './images-text';
import { whileLocked } from './file-lock';
import { findTemplates } from '../inputs/find-templates';
import { readSavedAnswer } from './saved-answer';
import { EXIT_PASSED, EXIT_UNUSABLE, UnusableError, type Terminal } from '../terminal';

/** The ids to ask for, by Region; undefined for the AWS SDK's own Region. */
type Wanted = ReadonlyMap<string | undefined, readonly string[]>;

/** The images of one Region, and the ids that were asked for. */
interface Answer extends DescribedImages {
  readonly region: string;
  readonly ids: readonly string[];
}

/**
 * Runs `cdk-nitro images record`: adds EC2's descriptions of images to `nitro-images.json`. An image that cannot be described is a line
 * on stderr and exit code 2. Records that the file already holds are kept in any case.
 */
export async function runImagesRecord(args: readonly string[], terminal: Terminal): Promise<number> {
  const given = readRecordArguments(args, terminal.env);
  const file = given.output ?? recordingFile('recordedImages', terminal);
  const recorder = new Recorder(readImagesFile(terminal.cwd, file) ?? new Map(), given, terminal);
  if (given.from !== undefined) recorder.add(readSaved(given.from, given, terminal), 'saved');
  else await recorder.ask(given.fromApp === undefined ? new Map([[given.region, given.ids]]) : recorder.wantedBy(given.fromApp));
  return recorder.finish(file);
}

class Recorder {
  private images: RecordedImages;
  private readonly recordings: Recording[] = [];
  private failed = false;
  private readonly policy: Policy;
  private readonly accepted: AcceptedEvidence;

  public constructor(
    private readonly before: RecordedImages,
    private readonly given: RecordArguments,
    private readonly terminal: Terminal,
  ) {
    this.images = before;
    this.policy = policyInForce(terminal);
    this.accepted = acceptedEvidence(this.policy, terminal.today);
  }

  /** Lists the image ids in an app that are not recorded as ready yet, by Region. */
  public wantedBy(app: string): Wanted {
    const { templates, unreadable: failures } = findTemplates([app], { cwd: this.terminal.cwd, readStdin: this.terminal.readStdin });
    for (const { file, line, message } of failures) this.fail(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
    const inputs = templates.map(({ input }) => input);
    const { launchSites } = this.policy;
    const wanted = new Map<string, string[]>();
    for (const { id, region = this.given.region, template } of usedImages(inputs, { launchSites })) {
      if (region === undefined) this.fail(`${template}: the Region of ${id} is not known: use --region, or set AWS_REGION`);
      else if (!this.isReady(id, region)) wanted.set(region, [...new Set(wanted.get(region)).add(id)]);
    }
    if (wanted.size === 0 && !this.failed) this.terminal.err('no image ids to record\n');
    return wanted;
  }

  /** Asks one Region after the other. A Region that fails does not stop the others. */
  public async ask(wanted: Wanted): Promise<void> {
    if (wanted.size === 0) return;
    const sdk = await loadEc2Sdk(DESCRIBE_IMAGES, this.terminal.cwd);
    for (const [region, ids] of wanted) {
      try {
        const answer = await describeImages(sdk, ids, { region, profile: this.given.profile });
        this.add({ ...answer, ids }, 'asked');
      } catch (error) {
        if (!(error instanceof UnusableError)) throw error;
        this.fail(error.message);
      }
    }
  }

  /** Adds an answer to the records. Marks an image as vanished only if EC2 was asked: a saved answer may omit images. */
  public add({ region, ids, images, problems }: Answer, source: 'asked' | 'saved'): void {
    for (const problem of problems.values()) this.fail(problem);
    const missing = ids.filter((id) => !images.has(id) && !problems.has(id));
    const vanished = source === 'asked' ? missing.filter((id) => findRecord(this.images, id, region) !== undefined) : [];
    const recording = {
      region,
      today: this.terminal.today,
      described: images,
      missing: vanished,
      ...(this.given.nvmeVerifiedBy === undefined ? {} : { statement: this.given.nvmeVerifiedBy }),
    };
    this.recordings.push(recording);
    this.images = addRecording(this.images, recording);
    const isKnown = new Set([...images.keys(), ...vanished]);
    for (const id of isKnown) this.tell(id, region);
    for (const id of missing.filter((each) => !isKnown.has(each))) {
      const where =
        source === 'asked'
          ? `EC2 has no image ${id} in ${region}, or does not show it to this account`
          : `${String(this.given.from)} has no image ${id}`;
      this.fail(`${where}: check the id and the Region`);
    }
  }

  /** Adds the recordings to the file as it is now: another run may have added its own meanwhile. */
  public finish(file: string): number {
    const { cwd } = this.terminal;
    if (formatRecordedImages(this.images) !== formatRecordedImages(this.before)) {
      whileLocked(cwd, file, () => {
        writeImagesFile(cwd, file, this.recordings.reduce(addRecording, readImagesFile(cwd, file) ?? new Map()));
      });
    }
    return this.failed ? EXIT_UNUSABLE : EXIT_PASSED;
  }

  private isReady(id: string, region: string): boolean {
    const record = findRecord(this.images, id, region);
    return record !== undefined && judgeRecord(record, this.accepted).readiness === 'ready';
  }

  private tell(id: string, region: string): void {
    const record = findRecord(this.images, id, region);
    if (record !== undefined) this.terminal.out(`${imageLine({ id, region, record }, this.accepted)}\n`);
  }

  private fail(line: string): void {
    this.failed = true;
    this.terminal.err(`cdk-nitro: ${line}\n`);
  }
}

/** Reads a saved answer: all of its images, or only those with the given ids. */
function readSaved(from: string, { ids, region = '' }: RecordArguments, terminal: Terminal): Answer {
  const answer = readSavedAnswer(from, DESCRIBE_IMAGES, terminal);
  try {
    const { images, problems } = readDescribeImages(answer, from);
    if (images.size === 0 && problems.size === 0 && ids.length === 0) {
      throw new UnusableError(`${from}: holds no images: check the arguments of '${DESCRIBE_IMAGES.command}'`);
    }
    const isWanted = ([id]: readonly [string, unknown]): boolean => ids.length === 0 || ids.includes(id);
    return { region, ids, images: new Map([...images].filter(isWanted)), problems: new Map([...problems].filter(isWanted)) };
  } catch (error) {
    if (error instanceof MalformedImagesError) throw new UnusableError(error.message);
    throw error;
  }
}
