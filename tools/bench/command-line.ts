import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { processesInTurns, type Row } from './measure';
import { writtenTemplates } from './quickstart-templates';
import { sampleTemplate } from './sample-templates';

const COMMAND_LINE = join(__dirname, '../../dist/bin/cdk-nitro.js');
const JS_YAML = require.resolve('js-yaml');

const READ = "const read = (file) => require('fs').readFileSync(file, 'utf8');";
const PARSE_JSON = `${READ} JSON.parse(read(process.argv[1]));`;
const PARSE_YAML = `${READ} require(process.argv[2]).parseEvents(read(process.argv[1]), {});`;
const PARSE_FOLDER = `${READ}
  for (const file of require('fs').readdirSync(process.argv[1])) {
    const text = read(process.argv[1] + '/' + file);
    if (file.endsWith('.json')) JSON.parse(text); else require(process.argv[2]).parseEvents(text, {});
  }`;

/** Measures `cdk-nitro check` as a whole process, against a process that only reads and parses the same files. */
export function commandLineRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-bench-'));
  try {
    const template = sampleTemplate(500);
    const json = join(folder, 'template.json');
    const yaml = join(folder, 'template.yaml');
    writeFileSync(json, JSON.stringify(template, undefined, 1));
    writeFileSync(yaml, stringify(template, { aliasDuplicateObjects: false }));
    const templates = mkdtempSync(join(folder, 'templates-'));
    for (const { name, text } of writtenTemplates(800)) writeFileSync(join(templates, name), text);
    const check = (path: string): readonly string[] => [COMMAND_LINE, 'check', path];
    return [
      {
        what: 'cdk-nitro check, 500 resources in JSON, whole process',
        ...processesInTurns(21, check(json), ['-e', PARSE_JSON, json]),
        floorIs: 'node reading and JSON.parse of the same file',
        goal: 2,
      },
      {
        what: 'cdk-nitro check, 500 resources in YAML, whole process',
        ...processesInTurns(21, check(yaml), ['-e', PARSE_YAML, yaml, JS_YAML]),
        floorIs: "node reading the same file, and js-yaml's events",
        goal: 2,
      },
      {
        what: 'cdk-nitro check, a folder of 800 templates, whole process',
        ...processesInTurns(5, check(templates), ['-e', PARSE_FOLDER, templates, JS_YAML]),
        floorIs: "node reading the same files, and JSON.parse or js-yaml's events",
        goal: 4,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
