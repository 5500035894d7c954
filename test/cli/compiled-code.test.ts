import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

let folder = '';
let program = '';
let temporary = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-'));
  program = join(folder, 'program');
  temporary = join(folder, 'tmp');
  for (const each of [program, temporary, join(program, 'bin')]) mkdirSync(each);
  buildSync({
    entryPoints: [resolve(__dirname, '../../lib/cli/compiled-code.ts')],
    outfile: join(program, 'bin/compiled-code.js'),
    bundle: true,
    platform: 'node',
    tsconfigRaw: {},
  });
  writeFileSync(
    join(program, 'bin/start.js'),
    `require('./compiled-code.js').keepCompiledCode(require('node:path').join(__dirname, '..'));
     require('../part.js').print();`,
  );
  writeFileSync(join(program, 'other.json'), '{ "word": "other" }');
  writePart('first');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function writePart(word: string): void {
  writeFileSync(
    join(program, 'part.js'),
    `const other = require('./other.json');
     exports.print = () => console.log('${word}', other.word, __filename === module.filename, this === exports);`,
  );
}

function run(): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(program, 'bin/start.js')], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: temporary },
  });
  return stdout + stderr;
}

function cacheFolder(): string {
  return join(temporary, `cdk-nitro-compiled-${String(process.getuid?.())}`);
}

/** The kept files: name, time of writing and bytes. */
function kept(): readonly { readonly path: string; readonly written: number; readonly bytes: Buffer }[] {
  return readdirSync(cacheFolder())
    .sort()
    .map((name) => join(cacheFolder(), name))
    .map((path) => ({ path, written: statSync(path).mtimeMs, bytes: readFileSync(path) }));
}

const FIRST = 'first other true true\n';
// A folder of compiled code has no other protection on Windows than that of the temporary folder.
const onUnix = process.getuid === undefined ? it.skip : it;

describe('compiled code', () => {
  onUnix('is kept by the first run, for the user alone, and left as it is by the next', () => {
    expect(run()).toBe(FIRST);
    const [part, ...others] = kept();
    expect(others).toEqual([]);
    expect(part?.path).toMatch(/part\.js$/);
    expect(statSync(cacheFolder()).mode & 0o777).toBe(0o700);
    expect(statSync(part?.path ?? '').mode & 0o777).toBe(0o600);
    expect(run()).toBe(FIRST);
    expect(kept()).toEqual([part]);
  });

  onUnix('of a changed source of the same length is compiled anew', () => {
    expect(run()).toBe(FIRST);
    writePart('third');
    expect(run()).toBe('third other true true\n');
    expect(kept()).toHaveLength(2);
  });

  onUnix.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one byte', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])])],
  ])('that is %s is compiled anew', (_name, damaged) => {
    run();
    const [part] = kept();
    if (part === undefined) throw new Error('nothing is kept');
    writeFileSync(part.path, damaged(part.bytes));
    expect(run()).toBe(FIRST);
    expect(kept().map(({ bytes }) => bytes.length)).toEqual([part.bytes.length]);
  });

  onUnix('is neither taken from a folder that others may write to, nor kept there', () => {
    mkdirSync(cacheFolder());
    chmodSync(cacheFolder(), 0o777);
    expect(run()).toBe(FIRST);
    expect(kept()).toEqual([]);
  });

  onUnix('is neither taken from where a link leads, nor kept there', () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere, { mode: 0o700 });
    symlinkSync(elsewhere, cacheFolder());
    expect(run()).toBe(FIRST);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('need not be kept: a run without a temporary folder passes', () => {
    writeFileSync(join(folder, 'file'), '');
    temporary = join(folder, 'file');
    expect(run()).toBe(FIRST);
  });
});
