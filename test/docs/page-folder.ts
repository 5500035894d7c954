import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli/main';
import { TODAY } from '../cli/command-line';
import { DEBIAN, Ec2Server, OWN_IMAGE } from '../cli/ec2-server';
import { runWithEc2 } from '../cli/recording';
import { Consumer } from '../cdk/consumer';
import { CODE_CACHE } from '../cdk/run';

const root = join(__dirname, '../..');

/** The images that EC2 has while a page is tried, by id. */
const EC2_IMAGES = new Map([
  ['ami-0123456789abcdef0', OWN_IMAGE],
  ['ami-0debded0debded0de', DEBIAN],
]);

/** The output of a command in a terminal. */
export interface Shown {
  readonly code: number | null;
  readonly text: string;
}

/** A working folder with the files of a page, in which its commands are run as if cdk-nitro were installed. */
export class PageFolder {
  private readonly path = mkdtempSync(join(tmpdir(), 'cdk-nitro-page-'));
  private readonly ec2 = new Ec2Server();

  public async start(): Promise<void> {
    for (const [id, image] of EC2_IMAGES) this.ec2.images.set(id, image);
    await this.ec2.start();
    for (const name of ['aws-cdk-lib', 'constructs', 'tsx']) {
      mkdirSync(join(this.path, 'node_modules'), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(this.path, 'node_modules', name));
    }
    // The sources as they are compiled for this run, and not a build that may be stale.
    const library = join(Consumer.shared().directory, 'lib/index.js');
    this.write('node_modules/cdk-nitro/index.js', `module.exports = require(${JSON.stringify(library)});\n`);
  }

  public async remove(): Promise<void> {
    await this.ec2.stop();
    rmSync(this.path, { recursive: true, force: true });
  }

  public write(name: string, content: string): void {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Runs `npx cdk-nitro ...` or `npx cdk ...`; undefined for any other command. */
  public run([npx, program, ...args]: readonly string[]): Promise<Shown> | undefined {
    if (npx !== 'npx') return undefined;
    if (program === 'cdk-nitro') return asksEc2(args) ? this.runWithEc2(args) : this.runCommandLine(args);
    return program === 'cdk' ? Promise.resolve(this.runCdk(args)) : undefined;
  }

  private async runCommandLine(args: readonly string[]): Promise<Shown> {
    let text = '';
    const show = (part: string): void => {
      text += part;
    };
    const code = await main(args, {
      cwd: this.path,
      env: {},
      isTty: false,
      columns: 80,
      today: TODAY,
      readStdin: () => Buffer.from(''),
      out: show,
      err: show,
    });
    return { code, text };
  }

  private async runWithEc2(args: readonly string[]): Promise<Shown> {
    const { code, out, err } = await runWithEc2(args, { folder: this.path, ec2: this.ec2.url });
    return { code, text: out + err };
  }

  private runCdk(args: readonly string[]): Shown {
    // Nothing of Jest's: a test that synthesizes is told more than the command line.
    const env = {
      ...CODE_CACHE,
      CDK_NITRO_TEST_FOLDER: process.env['CDK_NITRO_TEST_FOLDER'],
      PATH: process.env['PATH'],
      HOME: this.path,
      CI: 'true',
      NO_COLOR: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_VALIDATION: 'false',
    };
    const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
    // Both streams into one, in the order in which a terminal shows them.
    const words = ['-c', 'exec "$0" "$@" 2>&1', process.execPath, cdk, ...args, '--no-notices'];
    const { status, stdout } = spawnSync('sh', words, { cwd: this.path, env, encoding: 'utf8' });
    return { code: status, text: stdout };
  }
}

function asksEc2([command, verb, ...rest]: readonly string[]): boolean {
  return verb === 'record' && (command === 'images' || command === 'catalog') && !rest.includes('--from');
}
