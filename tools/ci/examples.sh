#!/usr/bin/env bash
# Packs the package, installs it for all of examples/, runs what their READMEs tell to run, and breaks them as these tell.
# Ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export CDK_NOTICES=false
# The CDK's own rules: two thirds of the time, and nothing to do with this package.
export CDK_VALIDATION=false

npm pack --silent --pack-destination "$scratch" || exit 1
tarball=$(echo "$scratch"/cdk-nitro-*.tgz)
cp -r examples/. "$scratch"

# One installation for all that use the CDK, as workspaces of one project. It has the versions that development has, which are in npm's
# cache: an example that does not admit one would get a copy of its own.
node - "$scratch" "$tarball" single-team capacity platform-team/nitro-standard platform-team/apps/{web,batch} pipeline legacy-estate <<'PROJECT' || exit 1
const { readFileSync, writeFileSync } = require('node:fs');
const [, , folder, tarball, ...workspaces] = process.argv;
const manifest = (of) => JSON.parse(readFileSync(`${of}/package.json`, 'utf8'));
const dependencies = { 'cdk-nitro': `file:${tarball}` };
for (const workspace of workspaces) {
  const wanted = manifest(`${folder}/${workspace}`);
  for (const name of Object.keys({ ...wanted.dependencies, ...wanted.devDependencies })) {
    if (!name.startsWith('@acme/')) dependencies[name] ??= manifest(`node_modules/${name}`).version;
  }
}
writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, workspaces, dependencies }));
PROJECT
cd "$scratch" || exit 1
npm install --prefer-offline --no-audit --no-fund || exit 1
copies=$(find . -path ./node_modules -prune -o -name node_modules -print)
[[ -z $copies ]] || { echo "the package.json beside $copies does not admit what development has: $(ls "${copies%%$'\n'*}")"; exit 1; }

# expect STATUS TEXT COMMAND...: the exit code ('failure' for any but 0), and what the output has to hold.
expect() {
  local wanted=$1 text=$2 status output
  shift 2
  output=$("$@" 2>&1)
  status=$?
  if [[ $status == "$wanted" || $wanted == failure && $status -ne 0 ]] && [[ $output == *"$text"* ]]; then
    echo "ok     $example: $*"
  else
    echo "FAILED $example: $*: expected exit code $wanted and '$text', got exit code $status and"
    echo "$output"
  fi
}

# write NEW OLD FILE: a change of a file by hand.
write() { sed -i "s|$2|$1|" "$3"; }

synth() { npx cdk synth --quiet "$@"; }

# What 'cdk synth' runs, alone: it fails by itself, and in half the time.
app() { CDK_OUTDIR=cdk.out node --import tsx "$1"; }

# What the steps of a workflow run, one a line.
commands_of() { sed -n 's/^ *\(- \)\{0,1\}run: //p' "$1"; }

prove_single-team() {
  expect 0 '2 passed' npm test
  expect 0 '1 launch in 1 template' synth
  write "instanceType: new ec2.InstanceType('t2.micro')," '  instanceType,$' lib/web-stack.ts
  expect failure "'t2.micro' runs on the Xen hypervisor" app bin/app.ts
}

prove_capacity() {
  expect 0 '8 launches in 1 template' synth
  write t2.micro c7i.large lib/capacity-stack.ts
  expect failure "in instanceType of autoscaling.AutoScalingGroup 'Capacity/Proxy'" app bin/capacity.ts
}

prove_platform-team() {
  expect 0 '1 exempted' npm run synth
  cd apps/batch || return
  expect 0 /nitro-standard/nitro.json npx cdk-nitro policy explain
  write c7i.2xlarge c7g.2xlarge bin/batch.ts
  expect failure "'c7i.2xlarge' is not among the types that the policy allows" app bin/batch.ts
  write '"rules": { "instance-type": "warning" }, "extends"' '"extends"' nitro.json
  expect failure "rule 'instance-type' cannot be set to 'warning', since it is locked" app bin/batch.ts
  cd ../web || return
  write 2026-01-31 2099-12-31 nitro.json
  expect failure 'expired on 2026-01-31' app bin/web.ts
}

prove_pipeline() {
  expect 0 '2 launches' synth
  write t2.micro m7i.large lib/delivery-stack.ts
  expect failure Delivery/Prod/Shop/Template synth
}

prove_legacy-estate() {
  expect 0 '7 in the baseline' synth
  expect 0 '7 known' npx cdk-nitro check --baseline first.json --update-baseline
  expect 0 '' cmp first.json nitro-baseline.json
  expect failure Billing/Newcomer synth --context newcomer=t2.micro
  write m7i.large m4.large lib/billing-stack.ts
  expect 0 '6 in the baseline' app bin/estate.ts
  expect 0 '1 dropped' npx cdk-nitro check --baseline nitro-baseline.json --update-baseline
  write m4.large m7i.large lib/billing-stack.ts
  expect failure Billing/Database app bin/estate.ts
}

prove_plain-cloudformation() {
  expect 0 '' npm install --prefer-offline --no-audit --no-fund --save-dev "$tarball"
  expect failure '' test -e node_modules/aws-cdk-lib
  expect 0 '1 exempted' bash -ec "$(commands_of .github/workflows/nitro.yml)"
  expect 0 '"2.1.0"' cat nitro.sarif
  expect 0 '' test -e node_modules/cdk-nitro/nitro.schema.json
  write m4.large m7i.large templates/web.yaml
  expect 1 '::error file=templates/web.yaml,line=' npx cdk-nitro check templates --format github
}

# Types are read all at once: those of the CDK are most of what there is to read.
echo '{ "extends": "./single-team/tsconfig.json", "include": ["**/*.ts"] }' >tsconfig.json
example='all of them' expect 0 '' npx tsc >types.log 2>&1 &

examples=(single-team capacity platform-team pipeline legacy-estate plain-cloudformation)
for example in "${examples[@]}"; do
  (cd "$example" && "prove_$example") >"$example.log" 2>&1 &
done
wait
cat types.log "${examples[@]/%/.log}" >log
cat log
passed=$(grep -c '^ok ' log)
failed=$(grep -c '^FAILED ' log)
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
