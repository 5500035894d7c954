import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };

/** Loads the parser with the first script that is read. Most templates have no script that may show a habit. */
export function loadParser(): typeof Unbash {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for every check
  return require('unbash') as typeof Unbash;
}

export function childrenOf(node: Unbash.SyntaxNode): readonly Unbash.SyntaxNode[] {
  const children: Unbash.SyntaxNode[] = [];
  loadParser().forEachChild(node, (child) => children.push(child));
  return children;
}
