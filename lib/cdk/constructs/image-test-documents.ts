import { gzipSync } from 'node:zlib';
import { sha256 } from '../../base/sha256';
import { PROBE_SCRIPT } from '../../images/image-test-names';

/**
 * The number of characters that Image Builder accepts in `Data`:
 * https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_CreateComponent.html
 */
export const LONGEST_DOCUMENT = 16_000;

/** The characters of the script in one document: the space beside its commands. */
const PART_LENGTH = 14_000;

/** The folder in which the parts of the script are joined. It is in memory: nothing of it gets into the image. */
const FOLDER = '/run/nitro-ready';

/** The number of seconds that a phase may take. The probe takes seconds. */
const TIMEOUT_SECONDS = 600;

/** The documents of the components that run a script, in their order. The last one runs it. */
export interface ImageTestDocuments {
  readonly documents: readonly string[];
  /** The version follows from the content: changed content never meets an existing version. */
  readonly version: string;
}

/**
 * Writes the documents of Image Builder that run the probe. In the phase `validate` it runs on the files of the build instance, and in the
 * phase `test` on a booted instance of the image. A script that is too long for one document is divided among several, which first put its
 * parts into a folder.
 */
export function imageTestDocuments(script: string): ImageTestDocuments {
  const packed = gzipSync(script, { level: 9 }).toString('base64');
  const parts = Array.from({ length: Math.ceil(packed.length / PART_LENGTH) }, (_, index) =>
    packed.slice(index * PART_LENGTH, (index + 1) * PART_LENGTH),
  );
  const documents = parts.map((part, index) => documentOf(part, index, parts.length));
  return { documents, version: versionOf(documents) };
}

function documentOf(part: string, index: number, count: number): string {
  const isLast = index === count - 1;
  return `name: ${isLast ? 'nitro-ready' : `nitro-ready-part-${index + 1}`}
description: ${isLast ? 'Tells whether the image is ready for the AWS Nitro System.' : `Part ${index + 1} of ${count} of the test of the image, for the component that follows.`}
schemaVersion: 1.0
constants:
  - ScriptPart:
      type: string
      value: ${part}
phases:
${phase('validate', isLast ? run(count, '') : put(index))}
${phase('test', isLast ? run(count, ' --booted') : put(index))}
`;
}

function phase(name: string, commands: readonly string[]): string {
  return `  - name: ${name}
    steps:
      - name: Probe
        action: ExecuteBash
        timeoutSeconds: ${TIMEOUT_SECONDS}
        onFailure: Abort
        inputs:
          commands:
            - |
${commands.map((command) => `              ${command}`).join('\n')}`;
}

/** Returns the commands that put a part into the folder. The first one empties it. */
function put(index: number): readonly string[] {
  return [
    'set -eu',
    ...(index === 0 ? [`rm -rf ${FOLDER}`, `mkdir -m 700 ${FOLDER}`] : []),
    `printf %s '{{ ScriptPart }}' > ${FOLDER}/${index + 1}`,
  ];
}

/** Returns the commands that join the parts of the script, run it, and leave nothing behind. */
function run(count: number, option: string): readonly string[] {
  const parts = Array.from({ length: count }, (_, index) => `${FOLDER}/${index + 1}`);
  const missing = parts.slice(0, -1).map((file) => `[ -f ${file} ]`);
  const complaint = `{ echo 'add all components of NitroImageTest to the recipe, in their order' >&2; exit 2; }`;
  return [
    'set -eu -o pipefail',
    `trap 'rm -rf ${FOLDER}' EXIT`,
    ...(missing.length === 0 ? [`rm -rf ${FOLDER}`, `mkdir -m 700 ${FOLDER}`] : [`${missing.join(' && ')} || ${complaint}`]),
    `printf %s '{{ ScriptPart }}' > ${FOLDER}/${count}`,
    `cat ${parts.join(' ')} | base64 -d | gunzip > ${FOLDER}/${PROBE_SCRIPT}`,
    `sh ${FOLDER}/${PROBE_SCRIPT}${option}`,
  ];
}

/** The numbers of a version go up to 2^30 - 1. */
function versionOf(documents: readonly string[]): string {
  const digits = sha256(documents.join('')).slice(0, 7);
  return `1.0.${Number.parseInt(digits, 16)}`;
}
