import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');
const pages = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));

interface Block {
  /** The text after the language: `setup` for the beginning of the page's other examples, or a file that they import. */
  readonly kind: string;
  readonly code: string;
}

function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/^```ts( \S+)?\n([^]*?)^```$/gm)].map(([, kind = '', code = '']) => ({ kind: kind.trim(), code }));
}

/** The examples of all pages as modules of their own, by the names their files would have. */
function modules(): ReadonlyMap<string, string> {
  const files = pages.flatMap((page) => {
    const blocks = blocksOf(page);
    const setup = blocks.find(({ kind }) => kind === 'setup')?.code ?? '';
    const examples = blocks.filter(({ kind }) => kind !== 'setup');
    return examples.map(({ kind, code }, index): [string, string] => {
      // A page may show a file before and after a change: the last one is what others import.
      const isFile = kind.endsWith('.ts') && !examples.slice(index + 1).some((later) => later.kind === kind);
      const text = `${setup}\n${code}\nexport {};\n`.replaceAll("'cdk-nitro'", "'../../lib'");
      return [isFile ? join(__dirname, '..', kind) : join(__dirname, `${page}-${index}.generated.ts`), text];
    });
  });
  const names = files.map(([name]) => name);
  const shared = names.find((name, index) => names.indexOf(name) !== index);
  if (shared !== undefined) throw new Error(`two pages show a file ${shared}: give one of them another name`);
  return new Map(files);
}

/** The compiler's errors in the examples, by page. */
function complaints(): readonly string[] {
  const written = modules();
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  // A third of the time goes into the documentation of declarations, and a complaint needs none of it.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) => {
    const source = written.get(name);
    return source === undefined ? read(name, version, ...rest) : ts.createSourceFile(name, source, version);
  };
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => written.has(name) || exists(name);
  host.directoryExists = () => true;
  const program = ts.createProgram(
    [...written.keys()],
    { ...options, noEmit: true, incremental: false, noUnusedLocals: false, noUnusedParameters: false },
    host,
  );
  return [...written].flatMap(([name, source]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}\n${source}`),
  );
}

test('the TypeScript on the pages compiles', () => {
  expect(pages.flatMap(blocksOf)).not.toEqual([]);
  expect(complaints()).toEqual([]);
});
