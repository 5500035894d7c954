const hooks = require('node:async_hooks');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * What runs a test file. It is Jest's own but for two things that make a process the slower the more files it has run:
 *
 * - Jest compiles each module again for each test file. Here a process compiles a module once; each file still runs it anew.
 * - Jest's runner follows the promises of each test file, and never stops: every promise pays for all files before. Here it stops.
 */
module.exports = class Sandbox extends TestEnvironment {
  storages = [];

  constructor(...given) {
    super(...given);
    const { storages } = this;
    hooks.AsyncLocalStorage = class extends AsyncLocalStorage {
      constructor() {
        super();
        storages.push(this);
      }
    };
  }

  /** The runner has been loaded. */
  handleTestEvent({ name }) {
    if (name === 'setup') hooks.AsyncLocalStorage = AsyncLocalStorage;
  }

  async teardown() {
    for (const storage of this.storages) storage.disable();
    await super.teardown();
  }
};

const { AsyncLocalStorage } = hooks;
const { compileFunction } = vm;

/** What this process has compiled, by file: the text and the script made of it. */
const compiled = new Map();

/** Takes the place of the function that Jest compiles modules with. A script, and not a function, can run in several contexts. */
vm.compileFunction = (code, parameters, options) => {
  const { filename, parsingContext } = options;
  if (filename === undefined || parsingContext === undefined) return compileFunction(code, parameters, options);
  const head = `(function (${parameters.join(', ')}) {`;
  let made = compiled.get(filename);
  if (made?.code !== code || made.head !== head) {
    made = { code, head, script: new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length }) };
    compiled.set(filename, made);
  }
  return made.script.runInContext(parsingContext);
};
