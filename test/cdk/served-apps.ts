import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A process that runs apps for the CDK's command line, one after the other: see `app-server.cjs`. */
export class ServedApps {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-apps-'));
  private readonly socket = join(this.folder, 'socket');
  private readonly server: ChildProcess;
  private readonly ready: Promise<void>;

  public constructor(env: NodeJS.ProcessEnv) {
    this.server = fork(resolve(__dirname, 'app-server.cjs'), [this.socket], { env, execArgv: [] });
    this.ready = new Promise((start, fail) => {
      this.server.once('message', () => {
        start();
      });
      this.server.once('exit', () => {
        fail(new Error('the server of apps has ended'));
      });
    });
    this.server.unref();
  }

  /** Returns what `--app` is to be for an app, a file, to run in this process: `served-app.cjs` reads it. */
  public async command(app: string, args: readonly string[]): Promise<string> {
    await this.ready;
    this.server.channel?.unref();
    return ['served-app', this.socket, app, ...args.map((word) => `'${word}'`)].join(' ');
  }

  public stop(): void {
    this.server.ref();
    this.server.disconnect();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
