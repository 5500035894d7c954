import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadPolicy } from '../../lib/policy/load-policy';
import type { Policy } from '../../lib/policy/policy';
import { rules } from '../../lib/rules';

/** A working folder with policies in it. */
export class PolicyFolder {
  public readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'cdk-nitro-policy-')));
  public readonly context = { cwd: this.path, today: '2026-11-01', rules };

  public write(name: string, content: unknown): void {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, undefined, 2));
  }

  public load(file?: string): Policy {
    return loadPolicy(this.context, file);
  }

  /** The policy of this content, in a file of its usual name. */
  public loadText(content: unknown): Policy {
    this.write('nitro.json', content);
    return this.load();
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
