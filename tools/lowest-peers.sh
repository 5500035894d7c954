#!/bin/sh
# Runs the tests of the CDK front doors against the oldest releases that the peer ranges in package.json admit.
set -eu

cd "$(dirname "$0")/.."
peers=$(mktemp -d)
trap 'rm -rf "$peers"' EXIT

# '^2.258.0' admits 2.258.0 and nothing older.
oldest=$(node -p "Object.entries(require('./package.json').peerDependencies).map(([name, range]) => name + '@' + range.replace(/^[^0-9]+/, '')).join(' ')")
echo "peers: $oldest"
# shellcheck disable=SC2086 # one word per peer
npm install --prefix "$peers" --no-audit --no-fund --ignore-scripts --loglevel=error $oldest

CDK_NITRO_PEERS="$peers/node_modules" npx jest test/cdk "$@"
