#!/usr/bin/env bash
# Packs the package, installs it into an empty project and uses it as its users do. Ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
compiler=$PWD/node_modules/typescript/bin/tsc
installed() { node -p "'$1@' + require('$1/package.json').version"; }
peers=$(installed aws-cdk-lib && installed constructs && installed cdk-nag && installed aws-cdk)

npm pack --silent --pack-destination "$scratch" || exit 1
cd "$scratch" || exit 1
npm init --yes >/dev/null
# shellcheck disable=SC2086 # one argument each
npm install ./cdk-nitro-*.tgz $peers || exit 1

cat >app.ts <<'APP'
import { App, Stack } from 'aws-cdk-lib/core';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NitroStandard } from 'cdk-nitro';

const app = new App();
NitroStandard.enforce(app);
const stack = new Stack(app, 'Web');
const image = ec2.MachineImage.latestAmazonLinux2023().getImage(stack);
new ec2.CfnInstance(stack, 'Server', { imageId: image.imageId, instanceType: String(app.node.getContext('type')) });
app.synth();
APP
template() { echo '{ "Resources": { "Server": { "Type": "AWS::EC2::Host", "Properties": { "AvailabilityZone": "eu-west-1a", "InstanceType": "'"$1"'" } } } }'; }
template m4.large >old.json
template m5.large >new.json

passed=0
failed=0
# expect STATUS TEXT COMMAND...: the exit code ('failure' for any but 0), and what the output has to hold.
expect() {
  local wanted=$1 text=$2 status
  shift 2
  "$@" >log 2>&1
  status=$?
  if [[ $status == "$wanted" || $wanted == failure && $status -ne 0 ]] && [[ $(<log) == *"$text"* ]]; then
    passed=$((passed + 1))
    echo "ok     $*"
  else
    failed=$((failed + 1))
    echo "FAILED $*: expected exit code $wanted and '$text', got exit code $status and"
    cat log
  fi
}

node "$compiler" --module node20 --target es2023 --strict --skipLibCheck app.ts || failed=1
expect 0 '' npx cdk synth --quiet --app 'node app.js' --context type=t3.micro
expect failure Nitro::instance-type npx cdk synth --quiet --app 'node app.js' --context type=t2.micro
expect 0 '' env CDK_CONTEXT_JSON='{"type":"t3.micro"}' node app.js
expect failure t2.micro env CDK_CONTEXT_JSON='{"type":"t2.micro"}' node app.js
expect 0 '' npx cdk-nitro check new.json
expect 1 m4.large npx cdk-nitro check old.json
expect 0 m4.large npx cdk-nitro explain m4.large

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
