import { linesFound } from '../reading';

const SCRIPT = 'lsblk | grep xvdf';

/** Ways to run what a variable holds. */
const RUN = [
  'bash -c "$SCRIPT"',
  'sh -c "set -e; ${SCRIPT}"',
  'sudo -E bash -c "$SCRIPT"',
  'eval "$SCRIPT"',
  'eval $SCRIPT',
  'if eval "$SCRIPT"; then true; fi',
  'X=$(eval "$SCRIPT")',
  "bash -c 'eval \"$SCRIPT\"'",
  'echo "$SCRIPT" | bash',
  "printf '%s\\n' \"$SCRIPT\" | sudo bash -s",
  'bash <<< "$SCRIPT"',
  'bash <<EOF\n$SCRIPT\nEOF',
  'source <(echo "$SCRIPT")',
  'bash <(echo "$SCRIPT")',
  'eval "$(echo "$SCRIPT")"',
  'echo "$SCRIPT" > /opt/run\nbash /opt/run',
  'trap "$SCRIPT" EXIT',
  'COPY="$SCRIPT"\neval "$COPY"',
  'for each in "$SCRIPT" true; do eval "$each"; done',
  'run() { bash -c "$1"; }\nrun "$SCRIPT"',
];

/** Ways to set a variable. */
const SET = [
  (script: string) => `SCRIPT='${script}'`,
  (script: string) => `export SCRIPT='${script}'`,
  (script: string) => `printf -v SCRIPT '${script}'`,
  (script: string) => `read -r -d '' SCRIPT <<'END'\n${script}\nEND`,
  (script: string) => `SCRIPT=$(cat <<'END'\n${script}\nEND\n)`,
];

describe.each(RUN)('%j', (run) => {
  test.each(SET.map((set) => [set(SCRIPT), set] as const))('runs %j', (text) => {
    expect(linesFound(`#!/bin/bash\n${text}\n${run}\n`)).toEqual([expect.stringContaining(SCRIPT)]);
  });

  test('runs what is fine', () => {
    for (const set of SET) expect(linesFound(`#!/bin/bash\n${set('lsblk -o NAME,SERIAL | grep vol0123')}\n${run}\n`)).toEqual([]);
  });
});

test.each(['echo "$SCRIPT"', 'logger "$SCRIPT"', 'ssh web "$SCRIPT"', 'bash -c "echo $SCRIPT"', 'echo "$SCRIPT" > /etc/motd', 'true'])(
  '%j runs nothing of it',
  (use) => {
    for (const set of SET) expect(linesFound(`#!/bin/bash\n${set(SCRIPT)}\n${use}\n`)).toEqual([]);
  },
);

test.each([
  'bash -c "$(cat <<\'END\'\nlsblk | grep xvdf\nEND\n)"',
  'eval "$(cat <<\'END\'\nlsblk | grep xvdf\nEND\n)"',
  "eval \"$(echo 'lsblk | grep xvdf')\"",
  "commands=('true' 'lsblk | grep xvdf')\nfor each in \"${commands[@]}\"; do eval \"$each\"; done",
  "A='lsblk | grep'\nB=\"$A xvdf\"\nbash -c \"$B\"",
])('%j is run', (script) => {
  expect(linesFound(`#!/bin/bash\n${script}\n`)).toHaveLength(1);
});

test('a script that runs itself is read once', () => {
  expect(linesFound(`#!/bin/bash\nA='lsblk | grep xvdf; eval "$A"'\nB="$A"\nA="$B"\neval "$A"\n`)).toHaveLength(1);
});
