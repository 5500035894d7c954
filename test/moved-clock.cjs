/**
 * Moves the clock of the process that loads it: to noon of `CDK_NITRO_TEST_DAY` (`YYYY-MM-DD`), or by `CDK_NITRO_TEST_DAYS_AHEAD` days.
 * `npm run test:days` runs all tests that way, in Jest and in the processes that tests start.
 */
const { CDK_NITRO_TEST_DAY: day, CDK_NITRO_TEST_DAYS_AHEAD: daysAhead } = process.env;
const RealDate = globalThis.Date;
const ahead = day === undefined ? Number(daysAhead ?? 0) * 86_400_000 : RealDate.parse(`${day}T12:00:00Z`) - RealDate.now();

if (ahead !== 0 && !RealDate.isMoved) {
  globalThis.Date = class Date extends RealDate {
    static isMoved = true;

    constructor(...given) {
      super(...(given.length === 0 ? [RealDate.now() + ahead] : given));
    }

    static now() {
      return RealDate.now() + ahead;
    }
  };
}
