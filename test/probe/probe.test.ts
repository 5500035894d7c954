import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES, MAGIC, type ProbeCase } from './probe-cases';
import { KERNEL, type Probed, readReport, Roots, runProbe, SCRIPT, troubles } from './probed-root';

const EXIT_CODES = { ready: 0, 'not-ready': 1, undecided: 2 } as const;

/** A line of the script that adds to a check, and the call of a check. */
const SITES = /\bnote (?=(?:fail|unknown|warn|info|"\$1"|\$grave) )|\bnote_(?:old_name|mount|blacklist)(?= [^(])|^ *check_\w+$/gm;

const NOBODY = 65_534;

const text = readFileSync(SCRIPT, 'utf8');
const roots = new Roots();
let tools = '';

beforeAll(() => {
  tools = roots.folder();
  const uname = join(tools, 'uname');
  writeFileSync(uname, `#!/bin/sh\ncase $1 in -m) echo x86_64 ;; *) echo ${KERNEL} ;; esac\n`);
  chmodSync(uname, 0o755);
  for (const [tool, magic] of MAGIC) {
    const file = join(tools, tool);
    writeFileSync(file, `#!/bin/sh\ntail -c +${String(magic.length / 2 + 1)} | gzip -dc\n`);
    chmodSync(file, 0o755);
  }
});
afterAll(() => {
  roots.remove();
});

function probe({ args = [], booted = false, locked }: ProbeCase, root: string, script: string): Probed {
  const PATH = `${tools}:${process.env['PATH'] ?? ''}`;
  if (locked !== undefined) chmodSync(join(root, locked), 0);
  const uid = locked !== undefined && process.getuid?.() === 0 ? NOBODY : undefined;
  if (!booted)
    return runProbe({ script: roots.file(script), args: ['--root', root, ...args], env: { PATH }, ...(uid === undefined ? {} : { uid }) });
  return runProbe({ script: roots.file(script.replace('running=/\n', `running=${root}\n`)), args, env: { PATH } });
}

/** The script tells on standard error which of its sites it comes by. */
const traced = ((): string => {
  let number = 0;
  const at = `at() { printf 'site:%s:\\n' "$1" >&2; shift; "$@"; }\n`;
  return text.replace(SITES, (site) => `at ${String(number++)} ${site.trimStart()}`).replace(/^VERSION=/m, `${at}VERSION=`);
})();

const sites = [...text.matchAll(SITES)].map(({ index, 0: site }) => ({
  site: site.trim(),
  index,
  line: text.slice(0, index).split('\n').length,
}));
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

/** Removing one of these changes a verdict or a status. Without another, something else is said. */
const VERDICTS = /^note (?:fail|"\$1"|\$grave)|^note_mount|^note_blacklist/;

const STATUSES = /^note unknown/;

function verdictOf(out: string): string {
  return /"verdict": "(.*)"/.exec(out)?.[1] ?? '';
}

function statusesOf(out: string): string {
  return (out.match(/"status": "\w+"/g) ?? []).join();
}

/** The number of cases that come by the rarest site of a case. */
function rarity(test: ProbeCase): number {
  return Math.min(...[...seen.values()].filter((cases) => cases.some((each) => each.test === test)).map((cases) => cases.length));
}

describe('the script without', () => {
  test.each(sites.map(({ site, line }, number) => [`line ${String(line)}: ${site}`, number] as const))('%s', (_name, number) => {
    const { index = 0, site = '' } = sites[number] ?? {};
    const cut = `${text.slice(0, index)}${text.slice(index).replace(site, ':')}`;
    const cases = seen.get(number) ?? [];
    const of = [VERDICTS, STATUSES].findIndex((pattern) => pattern.test(text.slice(index)));
    const result = [verdictOf, statusesOf][of] ?? ((out: string) => out);
    const candidates = of === 0 ? cases.filter(({ test: { verdict } }) => verdict === 'not-ready') : cases;
    const told = [...candidates]
      .sort((a, b) => rarity(a.test) - rarity(b.test))
      .some(({ test: each, root, out }) => result(probe(each, root, cut).out) !== result(out));
    expect({ cases: cases.length > 0, told }).toEqual({ cases: true, told: true });
  });
});
