/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Only sources are tested: a stale build must never answer for them.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/', '<rootDir>/cdk.out/'],
  // isolatedModules comes from tsconfig.json; types are checked by `npm run typecheck`.
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }] },
  maxWorkers: 2,
  // Some tests run a real `cdk synth`.
  testTimeout: 120_000,
};
