#!/usr/bin/env bash
# Packs the package, installs it, and loads it in every form under the lowest Node.js it supports and the releases since. `npm run test:nodes`
set -uo pipefail
cd "$(dirname "$0")/../.."
lowest=$(node -p "require('./package.json').engines.node.replace('>= ', '')")
. tools/ci/expect.sh
. tools/ci/install.sh
. "$development/tools/ci/module-forms.sh"

ours=$PATH
for version in "$lowest" 22 24 26; do
  # npm runs with our Node.js: it does not support all of them.
  PATH=$ours
  expect 0 '' npm install --no-save --no-audit --no-fund --prefix "node-$version" "node@$version"
  PATH=$scratch/node-$version/node_modules/.bin:$ours
  expect 0 "v$version" node --version
  module_forms
done
count
