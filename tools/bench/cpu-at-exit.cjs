// Preloaded into a measured process (`node --require`): writes its CPU time in milliseconds to the file that CPU_FILE names.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env['CPU_FILE'], String((user + system) / 1000));
});
