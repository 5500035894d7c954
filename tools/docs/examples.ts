/** Compiles the examples in README.md and in doc comments. Needs a build. `npm run examples:check` */
import { root, runNodeTool } from '../node-tool';

process.exitCode = runNodeTool('jsii-rosetta/bin/jsii-rosetta', 'extract', '--strict', root) ? 0 : 1;
