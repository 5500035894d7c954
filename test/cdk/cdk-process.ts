import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { resolve } from 'node:path';

/** The result of a finished process. */
export interface Run {
  readonly exitCode: number;
  /** Everything it printed, as in a terminal. */
  readonly terminal: string;
}

/** Separates what runs have written; nothing else writes it. */
const END = '\u0000end of run\u0000';

const STREAMS = ['stdout', 'stderr'] as const;

/** A process that runs `cdk` one time after the other. What it keeps between runs, a real `cdk` has not: see `cdk-server.cjs`. */
export class CdkProcess {
  private readonly server: ChildProcess;
  private readonly written = { stdout: '', stderr: '' };
  private exitCode: number | undefined;
  private finish: ((run: Run) => void) | undefined;

  /** @param options what all runs are given, for what the command line reads as it is loaded */
  public constructor(env: NodeJS.ProcessEnv, options: readonly string[]) {
    this.server = fork(resolve(__dirname, 'cdk-server.cjs'), options, { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of STREAMS) {
      this.server[stream]?.setEncoding('utf8').on('data', (text: string) => {
        this.written[stream] += text;
        this.finishIfEnded();
      });
    }
    this.server.on('message', ({ exitCode }: { exitCode: number }) => {
      this.exitCode = exitCode;
      this.finishIfEnded();
    });
    // It ends by itself where `cdk` crashes.
    this.server.on('close', (code) => {
      this.finish?.({ exitCode: code ?? -1, terminal: STREAMS.map((stream) => this.written[stream]).join('') });
    });
    this.keepsAwake(false);
  }

  public get isFree(): boolean {
    return this.finish === undefined && this.server.connected;
  }

  public run(args: readonly string[], directory: string, env: NodeJS.ProcessEnv): Promise<Run> {
    return new Promise((finish) => {
      this.finish = finish;
      this.keepsAwake(true);
      this.server.send({ args, directory, env, end: END });
    });
  }

  public stop(): void {
    this.server.ref();
    this.server.kill();
  }

  /** Whether this process waits for the other one before it ends. */
  private keepsAwake(does: boolean): void {
    for (const each of [this.server.channel, ...STREAMS.map((stream) => this.server[stream] as Socket | null)]) {
      if (does) each?.ref();
      else each?.unref();
    }
    if (!does) this.server.unref();
  }

  private finishIfEnded(): void {
    const { exitCode, finish } = this;
    if (finish === undefined || exitCode === undefined || !STREAMS.every((stream) => this.written[stream].endsWith(END))) return;
    const terminal = STREAMS.map((stream) => this.written[stream].slice(0, -END.length)).join('');
    Object.assign(this.written, { stdout: '', stderr: '' });
    this.exitCode = undefined;
    this.finish = undefined;
    this.keepsAwake(false);
    finish({ exitCode, terminal });
  }
}
