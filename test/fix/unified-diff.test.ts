import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { edited, type TextEdit } from '../../lib/base/text-edit';
import { unifiedDiff } from '../../lib/fix/unified-diff';
import { runs } from '../property-runs';

const lines = fc
  .array(fc.constantFrom('', 'a', 'bb', 'a: m4.large # ü', 'c\r', '-- x', '++ y'), { maxLength: 40 })
  .chain((all) => fc.boolean().map((isEnded) => all.join('\n') + (isEnded && all.length > 0 ? '\n' : '')));

/** A text and edits of it that do not overlap. */
const changes = lines.chain((text) =>
  fc.array(fc.tuple(fc.nat(text.length), fc.nat(6), fc.constantFrom('', 'm7i.large', 'x\n', 'x\r\ny')), { maxLength: 6 }).map((all) => {
    const edits: TextEdit[] = [];
    let from = 0;
    for (const [at, length, now] of [...all].sort((a, b) => a[0] - b[0])) {
      if (at < from) continue;
      const end = Math.min(text.length, at + length);
      edits.push({ start: at, end, text: now });
      from = end + 1;
    }
    return { text, edits };
  }),
);

/** Applies a diff by its line numbers, each of which has to be right. */
function applied(text: string, diff: string): string {
  const old = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const now: string[] = [];
  let at = 0;
  const body = diff.replaceAll('\n\\ No newline at end of file\n', '\0').match(/[^\n\0]*[\n\0]/g) ?? [];
  for (const line of body) {
    const [, start, length = '1', added, addedLength = '1'] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n$/.exec(line) ?? [];
    const content = line.slice(1).replace('\0', '');
    if (start !== undefined) {
      const first = Number(start) - (length === '0' ? 0 : 1);
      now.push(...old.slice(at, first));
      at = first;
      expect(Number(added) - (addedLength === '0' ? 0 : 1)).toBe(now.length);
    } else if (line.startsWith('+')) now.push(content);
    else {
      expect(old[at]).toBe(content);
      at += 1;
      if (line.startsWith(' ')) now.push(content);
    }
  }
  return [...now, ...old.slice(at)].join('');
}

test('a diff applied to the text is the text with the edits', () => {
  fc.assert(
    fc.property(changes, ({ text, edits }) => {
      expect(applied(text, unifiedDiff(text, edits))).toBe(edited(text, edits));
    }),
    { numRuns: runs(2000) },
  );
});

const hasPatch = spawnSync('patch', ['--version']).status === 0;

(hasPatch ? test : test.skip)('patch applies it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-diff-'));
  const file = join(folder, 'a.yaml');
  try {
    fc.assert(
      fc.property(changes, ({ text, edits }) => {
        const diff = unifiedDiff(text, edits);
        if (diff === '' || text === '' || edited(text, edits) === '') return;
        writeFileSync(file, text);
        const { status, stdout } = spawnSync('patch', ['--binary', '-p1', '-d', folder], {
          input: `# head\n--- a/a.yaml\n+++ b/a.yaml\n${diff}`,
        });
        expect([status, String(stdout)]).toEqual([0, expect.stringContaining('patching file')]);
        expect(readFileSync(file, 'utf8')).toBe(edited(text, edits));
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
