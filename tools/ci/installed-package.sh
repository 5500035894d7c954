#!/usr/bin/env bash
# Packs the package, installs it into an empty project and uses it as its users do. Ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."
. tools/ci/expect.sh
. tools/ci/install.sh

# Works without cdk-nag, and beside an older one.
expect failure 't2.micro' node packs.cjs
expect failure "needs cdk-nag 3, which is not installed: run 'npm install --save-dev cdk-nag@3'" node packs.cjs write-suppressions
expect 0 '' npm install --no-audit --no-fund cdk-nag@2
expect failure 't2.micro' node packs.cjs
expect failure "needs cdk-nag 3, but '2." node packs.cjs write-suppressions
expect 0 '' npm install --no-audit --no-fund "$nag"
expect failure 'AwsSolutions-EC2' node packs.cjs write-suppressions
expect failure 't2.micro' node packs.cjs write-suppressions

# Makes a class of the engine, which the library loads from the one bundle.
expect 0 '' node lookups.cjs

. "$development/tools/ci/module-forms.sh"
module_forms
. "$development/tools/ci/bundled.sh"

template() { echo '{ "Resources": { "Server": { "Type": "AWS::EC2::Host", "Properties": { "AvailabilityZone": "eu-west-1a", "InstanceType": "'"$1"'" } } } }'; }
template m4.large >old.json
template m5.large >new.json
printf 'Resources:\n  Server:\n    Type: AWS::EC2::Host\n    Properties: { AvailabilityZone: eu-west-1a, InstanceType: m4.large }\n' >old.yaml
synth() { npx cdk synth --quiet --app 'node typescript/commonjs/app.js' "$@"; }

expect 0 '' synth --context type=t3.micro
expect failure Nitro::instance-type synth --context type=t2.micro
expect 0 '' npx cdk-nitro check new.json
expect 1 m4.large npx cdk-nitro check old.json
expect 1 m4.large npx cdk-nitro check old.yaml
expect 0 m4.large npx cdk-nitro explain m4.large
# As it is packed: what installs it for other languages runs the file itself.
mkdir packed
tar -xzf cdk-nitro-*.tgz -C packed
expect 1 m4.large packed/package/dist/bin/cdk-nitro.js check old.yaml
count
