import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES, type ProbeCase } from './probe-cases';
import { KERNEL, type Probed, readReport, Roots, runProbe, SCRIPT, troubles } from './probed-root';

const EXIT_CODES = { ready: 0, 'not-ready': 1, undecided: 2 } as const;

/** A line of the script that adds to a check, and the call of a check. */
const SITES = /\bnote (?=(?:fail|unknown|warn|info|"\$1"|\$grave) )|\bnote_(?:old_name|mount|blacklist)(?= [^(])|^ *check_\w+$/gm;

const text = readFileSync(SCRIPT, 'utf8');
const roots = new Roots();
let tools = '';

beforeAll(() => {
  tools = roots.folder();
  const uname = join(tools, 'uname');
  writeFileSync(uname, `#!/bin/sh\ncase $1 in -m) echo x86_64 ;; *) echo ${KERNEL} ;; esac\n`);
  chmodSync(uname, 0o755);
});
afterAll(() => {
  roots.remove();
});

function probe({ args = [], booted = false }: ProbeCase, root: string, script: string): Probed {
  const PATH = `${tools}:${process.env['PATH'] ?? ''}`;
  if (!booted) return runProbe({ script: roots.file(script), args: ['--root', root, ...args], env: { PATH } });
  return runProbe({ script: roots.file(script.replace('running=/\n', `running=${root}\n`)), args, env: { PATH } });
}

/** The script tells on standard error which of its sites it comes by. */
const traced = ((): string => {
  let number = 0;
  const at = `at() { printf 'site:%s:\\n' "$1" >&2; shift; "$@"; }\n`;
  return text.replace(SITES, (site) => `at ${String(number++)} ${site.trimStart()}`).replace(/^VERSION=/m, `${at}VERSION=`);
})();

const sites = [...text.matchAll(SITES)].map(({ index, 0: site }) => ({ site: site.trim(), index, line: text.slice(0, index).split('\n').length }));
const seen = new Map<number, { readonly test: ProbeCase; readonly root: string; readonly out: string }[]>();

test.each(CASES.map((each) => [each.what, each] as const))('%s', (_what, each) => {
  const root = roots.write(each.files);
  const probed = probe(each, root, traced);
  const report = readReport(probed);
  expect({ verdict: report.verdict, troubles: troubles(report) }).toEqual({ verdict: each.verdict, troubles: each.troubles });
  expect(probed.code).toBe(EXIT_CODES[each.verdict]);
  expect(probed.err.replace(/^site:\d+:\n/gm, '')).toBe('');
  const details = report.checks.map(({ detail }) => detail).join('\n');
  for (const said of each.says ?? []) expect(details).toContain(said);
  for (const said of each.never ?? []) expect(details).not.toContain(said);
  for (const [, number] of probed.err.matchAll(/^site:(\d+):$/gm)) {
    seen.set(Number(number), [...(seen.get(Number(number)) ?? []), { test: each, root, out: probed.out }]);
  }
});

/** Removing one of these changes what is said, and never a verdict. */
const VERDICTS = /note (?=fail|unknown|"\$1"|\$grave)|^note_mount|^note_blacklist/;

describe('the script without', () => {
  test.each(sites.map(({ site, line }, number) => [`line ${String(line)}: ${site}`, number] as const))('%s', (_name, number) => {
    const { index = 0, site = '' } = sites[number] ?? {};
    const cut = `${text.slice(0, index)}${text.slice(index).replace(site, ':')}`;
    const cases = seen.get(number) ?? [];
    const of = VERDICTS.test(text.slice(index)) ? (out: string): string => /"verdict": "(.*)"/.exec(out)?.[1] ?? '' : (out: string): string => out;
    const told = cases.slice(0, 6).some(({ test: each, root, out }) => of(probe(each, root, cut).out) !== of(out));
    expect({ cases: cases.length > 0, told }).toEqual({ cases: true, told: true });
  });
});
