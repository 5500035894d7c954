const { default: Sequencer } = require('@jest/test-sequencer');

/** Each starts hundreds of processes: to start one takes the longer, the more memory the process of the tests has taken. */
const FIRST = /[\\/](?:probe[\\/](?:probe|shells)|nitro-volume-mount-script)\.test\.ts$/;

/** The order of the test files: that of Jest, behind those that are cheaper in a new process. */
module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => FIRST.test(path)), ...sorted.filter(({ path }) => !FIRST.test(path))];
  }
};
