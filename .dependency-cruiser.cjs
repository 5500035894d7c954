/** What the front doors are built on. */
const CHECKING = ['base/', 'catalog/', 'images/', 'template/', 'launch/', 'policy/', 'rules/', 'check.ts', 'finding.ts'];

// Which part of lib/ may import which. Type imports count: a folder that does not know another does not know its types either.
const mayImport = {
  base: [],
  catalog: ['base/'],
  images: ['base/'],
  'user-data': ['base/'],
  template: ['base/'],
  launch: ['base/', 'catalog/', 'images/', 'user-data/', 'template/'],
  'finding.ts': ['base/'],
  policy: ['base/', 'catalog/', 'images/', 'finding.ts'],
  rules: ['base/', 'catalog/', 'images/', 'user-data/', 'template/', 'launch/', 'policy/', 'finding.ts'],
  'finding-list.ts': ['base/', 'template/', 'policy/', 'rules/', 'finding.ts'],
  'check.ts': ['base/', 'catalog/', 'images/', 'template/', 'launch/', 'policy/', 'rules/', 'finding.ts', 'finding-list.ts'],
  fix: ['base/', 'template/', 'finding.ts'],
  report: ['base/', 'rules/', 'check.ts', 'finding.ts', 'version.ts'],
  cli: [...CHECKING, 'fix/', 'report/', 'version.ts'],
  cdk: [...CHECKING, 'version.ts'],
  'index.ts': ['cdk/'],
  'version.ts': [],
};

const place = (name) => `lib/${name.endsWith('.ts') ? name : `${name}/`}`.replaceAll('.', '\\.');
const anyOf = (places) => `^(${places.join('|')})`;

/** Resolved or not: there need not be a build. */
const built = '^(\\.\\./)*(dist|out)/';

const layers = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `layer-${name.replace('.ts', '')}`,
  comment: `lib/${name} imports ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other part of lib/'}`,
  severity: 'error',
  from: { path: anyOf([place(name)]) },
  to: { path: '^lib/', pathNot: anyOf([name, ...allowed].map((each) => place(each.replace(/\/$/, '')))) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'known-folders',
      comment: 'a new folder of lib/ needs its line in mayImport',
      severity: 'error',
      from: { path: '^lib/', pathNot: anyOf(Object.keys(mayImport).map(place)) },
      to: {},
    },
    {
      name: 'downwards',
      comment: 'what is published imports nothing that is not',
      severity: 'error',
      from: { path: '^(lib/|bin/cdk-nitro\\.ts)' },
      to: { path: '^(bin|test|tools|examples)/' },
    },
    {
      name: 'sources-only',
      comment: 'a stale build must never stand in for the sources; what is measured is the build',
      severity: 'error',
      from: { pathNot: '^tools/bench/' },
      to: { path: built },
    },
    {
      name: 'no-circular',
      comment: 'two modules never import each other, not even for a type: what both need has a module of its own',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: built },
    },
    {
      name: 'cdk-in-its-folder',
      comment: 'only lib/cdk knows the CDK',
      severity: 'error',
      from: { path: '^(lib/|bin/cdk-nitro\\.ts)', pathNot: '^lib/cdk/' },
      to: { path: '^node_modules/(aws-cdk-lib|constructs)/' },
    },
    {
      name: 'cdk-checking',
      comment: 'lib/cdk/checking goes from an app to findings; it depends neither on how they are reported nor on the constructs',
      severity: 'error',
      from: { path: '^lib/cdk/checking/' },
      to: { path: '^lib/cdk/(reporting|constructs)/' },
    },
    {
      name: 'cdk-reporting',
      comment: 'lib/cdk/reporting reports findings and does not depend on the constructs',
      severity: 'error',
      from: { path: '^lib/cdk/reporting/' },
      to: { path: '^lib/cdk/constructs/' },
    },
    {
      name: 'nag-by-name',
      comment:
        'cdk-nag is neither dependency nor peer: it is loaded by name where an option asks for it, and no declaration names its types',
      severity: 'error',
      from: { path: '^(lib/|bin/cdk-nitro\\.ts)' },
      to: { path: '^node_modules/cdk-nag/' },
    },
    {
      name: 'no-barrel',
      comment: 'aws-cdk-lib/core or aws-cdk-lib/aws-ec2, never aws-cdk-lib: it triples the time to compile',
      severity: 'error',
      from: {},
      to: { path: '^node_modules/aws-cdk-lib/index\\.' },
    },
    {
      name: 'runtime-dependencies',
      comment: 'what is published imports the peers, the parsers (the readers), and the SDK where a command asks for it',
      severity: 'error',
      from: { path: '^(lib/|bin/cdk-nitro\\.ts)' },
      to: {
        path: '^node_modules/',
        pathNot: '^node_modules/(aws-cdk-lib|constructs|yaml|js-yaml|unbash|@aws-sdk/client-ec2|@types/node)/',
      },
    },
    {
      name: 'yaml-in-readers',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/(base/yaml|user-data)/' },
      to: { path: '^node_modules/(js-)?yaml/' },
    },
    {
      name: 'unbash-in-scripts',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/user-data/scripts/' },
      to: { path: '^node_modules/unbash/' },
    },
    {
      name: 'sdk-on-demand',
      comment: 'the SDK is not a dependency of the package: only the command line loads it, while it runs',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^node_modules/@aws-sdk/', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    {
      name: 'sdk-in-cli',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/cli/' },
      to: { path: '^node_modules/@aws-sdk/' },
    },
    {
      name: 'no-process-no-network',
      comment: 'synthesis starts no process and opens no connection',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(node:)?(child_process|cluster|dgram|dns|http|http2|https|net|tls|worker_threads)$' },
    },
  ],
  options: {
    doNotFollow: { path: ['(^|/)node_modules/', '^dist/'] },
    // Consumers use the package as it is installed.
    exclude: { path: '(^|/)cdk\\.out/|^tools/ci/consumers/|^test/apps/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
