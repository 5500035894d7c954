# shellcheck shell=bash
# Sourced in the folder that install.sh leaves. Bundles an app, and runs it where the package is not installed.

# In ES modules, what bundles of CommonJS need is left to who bundles.
require='import { createRequire } from "node:module"; const require = createRequire(import.meta.url);'
folder='const __filename = import.meta.filename ?? new URL(import.meta.url).pathname, __dirname = __filename.replace(/[^/]*$/, "");'

elsewhere=$(mktemp -d "$scratch/elsewhere-XXXX")
mkdir -p "$elsewhere"/{beside,alone}
mkdir "$elsewhere/beside/node_modules"
ln -s "$scratch"/node_modules/{aws-cdk-lib,constructs} "$elsewhere/beside/node_modules"

# bundles OUTFILE OPTION...: no warnings either.
bundles() {
  local outfile=$1
  shift
  expect 0 '' node "$development/node_modules/esbuild/bin/esbuild" app.mts --bundle --platform=node --log-limit=0 --outfile="$outfile" "$@"
  runs node "$outfile"
}

bundles "$elsewhere/beside/app.cjs" --external:aws-cdk-lib --external:constructs
bundles "$elsewhere/beside/app.mjs" --external:aws-cdk-lib --external:constructs --format=esm --banner:js="$require"
bundles "$elsewhere/alone/app.cjs"
bundles "$elsewhere/alone/small.cjs" --minify --line-limit=160
bundles "$elsewhere/alone/app.mjs" --format=esm --banner:js="$require$folder"

# What is wrong with a policy is wrong in the app, whose lines are shown, and in a bundle they are in the same file as ours.
expect failure "at Object.<anonymous> ($elsewhere/alone/app.cjs:" \
  env CDK_CONTEXT_JSON='{"type":"t3.micro","policy":"none.json"}' node "$elsewhere/alone/app.cjs"
