#!/usr/bin/env bash
# Runs what is promised of a synthesis with two copies of aws-cdk-lib, the newest beside this package and the lowest that package.json
# admits beside the app, and the other way round. Ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A monorepo, as npm installs one: a workspace that asks for another release than its neighbours gets a copy of its own.
node - "$scratch" <<'MANIFESTS' || exit 1
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const [, , folder] = process.argv;
const manifest = (path) => JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
const newest = (name) => [name, manifest(`node_modules/${name}`).version];
const write = (path, content) => writeFileSync(`${path}/package.json`, JSON.stringify({ private: true, ...content }));
mkdirSync(`${folder}/app`);
write(folder, { workspaces: ['app'], dependencies: Object.fromEntries(['aws-cdk-lib', 'constructs', 'cdk-nag'].map(newest)) });
write(`${folder}/app`, { dependencies: { 'aws-cdk-lib': manifest('.').peerDependencies['aws-cdk-lib'].replace('^', '') } });
MANIFESTS
(cd "$scratch" && npm install --prefer-offline --no-audit --no-fund) || exit 1

export CDK_NITRO_PEERS=$scratch/node_modules
export CDK_NITRO_APP_PEERS=$scratch/app/node_modules
release() { node -p 'require(process.argv[1]).version' "$1/aws-cdk-lib/package.json"; }

passed=0
failed=0
# promise: runs it, with the copies as they lie.
promise() {
  local counts good bad
  echo "aws-cdk-lib $(release "$CDK_NITRO_PEERS") beside cdk-nitro, $(release "$CDK_NITRO_APP_PEERS") beside the app"
  # Every row as 'node app.js' and in Jest. The command line reads the same report: the rows where the release counts, and a few others.
  counts=$(tools/ci/count-tests.sh test/cdk/synthesis.test.ts test/cdk/two-copies.test.ts \
    --testNamePattern 'node app.js|in Jest|two copies|cdk synth (one acknowledged|all acknowledged|nothing|locked|stack in a plain Stage:)')
  read -r good _ bad _ <<<"${counts:-0 passed, 1 failed}"
  passed=$((passed + good))
  failed=$((failed + bad))
}

promise
mv "$CDK_NITRO_PEERS/aws-cdk-lib" "$scratch/newest"
mv "$CDK_NITRO_APP_PEERS/aws-cdk-lib" "$CDK_NITRO_PEERS/aws-cdk-lib"
mv "$scratch/newest" "$CDK_NITRO_APP_PEERS/aws-cdk-lib"
promise

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
