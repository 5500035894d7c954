/**
 * Synthesizes public constructs with and without the one line that enforces the standard. `npm run test:apps [-- --ci] [-- --update]`
 *
 * Installs the corpus from npm, beside the packed package. Fails where a template differs with the line, where findings differ from
 * test/apps/findings.golden, or where an app does not synthesize. Prints the CPU seconds that the line adds. Needs npm's registry and no AWS
 * credentials.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../node-tool';
import { CORPUS, type CorpusApp } from './corpus';
import { describeFindings } from './findings';
import { readSections, writeSections } from './golden-sections';

const APPS = join(root, 'test/apps');
const GOLDEN = join(APPS, 'findings.golden');

interface Outcome {
  readonly findings: string;
  readonly secondsAdded: number;
  /** Templates that differ with the line. */
  readonly changed: readonly string[];
}

function main(options: readonly string[]): boolean {
  const apps = options.includes('--ci') ? CORPUS.filter(({ isInCi }) => isInCi) : CORPUS;
  const scratch = mkdtempSync(join(tmpdir(), 'cdk-nitro-apps-'));
  try {
    install(scratch, apps);
    return compare(scratch, apps, options.includes('--update'));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Installs all packages at once. Ranges of peers are not checked: some constructs pin a release of the CDK, and all must work with the newest. */
function install(scratch: string, apps: readonly CorpusApp[]): void {
  const npm = (...args: readonly string[]): unknown => execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  npm('pack', '--silent', '--pack-destination', scratch);
  const tarball = readdirSync(scratch).find((file) => file.endsWith('.tgz')) ?? '';
  const own = ['aws-cdk-lib', 'constructs'].map((name) => [name, installedVersion(name)]);
  const dependencies = Object.assign({}, ...apps.map(({ packages }) => packages), Object.fromEntries(own), {
    'cdk-nitro': `file:${tarball}`,
  }) as object;
  writeFileSync(join(scratch, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  npm('install', '--prefix', scratch, '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps');
  cpSync(APPS, scratch, { recursive: true });
}

function installedVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function compare(scratch: string, apps: readonly CorpusApp[], update: boolean): boolean {
  const recorded = readSections(GOLDEN);
  const added: number[] = [];
  let failed = 0;
  for (const { name, launches } of apps) {
    const outcome = synthesizeTwice(scratch, name);
    const problem = typeof outcome === 'string' ? outcome : problemOf(name, outcome, recorded, update);
    const seconds = typeof outcome === 'string' ? 0 : outcome.secondsAdded;
    added.push(seconds);
    if (problem !== undefined) failed += 1;
    console.log(problem === undefined ? `ok     ${name} (${launches}): ${seconds.toFixed(1)} s added` : `FAILED ${name}: ${problem}`);
  }
  if (update) writeSections(GOLDEN, recorded);
  const total = added.reduce((sum, each) => sum + each, 0);
  console.log(`the line adds ${total.toFixed(1)} CPU seconds in ${apps.length} apps, ${Math.max(...added).toFixed(1)} at most`);
  console.log(`${apps.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

/** Returns what is wrong with an outcome; with `update`, records its findings. */
function problemOf(name: string, { changed, findings }: Outcome, recorded: Map<string, string>, update: boolean): string | undefined {
  if (changed.length > 0) return `the line changes ${changed.join(', ')}`;
  if (update) recorded.set(name, findings);
  return findings === recorded.get(name)
    ? undefined
    : `findings differ from test/apps/findings.golden (npm run test:apps -- --update), they are now:\n${findings}`;
}

function synthesizeTwice(scratch: string, name: string): Outcome | string {
  const [without, enforced] = [join(scratch, 'out', name), join(scratch, 'out', `${name}-enforced`)];
  for (const [outdir, ...line] of [[without], [enforced, '--enforce']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['synthesize.mjs', name, outdir ?? '', ...line], {
      cwd: scratch,
      encoding: 'utf8',
      // The CDK's own rules take most of the time, and have nothing to do with this package.
      env: { ...process.env, CDK_VALIDATION: 'false', NODE_ENV: '' },
    });
    if (status !== 0) return `exit code ${String(status)}${line.length === 0 ? '' : ' with the line'}\n${stdout}${stderr}`;
  }
  const seconds = (outdir: string): number => Number(readFileSync(`${outdir}.seconds`, 'utf8'));
  const read = (outdir: string, file: string): string => readFileSync(join(outdir, file), 'utf8');
  const templates = (outdir: string): string[] => readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  const all = [...new Set([...templates(without), ...templates(enforced)])];
  return {
    changed: all.filter((file) => !templates(enforced).includes(file) || read(without, file) !== read(enforced, file)),
    findings: [countsOf(scratch, enforced), describeFindings(enforced)].filter((text) => text !== '').join('\n'),
    secondsAdded: seconds(enforced) - seconds(without),
  };
}

/** Counts launches and templates by the command line: the CDK's report has no counts where there is nothing to report. */
function countsOf(scratch: string, outdir: string): string {
  const program = join(scratch, 'node_modules/cdk-nitro/dist/bin/cdk-nitro.js');
  const args = [program, 'check', outdir, '--format', 'json', '--fail-on', 'none'];
  const { summary } = JSON.parse(execFileSync(process.execPath, args, { cwd: scratch, encoding: 'utf8' })) as {
    readonly summary: { readonly launches: number; readonly templates: number };
  };
  return `${String(summary.launches)} launches in ${String(summary.templates)} templates`;
}

process.exitCode = main(process.argv.slice(2)) ? 0 : 1;
