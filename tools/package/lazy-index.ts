import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Makes the index load an export on first use: the constructs need parts of aws-cdk-lib that an app may not.
 *
 * Node.js finds the names that an ES module can import by scanning the source. It accepts `exports.A = void 0`, and removes the name
 * again at `defineProperty(exports, "A", …)` with a getter that it does not recognize. It does not detect a name given by an assignment expression.
 */
export function loadOnDemand(index: string): void {
  const written = readFileSync(index, 'utf8');
  const modules = new Map(
    [...written.matchAll(/^(?:var|const) (\w+) = require\((".+?")\);$/gm)].map(([, name = '', path = '']) => [name, path]),
  );
  const names: string[] = [];
  const lazy = written
    .replace(/^(?:var|const) \w+ = require\(".+?"\);\n/gm, '')
    .replace(
      /^Object\.defineProperty\(exports, "(\w+)", .* return (\w+)\.(\w+); } }\);$/gm,
      (whole, name: string, module: string, member: string) => {
        const path = modules.get(module);
        if (path === undefined) return whole;
        names.push(name);
        const getter = `get: function () { return require(${path}).${member}; }`;
        return `Object.defineProperty(exports, _noFold = "${name}", { enumerable: true, configurable: true, ${getter} });`;
      },
    )
    .replace(/^(exports\.\w+ = .*void 0;)$/m, '$1\nvar _noFold;');
  const isAsExpected =
    names.length > 0 &&
    !/defineProperty\(exports, "(?!__esModule")/.test(lazy) &&
    lazy.includes('\nvar _noFold;\n') &&
    names.every((name) => lazy.includes(`exports.${name} = `)) &&
    ![...modules.keys()].some((module) => lazy.includes(module));
  if (!isAsExpected) throw new Error(`${index} is not written as it used to be: see how its modules can be loaded on demand now`);
  writeFileSync(index, lazy);
  withoutEffects(index.replace(/\.js$/, '.d.ts'));
}

/** Removes imports for their effects from declarations: a compiler would need the declarations of modules that are not public. */
function withoutEffects(declarations: string): void {
  writeFileSync(declarations, readFileSync(declarations, 'utf8').replace(/^import '.+';\n/gm, ''));
}

/**
 * Makes a module load the modules that it imports on first use. An app that imports the library for one name would wait for all of them.
 *
 * @throws if an imported module is used as a whole
 */
export function importOnDemand(file: string): void {
  let text = readFileSync(file, 'utf8');
  for (const [declaration, name = '', value = ''] of text.matchAll(
    /^const (\w+_\d+) = (require\("(?!node:)[^"]+"\)(?:\["[^"]+"\])?);$/gm,
  )) {
    text = text
      .replace(declaration, '')
      .replaceAll(new RegExp(`\\bnew ${name}\\.(\\w+)`, 'g'), (_whole, member: string) => `new (${name}().${member})`)
      .replaceAll(new RegExp(`\\b${name}\\.`, 'g'), () => `${name}().`);
    const others = new RegExp(`\\b${name}\\b(?!\\(\\))`).exec(text);
    if (others !== null) throw new Error(`${file} uses ${name} as a whole: see how it can be loaded on demand`);
    text = text.replace(
      /^(?:"use strict";)?/,
      (start) => `${start}\nlet _${name};\nfunction ${name}() { return (_${name} ??= ${value}); }`,
    );
  }
  writeFileSync(file, text);
}
