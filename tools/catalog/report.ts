import { readCatalogFile } from '../../lib/catalog/catalog-file';
import type { Compiled } from './compile';

/** Reports the changes to review before committing a new catalog. */
export function report({ types, contradictions, overtaken }: Compiled, text: string, previous: string | undefined): string {
  const now = namesIn(text);
  const before = previous === undefined ? now : namesIn(previous);
  const lines = [
    `${types.length} types: ${count(types, (type) => !type.builtOnNitro)} on Xen, ${count(types, (type) => type.bareMetal)} bare metal, ` +
      `${count(types, (type) => !type.described)} not described by EC2; ${Buffer.byteLength(text)} bytes`,
    ...listed(
      'new',
      [...now].filter((name) => !before.has(name)),
    ),
    ...listed(
      'gone',
      [...before].filter((name) => !now.has(name)),
    ),
    ...listed('corrections overtaken by the sources, delete them', overtaken),
    ...listed('contradictions', contradictions),
  ];
  return `${lines.join('\n')}\n`;
}

function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${title}: ${items.join(', ')}`];
}

function count<T>(items: readonly T[], wanted: (item: T) => boolean): number {
  return items.filter(wanted).length;
}

function namesIn(text: string): ReadonlySet<string> {
  const names = [...readCatalogFile(text).families].flatMap(([family, { sizes }]) => [...sizes.keys()].map((size) => `${family}.${size}`));
  return new Set(names);
}
