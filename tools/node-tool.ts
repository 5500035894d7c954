import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const root = join(__dirname, '..');

/** Runs the script of a development dependency (`jsii/bin/jsii`) with this Node.js, in the project's folder and with our own streams. */
export function runNodeTool(script: string, ...args: readonly string[]): boolean {
  // Drops the options of the npm that runs us: under `npm publish --dry-run` the npm that a tool runs would install nothing.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name));
  // jsii and its tools print a banner of 15 lines on Node.js 20, the lowest version supported here.
  const env = { ...Object.fromEntries(own), JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  return spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, env, stdio: 'inherit' }).status === 0;
}
