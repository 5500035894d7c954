import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { VERSION } from '../../lib/version';
import { readProbeScript } from '../../lib/images/probe-script';
import { readReport, Roots } from './probed-root';

const SCRIPT = join(__dirname, '../../probe/nitro-probe.ps1');
const text = readProbeScript('nitro-probe.ps1');
const hasPowerShell = spawnSync('pwsh', ['-Version']).status === 0;

test('the version is that of the package', () => {
  expect(text).toContain(`$Version = '${VERSION}'\n`);
});

test('brackets, braces and quotes of each line are closed', () => {
  const code = text.replace(/^\s*#.*$/gm, '').replace(/'(?:[^']|'')*'|"(?:[^"`]|`.)*"/g, '');
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' };
  for (const [mark] of code.matchAll(/[{}()[\]]/g)) {
    const partner = pairs[mark];
    if (partner === undefined) open.push(mark);
    else expect(open.pop()).toBe(partner);
  }
  expect(open).toEqual([]);
});

(hasPowerShell ? describe : describe.skip)('pwsh', () => {
  const roots = new Roots();
  afterAll(() => {
    roots.remove();
  });

  const run = (args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('pwsh', ['-NoProfile', '-File', SCRIPT, ...args], { encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  };

  test('parses the script', () => {
    const parse = `$errors = $null; [void][Management.Automation.Language.Parser]::ParseFile('${SCRIPT}', [ref]$null, [ref]$errors); exit $errors.Count`;
    expect(spawnSync('pwsh', ['-NoProfile', '-Command', parse]).status).toBe(0);
  });

  test('runs it on a folder without drivers', () => {
    const root = roots.write({ '/System32/x': '' }, {});
    const ran = run(['-SystemRoot', root, '-ProgramFiles', root, '-ProgramData', root]);
    const { verdict, checks } = readReport(ran);
    expect(ran.code).toBe(1);
    expect(verdict).toBe('not-ready');
    expect(checks.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual(['nvme-driver', 'ena-driver']);
  });

  test('refuses a version that is none', () => {
    expect(run(['-EnaMin', 'new'])).toMatchObject({ code: 2, out: '' });
  });
});
