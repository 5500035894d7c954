import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '../..');

const pages = ['.', 'docs', 'docs/rules', 'docs/decisions', 'examples', 'tools/catalog/sources'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md') && file !== 'API.md')
    .map((file) => join(folder, file)),
);

/** Without blocks of code, in which brackets mean other things. */
function proseOf(page: string): string {
  return readFileSync(join(root, page), 'utf8').replace(/^```[^]*?^```$/gm, '');
}

function linksOf(page: string): readonly string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): readonly string[] {
  return [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

test.each(pages)('%s links to what there is', (page) => {
  const broken = linksOf(page).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : relative(root, join(root, dirname(page), path));
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && (statSync(join(root, target)).isDirectory() || !anchorsOf(target).includes(anchor));
  });
  expect(broken).toEqual([]);
});

test('every page of docs/ is in the table of the README', () => {
  const linked = new Set(linksOf('README.md'));
  const missing = pages.filter((page) => /^docs\/[^/]+\.md$/.test(page) && !linked.has(page));
  expect(missing).toEqual([]);
});

describe('in the installed package', () => {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: readonly string[] };
  const ALWAYS_PACKED = ['package.json', 'README.md', 'LICENSE'];
  const patterns = [...ALWAYS_PACKED, ...files.filter((each) => !each.startsWith('!'))];
  const isPacked = (path: string): boolean =>
    patterns.some((each) => {
      const [before = '', after] = each.split('*');
      if (after === undefined) return path === each || path.startsWith(`${each}/`);
      return path.startsWith(before) && path.endsWith(after) && !path.slice(before.length).includes('/');
    });
  const packed = pages.filter(isPacked);
  const REPOSITORY = /^https:\/\/github\.com\/cdk-nitro\/cdk-nitro\/(blob|tree)\/main\/([^#]+)(?:#(.*))?$/;

  test('there are pages', () => {
    expect(packed).toEqual(expect.arrayContaining(['README.md', 'docs/adopting.md', 'docs/rules/instance-type.md', 'CHANGELOG.md']));
    expect(isPacked('ARCHITECTURE.md')).toBe(false);
    expect(isPacked('docs/decisions')).toBe(false);
  });

  test.each(packed)('%s links to what is packed, or to the repository', (page) => {
    const missing = linksOf(page).filter((link) => {
      const [path = ''] = link.split('#');
      return path !== '' && !isPacked(relative(root, join(root, dirname(page), path)));
    });
    expect(missing).toEqual([]);
  });

  test.each(packed)('%s names what the repository has', (page) => {
    const addresses = [...proseOf(page).matchAll(/\]\((https:[^)\s]+)\)/g)].map(([, address = '']) => address);
    const broken = addresses.filter((address) => {
      const [, kind, path = '', anchor] = REPOSITORY.exec(address) ?? [];
      if (kind === undefined) return false;
      if (!existsSync(join(root, path)) || statSync(join(root, path)).isDirectory() !== (kind === 'tree')) return true;
      return anchor !== undefined && !anchorsOf(path).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
