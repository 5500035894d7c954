const { join } = require('node:path');

const movedClock = join(__dirname, 'test/moved-clock.cjs');
// `npm run test:days`: the processes that tests start have the moved clock as well.
if (process.env.CDK_NITRO_TEST_DAYS_AHEAD !== undefined) {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --require ${movedClock}`;
}

// Workers make and drop much: fewer and larger collections take a tenth of the time off them.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=64`;

// The validation that the CDK brings along takes seconds for each app, and is not what is tested.
process.env.CDK_VALIDATION = 'false';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/sandbox.cjs',
  runtime: '<rootDir>/test/shared-modules.cjs',
  testSequencer: '<rootDir>/test/sequencer.cjs',
  globalSetup: '<rootDir>/test/folder-of-run.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  setupFiles: [movedClock],
  // Only sources are tested: a stale build must never answer for them.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/', '<rootDir>/cdk.out/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/seeded-fast-check.cjs' },
  // Types are checked by `npm run typecheck`.
  transform: {
    // These have a `jest.mock` that has to come before the imports.
    '/test/rules/(added-rule|doors)\\.test\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }],
    '\\.ts$': '<rootDir>/test/transform-modules.cjs',
    'node_modules/unbash/.+\\.js$': '<rootDir>/test/transform-modules.cjs',
  },
  transformIgnorePatterns: ['node_modules/(?!unbash/)'],
  maxWorkers: 2,
  // Some tests run a real `cdk synth`.
  testTimeout: 120_000,
};
