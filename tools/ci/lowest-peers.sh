#!/usr/bin/env bash
# Builds the package and runs the tests of the CDK front doors with the lowest versions of the peers that package.json admits.
set -uo pipefail
cd "$(dirname "$0")/../.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tar -cf - --exclude=./node_modules --exclude=./.git --exclude=./dist . | tar -xf - -C "$scratch"
cd "$scratch" || exit 1

# The peers leave the lock file as well: npm would take the newer version's list of bundled modules for the older one's.
node - <<'PIN' || exit 1
const fs = require('node:fs');
const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
// No peer, and the first of the versions that NitroChecks takes.
const lowest = { ...manifest.peerDependencies, 'cdk-nag': '^3.0.0' };
for (const [name, range] of Object.entries(lowest)) {
  manifest.devDependencies[name] = range.replace('^', '');
  for (const path of Object.keys(lock.packages)) {
    if (`${path}/`.startsWith(`node_modules/${name}/`)) delete lock.packages[path];
  }
}
fs.writeFileSync('package.json', JSON.stringify(manifest, null, 2));
fs.writeFileSync('package-lock.json', JSON.stringify(lock, null, 2));
PIN
npm install || exit 1
npm ls --depth 0 aws-cdk-lib constructs cdk-nag

build=0
npm run --silent build && build=1
counts=$(tools/ci/count-tests.sh test/cdk)
read -r passed _ failed _ <<<"${counts:-0 passed, 1 failed}"
passed=$((passed + build))
failed=$((failed + 1 - build))
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
