const hooks = require('node:async_hooks');
const vm = require('node:vm');
const { ModuleMocker } = require('jest-mock');

const { AsyncLocalStorage } = hooks;
const { compileFunction } = vm;

/** Stands for the context of the process itself. */
const HERE = {};

/**
 * What runs a test file: the process itself, so that test files share what is loaded in it (see `shared-modules.cjs`). Jest's own
 * environment has a context and globals for each file. Here what a file changes about the globals and about `process` is put back.
 *
 * Jest's runner follows the promises of each test file, and never stops: every promise pays for all files before. Here it stops.
 */
module.exports = class Sandbox {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  storages = [];
  ofRunner = [];
  globals = Object.getOwnPropertyDescriptors(globalThis);
  env = { ...process.env };
  exit = process.exit;
  directory = process.cwd();

  constructor() {
    const { storages } = this;
    hooks.AsyncLocalStorage = class extends AsyncLocalStorage {
      constructor() {
        super();
        storages.push(this);
      }
    };
  }

  setup() {}

  getVmContext() {
    return HERE;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** The runner has been loaded. The globals that it has made are its own; later ones are those of packages, which stay loaded. */
  handleTestEvent({ name }) {
    if (name !== 'setup') return;
    hooks.AsyncLocalStorage = AsyncLocalStorage;
    this.ofRunner = Reflect.ownKeys(globalThis).filter((key) => !Object.hasOwn(this.globals, key));
  }

  teardown() {
    for (const storage of this.storages) storage.disable();
    for (const key of this.ofRunner) Reflect.deleteProperty(globalThis, key);
    for (const key of Reflect.ownKeys(this.globals)) Reflect.defineProperty(globalThis, key, this.globals[key]);
    process.exit = this.exit;
    process.chdir(this.directory);
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(this.env, name)) delete process.env[name];
    Object.assign(process.env, this.env);
  }
};

/** What this process has compiled, by file: the text and the script made of it. Jest compiles each module again for each test file. */
const compiled = new Map();

/** Takes the place of the function that Jest compiles modules with. */
vm.compileFunction = (code, parameters, options) => {
  const { filename, parsingContext } = options;
  if (parsingContext !== HERE) return compileFunction(code, parameters, options);
  const head = `(function (${parameters.join(', ')}) {`;
  let made = compiled.get(filename);
  if (made?.code !== code || made.head !== head) {
    made = { code, head, script: new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length }) };
    compiled.set(filename, made);
  }
  return made.script.runInThisContext();
};
