/** No property has fewer runs than this unless it never had more: what is found once in a hundred inputs is found. */
const FEWEST = 200;

/** The share of the runs that `npm test` does. `npm run test:long` does all of them. */
const SHARE = Number(process.env['CDK_NITRO_TEST_RUNS'] ?? 0.1);

/** Returns how many runs a property gets that has `full` of them in `npm run test:long`. */
export function runs(full: number): number {
  if (!(SHARE > 0)) throw new Error(`CDK_NITRO_TEST_RUNS is '${String(process.env['CDK_NITRO_TEST_RUNS'])}': expected a number above 0`);
  return Math.max(Math.min(full, FEWEST), Math.round(full * SHARE));
}
