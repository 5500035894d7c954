import { join } from 'node:path';
import type * as checking from '../../lib/check';
import { inTurns, type Row } from './measure';

const PART =
  '\ndnf install -y httpd mod_ssl && systemctl enable --now httpd # the web server and its certificate\necho ready >> /var/log/setup-';
const LAUNCHES = 20;
const ROUNDS = 25;

/** Measures the reading of user data: by its length, and by the number of parameters in it. */
export function scriptRows(): Row[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the build, not the sources
  const { check } = (require(join(__dirname, '../../dist/engine.js')) as { readonly check: typeof checking }).check;
  const run = (parameters: number, length?: number) => {
    // A text that was read before is not read again: each run has its own.
    const inputs = Array.from({ length: ROUNDS + 1 }, (_, round) => templateWith(parameters, length, round * LAUNCHES));
    return (): void => void check([{ id: 'template', template: inputs.pop() as never }]);
  };
  // Both sides are to be measured with compiled code, whichever comes first.
  for (const parameters of [1, 10, 100]) {
    const warmUp = run(parameters);
    for (let round = 0; round < ROUNDS; round++) warmUp();
  }
  const rows = [10, 100].map((parameters): Row => {
    const { ours, floor } = inTurns(ROUNDS, run(parameters), run(1));
    const [whole, part] = [(ours / LAUNCHES / parameters) * 1000, (floor / LAUNCHES) * 1000];
    return {
      what: `a script with ${String(parameters)} parameters, a part`,
      ours: whole,
      floor: part,
      floorIs: 'one part',
      goal: 1.5,
      unit: 'µs',
    };
  });
  const texts = Array.from({ length: LAUNCHES }, (_, index) => scriptOf(40, 16_000, index).join('x'));
  const split = (): void => {
    for (const text of texts) for (const line of text.split('\n')) line.split(/\s+/);
  };
  const { ours, floor } = inTurns(ROUNDS, run(40, 16_000), split);
  const floorIs = 'splitting it into lines and words';
  return [...rows, { what: `user data of 16 kB with 40 parameters, ${String(LAUNCHES)} times`, ours, floor, floorIs, goal: 5 }];
}

function templateWith(parameters: number, length: number | undefined, from: number): object {
  const names = Array.from({ length: parameters }, (_, index) => `Parameter${String(index)}`);
  const instance = (index: number): object => ({
    Type: 'AWS::EC2::Instance',
    Properties: {
      InstanceType: 'm7i.large',
      ImageId: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}',
      UserData: {
        'Fn::Base64': {
          'Fn::Join': ['', scriptOf(parameters, length, index).flatMap((text, at) => (at === 0 ? [text] : [{ Ref: names[at - 1] }, text]))],
        },
      },
    },
  });
  return {
    Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String', Default: 'web' }])),
    Resources: Object.fromEntries(Array.from({ length: LAUNCHES }, (_, index) => [`Web${String(index)}`, instance(from + index)])),
  };
}

/** Returns the texts around parameters, of a script that no other launch has. */
function scriptOf(parameters: number, length = PART.length * parameters, index = 0): string[] {
  const each = PART.repeat(Math.max(1, Math.round(length / parameters / PART.length)));
  return [`#!/bin/bash -xe\n# web ${String(index)}`, ...Array.from({ length: parameters }, () => each)];
}
