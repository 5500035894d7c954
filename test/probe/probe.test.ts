import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES, MAGIC, type ProbeCase } from './cases';
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

/** The check that a place in the script is part of: the call of one, or the last function of one before it. */
function checkAt(index: number): string {
  const [, called] = /^ *check_(\w+)$/m.exec(text.slice(index).split('\n', 1)[0] ?? '') ?? [];
  const [, name = ''] = [...text.slice(0, index).matchAll(/^check_(\w+)\(\)/gm)].at(-1) ?? [];
  return (called ?? name).replaceAll('_', '-');
}

/** Leaves out the other checks, which take most of the time and do not depend on each other. */
function withCheckAlone(script: string, check: string): string {
  return script.replace(/^( *)check_(\w+)$/gm, (line, indent: string, name: string) =>
    name.replaceAll('_', '-') === check ? line : `${indent}:`,
  );
}

/** The effects of a kind of note. */
function resultOf(note: string, check: string): (out: string) => string {
  const [, detail = ''] = /^note (\w+)/.exec(note) ?? [];
  if (detail === 'fail' || /^note ["$]|^note_(?:mount|blacklist)/.test(note)) return (out) => /"verdict": "(.*)"/.exec(out)?.[1] ?? '';
  return (out) => out.split('\n').find((line) => line.includes(`"id": "${check}"`)) ?? '';
}

describe('the script without', () => {
  test.each(sites.map(({ site, line }, number) => [`line ${String(line)}: ${site}`, number] as const))('%s', (_name, number) => {
    const { index = 0, site = '' } = sites[number] ?? {};
    const check = checkAt(index);
    const cut = `${text.slice(0, index)}${text.slice(index).replace(site, ':')}`;
    const result = resultOf(text.slice(index), check);
    const cases = (seen.get(number) ?? [])
      // A verdict that another check has made does not change. Those with a trouble of this check come first.
      .filter(({ test: { verdict, troubles: all } }) => verdict !== 'not-ready' || Object.keys(all).every((each) => each === check))
      .sort((a, b) => Number(check in b.test.troubles) - Number(check in a.test.troubles));
    const told = cases.some(({ test: each, root, out }) => result(probe(each, root, withCheckAlone(cut, check)).out) !== result(out));
    expect({ cases: cases.length > 0, told }).toEqual({ cases: true, told: true });
  });
});
