import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../node-tool';

/** The demo's findings that the README shows: a literal value, and a value of a mapping. */
const SHOWN = ['Legacy/Literal', 'Legacy/Mapped'];

/**
 * Runs the failing demo and returns its terminal output as a Markdown block.
 *
 * @throws Error where the demo does not fail
 */
export function demoOutput(): string {
  const output = mkdtempSync(join(tmpdir(), 'cdk-nitro-demo-'));
  try {
    const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
    const args = [cdk, 'synth', '--quiet', '--no-color', '--output', output, '--context', 'demo=xen'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (status !== 1) throw new Error(`the failing demo ended in exit code ${String(status)}: ${stderr}`);
    const blocks = `${stdout}${stderr}`.split('\n\n').map((block) => block.split('\n'));
    const shown = blocks.filter((lines) => SHOWN.some((path) => lines.some((line) => line.trim().startsWith(`${path} `))));
    if (shown.length !== SHOWN.length) throw new Error(`the failing demo does not show ${SHOWN.join(' and ')}:\n${stdout}${stderr}`);
    const findings = shown.map((lines) => lines.slice(lines.findIndex((line) => line.startsWith('bin/demo.ts'))).join('\n'));
    return [
      '```text',
      '$ npx cdk synth -q -c demo=xen',
      ...findings.join('\n\n').split('\n'),
      '...',
      'Synthesis finished with errors',
      '```',
    ].join('\n');
  } finally {
    rmSync(output, { recursive: true });
  }
}
