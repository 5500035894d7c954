import { Catalog } from '../../catalog/catalog';
import { encodeCatalog } from '../../catalog/catalog-encoding';
import { readCatalogFile } from '../../catalog/catalog-file';
import { contradictionOf } from '../../catalog/closed-set';
import { refuseDroppedFields } from '../../catalog/dropped-fields';
import { readDescribeInstanceTypes } from '../../catalog/describe-instance-types';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { MalformedCatalogError } from '../../catalog/malformed-catalog-error';
import { DESCRIBE_INSTANCE_TYPES, describeInstanceTypes } from './catalog-api';
import { readCatalogArguments, type CatalogArguments } from './catalog-arguments';
import { recordingFile } from './companion-file';
import { loadEc2Sdk } from './ec2-api';
import { readRecordedFile, replaceRecordedFile } from './recorded-file';
import { readSavedAnswer } from './saved-answer';
import { EXIT_PASSED, EXIT_UNUSABLE, UnusableError, UsageError, type Terminal } from '../terminal';

/** An answer of DescribeInstanceTypes. */
interface Answer {
  /** The origin in messages: a file, or `DescribeInstanceTypes in eu-west-1`. */
  readonly origin: string;
  /** Absent for a saved answer. */
  readonly region?: string;
  readonly types: readonly InstanceTypeFacts[];
}

/**
 * Runs `cdk-nitro catalog record`.
 *
 * @throws UsageError for arguments that do not make sense, also as a rejection
 */
export function runCatalog(args: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = args;
  if (command !== 'record') throw new UsageError(`catalog takes record${command === undefined ? '' : `, not '${command}'`}`);
  return runCatalogRecord(rest, terminal);
}

/**
 * Records EC2's instance types in `nitro-catalog.json`. A Region or file that cannot be read is a line on stderr and exit code 2, and
 * nothing is written: an incomplete catalog would look like a complete one.
 */
async function runCatalogRecord(args: readonly string[], terminal: Terminal): Promise<number> {
  const given = readCatalogArguments(args);
  const file = given.output ?? recordingFile('catalog', terminal);
  const before = readCatalogText(terminal.cwd, file);
  const answers: Answer[] = [];
  const sources = await sourcesOf(given, terminal);
  for (const read of sources) {
    try {
      answers.push(await read());
    } catch (error) {
      if (!(error instanceof UnusableError)) throw error;
      terminal.err(`cdk-nitro: ${error.message}\n`);
    }
  }
  if (answers.length < sources.length) return EXIT_UNUSABLE;

  const types = merge(answers);
  const text = encodeCatalog({ source: sourceOf(answers), retrieved: terminal.today, types: [...types.values()] });
  const catalog = parseCatalog(text, answers);
  if (text !== before) replaceRecordedFile(terminal.cwd, file, text);

  const bundled = Catalog.bundled();
  const fresh = catalog.names.filter((name) => types.has(name) && bundled.find(name) === undefined);
  for (const name of fresh) terminal.out(`${name}  ${catalog.judge(name).kind}\n`);
  terminal.out(`${file}: ${types.size} instance types, ${fresh.length} of them not in the catalog of ${bundled.retrieved}\n`);
  return EXIT_PASSED;
}

async function sourcesOf({ regions, profile, from }: CatalogArguments, terminal: Terminal): Promise<(() => Answer | Promise<Answer>)[]> {
  if (from.length > 0) {
    return from.map((file) => () => ({ origin: file, types: readTypes(readSavedAnswer(file, DESCRIBE_INSTANCE_TYPES, terminal), file) }));
  }
  const sdk = await loadEc2Sdk(DESCRIBE_INSTANCE_TYPES, terminal.cwd);
  return (regions.length > 0 ? regions : [undefined]).map((wanted) => async () => {
    const { region, answer } = await describeInstanceTypes(sdk, { region: wanted, profile });
    if (answer.length === 0) throw new UnusableError(`${region}: EC2 has returned no instance types: check the Region`);
    const origin = `DescribeInstanceTypes in ${region}`;
    return { origin, region, types: readTypes({ InstanceTypes: answer }, origin) };
  });
}

function readTypes(answer: unknown, origin: string): InstanceTypeFacts[] {
  if (typeof answer === 'object' && answer !== null && 'NextToken' in answer) {
    throw new UnusableError(
      `${origin}: the answer is incomplete, since it has a 'NextToken': save it again without --max-items and --no-paginate`,
    );
  }
  try {
    const types = readDescribeInstanceTypes(answer);
    refuseDroppedFields(typesIn(answer), types, Catalog.bundled());
    for (const type of types) {
      const contradiction = contradictionOf(type, Catalog.bundled());
      if (contradiction !== undefined) throw new UnusableError(`${origin}: ${contradiction}: save EC2's own answer`);
    }
    return types;
  } catch (error) {
    if (error instanceof MalformedCatalogError) throw new UnusableError(`${origin}: ${error.message}`);
    throw error;
  }
}

/** Returns the types of an answer as EC2 gave them. */
function typesIn(answer: unknown): readonly unknown[] {
  return typeof answer === 'object' && answer !== null && 'InstanceTypes' in answer && Array.isArray(answer.InstanceTypes)
    ? answer.InstanceTypes
    : [];
}

/** Merges answers. A type in several answers is taken from the first, or from one that says Xen: errs towards a finding. */
function merge(answers: readonly Answer[]): ReadonlyMap<string, InstanceTypeFacts> {
  const types = new Map<string, InstanceTypeFacts>();
  for (const type of answers.flatMap((answer) => answer.types)) {
    const known = types.get(type.name);
    if (known === undefined || (known.builtOnNitro && !type.builtOnNitro)) types.set(type.name, type);
  }
  return types;
}

/** Describes the source of a catalog. The text does not depend on the order of the Regions. */
function sourceOf(answers: readonly Answer[]): string {
  const regions = answers.map(({ region }) => region).filter((region) => region !== undefined);
  return `EC2 DescribeInstanceTypes, ${regions.length === 0 ? 'saved output' : [...new Set(regions)].sort().join(', ')}`;
}

/**
 * Parses the catalog as a check will read it.
 *
 * @throws UnusableError if EC2's answer has figures that a catalog cannot hold
 */
function parseCatalog(text: string, answers: readonly Answer[]): Catalog {
  try {
    return Catalog.parse(text);
  } catch (error) {
    if (!(error instanceof MalformedCatalogError)) throw error;
    throw new UnusableError(`${answers.map(({ origin }) => origin).join(', ')}: ${error.message}`);
  }
}

/**
 * Reads the catalog that a recording replaces; undefined if there is no file.
 *
 * @throws UnusableError if the file is not a catalog and so must not be overwritten
 */
function readCatalogText(cwd: string, file: string): string | undefined {
  const text = readRecordedFile(cwd, file);
  if (text === undefined) return undefined;
  try {
    readCatalogFile(text);
    return text;
  } catch (error) {
    if (!(error instanceof MalformedCatalogError)) throw error;
    throw new UnusableError(`${file} is not a catalog: remove it, or name another file with --output`);
  }
}
