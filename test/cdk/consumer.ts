import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { sharedFolder } from '../run-folder';
import { transpile } from '../transpile';

const ROOT = resolve(__dirname, '../..');
const PEERS = ['aws-cdk-lib', 'constructs', 'cdk-nag'];
const DEPENDENCIES = ['yaml'];
/** ES modules, which not every supported Node.js can `require`. */
const MODULES = ['unbash'];
const APPS = 'test/cdk/apps';

/** A folder that uses the library as sources say it is, next to the peers of choice. */
export class Consumer {
  private constructor(public readonly directory: string) {}

  /** Returns the one that all test files of a run share: they add files under names of their own, and change nothing else. */
  public static shared(): Consumer {
    return new Consumer(sharedFolder('consumer', fill));
  }

  /** Makes one that may be changed. */
  public static create(): Consumer {
    const directory = mkdtempSync(join(tmpdir(), 'cdk-nitro-consumer-'));
    fill(directory);
    return new Consumer(directory);
  }

  /** Gives the library a copy of `constructs` of its own, as a package manager does that finds no release to please everybody. */
  public copyConstructs(): void {
    const path = join(this.directory, 'node_modules/constructs');
    const original = realpathSync(path);
    rmSync(path);
    cpSync(original, path, { recursive: true });
  }

  /** Makes a folder in it. */
  public folder(name: string): string {
    return mkdtempSync(join(this.directory, `${name}-`));
  }

  /** The path of a file of `test/cdk/apps`, compiled. */
  public app(name: string): string {
    return join(this.directory, APPS, `${name}.js`);
  }

  /** A module as an app in this folder sees it: `./lib`, or one of its peers. */
  public load(name: string): unknown {
    const nearest = join(this.directory, APPS, 'node_modules', name);
    const other = join(this.directory, name.startsWith('.') ? name : join('node_modules', name));
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- which file that is, is known only now
    return require(existsSync(nearest) ? nearest : other);
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/**
 * Writes the library, the apps and the peers. `CDK_NITRO_PEERS` names a `node_modules` to take the peers from; this project's by default.
 * `CDK_NITRO_APP_PEERS` names one with the aws-cdk-lib of the apps, where that is to be another copy than the library's.
 */
function fill(directory: string): void {
  transpile(['lib', APPS], directory);
  link(join(ROOT, 'probe'), join(directory, 'probe'));
  const modules = join(ROOT, 'node_modules');
  const peers = resolve(process.env['CDK_NITRO_PEERS'] ?? modules);
  mkdirSync(join(directory, 'node_modules'));
  for (const name of PEERS) link(join(peers, name), join(directory, 'node_modules', name));
  for (const name of DEPENDENCIES) link(join(modules, name), join(directory, 'node_modules', name));
  for (const name of MODULES) {
    const entryPoints = [join(modules, name, 'dist/parser.js')];
    const outfile = join(directory, 'node_modules', name, 'index.js');
    buildSync({ entryPoints, outfile, bundle: true, format: 'cjs', logLevel: 'warning' });
  }
  const appPeers = process.env['CDK_NITRO_APP_PEERS'];
  if (appPeers === undefined) return;
  mkdirSync(join(directory, APPS, 'node_modules'));
  link(resolve(appPeers, 'aws-cdk-lib'), join(directory, APPS, 'node_modules/aws-cdk-lib'));
}

function link(target: string, path: string): void {
  if (!existsSync(target)) throw new Error(`${target} is missing: install the peers first`);
  symlinkSync(target, path);
}
