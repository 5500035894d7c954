import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every name of the AWS SDK's `_InstanceType`, read from its declarations: loading the client takes seconds. */
export function sdkInstanceTypes(): string[] {
  const root = dirname(require.resolve('@aws-sdk/client-ec2/package.json'));
  const declarations = readFileSync(join(root, 'dist-types', 'models', 'enums.d.ts'), 'utf8');
  const block = /const _InstanceType: \{([^}]*)\}/.exec(declarations)?.[1] ?? '';
  return [...block.matchAll(/: "([^"]+)"/g)].map(([, name = '']) => name);
}
