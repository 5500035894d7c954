import { isAbsolute, relative } from 'node:path';
import type { IConstruct } from 'constructs';

/** The metadata key under which the CDK records the stack trace of a construct's creation. */
const CREATION_STACK = 'aws:cdk:creationStack';

/** Finds the line of the app that created a construct, as the CDK recorded it: `bin/app.ts:12:5`. */
export function sourceLine(construct: IConstruct): string | undefined {
  for (const { type, data } of construct.node.metadata) {
    if (type !== CREATION_STACK || !Array.isArray(data)) continue;
    const frames = data.filter((frame) => typeof frame === 'string');
    const line = frames.map(userCode).find((location) => location !== undefined);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Finds the place in a stack frame, unless it is in a library or in Node.js itself. */
function userCode(frame: string): string | undefined {
  const { file, position } = /(?:^|\(|at )(?:file:\/\/)?(?<file>[^()]+?):(?<position>\d+:\d+)\)?$/.exec(frame.trim())?.groups ?? {};
  if (file === undefined || position === undefined || !isAbsolute(file) || /[\\/]node_modules[\\/]/.test(file)) return undefined;
  return `${relative(process.cwd(), file)}:${position}`;
}
