# shellcheck shell=bash
# Sourced at the root. Packs the package and installs it, with its peers of today, into an empty project: the folder that scripts go on in.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
development=$PWD
export CDK_NOTICES=false
# The CDK's own rules take seconds, and have nothing to do with this package.
export CDK_VALIDATION=false

installed() { node -p "'$1@' + require('$1/package.json').version"; }
peers=$(installed aws-cdk-lib && installed constructs) || exit 1
nag=$(installed cdk-nag) || exit 1
tools=$(installed aws-cdk && installed tsx && installed @types/node) || exit 1

npm pack --silent --pack-destination "$scratch" || exit 1
cp tools/ci/consumers/* "$scratch"
cd "$scratch" || exit 1
npm init --yes >/dev/null
# shellcheck disable=SC2086 # one argument each
npm install --no-audit --no-fund ./cdk-nitro-*.tgz $peers $tools || exit 1

compile() { node "$development/node_modules/typescript/bin/tsc" --target es2023 --strict --types node "$@"; }
