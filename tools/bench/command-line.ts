import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { inTurns, type Row } from './measure';
import { sampleTemplate } from './sample-templates';

/** Measures `cdk-nitro check` as a whole process, against a process that reads and parses the same file. */
export function commandLineRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-bench-'));
  try {
    const template = sampleTemplate(500);
    const json = join(folder, 'template.json');
    const yaml = join(folder, 'template.yaml');
    writeFileSync(json, JSON.stringify(template, undefined, 1));
    writeFileSync(yaml, stringify(template, { aliasDuplicateObjects: false }));
    const parseJson = "JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'))";
    const parseYaml = "require(process.argv[2]).parse(require('fs').readFileSync(process.argv[1], 'utf8'))";
    return [
      row('JSON', json, ['-e', parseJson, json], 'node reading and JSON.parse of the same file'),
      row('YAML', yaml, ['-e', parseYaml, yaml, require.resolve('yaml')], 'node reading and yaml.parse of the same file'),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function row(format: string, file: string, floorArguments: readonly string[], floorIs: string): Row {
  const commandLine = join(__dirname, '../../dist/bin/cdk-nitro.js');
  const run = (args: readonly string[]) => (): void => {
    execFileSync(process.execPath, args, { stdio: 'ignore' });
  };
  const { ours, floor } = inTurns(21, run([commandLine, 'check', file]), run(floorArguments));
  return { what: `cdk-nitro check, 500 resources in ${format}, whole process`, ours, floor, floorIs, goal: { ratio: 2 } };
}
