/**
 * Runs the program as often as the second argument says, one run after the other in one process: to load it takes longer than what it
 * does. Only for commands that end by themselves at once. Writes the exit code and the mark of the third argument behind each run.
 */
const [, , program, runs, end] = process.argv;

async function runAll() {
  for (const args of JSON.parse(runs)) {
    process.argv = [process.execPath, program, ...args];
    process.exitCode = undefined;
    delete require.cache[require.resolve(program)];
    require(program);
    await new Promise(setImmediate);
    process.stdout.write(`${process.exitCode}${end}`);
  }
  process.exitCode = 0;
}

void runAll();
