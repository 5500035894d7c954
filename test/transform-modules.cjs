// unbash is an ES module, which Node.js 20.16 does not `require`: tests load it as the package does, as CommonJS.
const { transformSync } = require('esbuild');

module.exports = { process: (code) => ({ code: transformSync(code, { format: 'cjs', target: 'node20' }).code }) };
