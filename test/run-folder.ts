import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns a folder that all test files of a run share. The first caller fills it. Its content does not change afterwards. */
export function sharedFolder(name: string, fill: (folder: string) => void): string {
  const { CDK_NITRO_TEST_FOLDER: parent = tmpdir() } = process.env;
  const folder = join(parent, name);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(`${folder}-`);
  fill(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch {
    // Another process was the first.
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}
