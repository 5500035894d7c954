# shellcheck shell=bash
# Sourced in the folder that install.sh leaves. Loads the package in every form a module can have.

mkdir -p typescript/{modules,commonjs}
echo '{ "type": "module" }' >typescript/modules/package.json
echo '{ "type": "commonjs" }' >typescript/commonjs/package.json
cp app.mts typescript/modules/app.ts
cp app.mts typescript/commonjs/app.ts
cp app.mts typescript/app.cts
cp app.mts typescript/app.mts

# Declarations are checked as well: nothing that they name is left out of the package.
expect 0 '' compile --module nodenext typescript/{modules,commonjs}/app.ts typescript/app.{c,m}ts
# The CDK takes the plugins under the strictest options, too. Its own declarations are not made for them.
expect 0 '' compile --module nodenext --noEmit --skipLibCheck --exactOptionalPropertyTypes plugins.mts

# runs COMMAND...: an app that passes, and does not with a Xen type.
runs() {
  expect 0 '' env CDK_CONTEXT_JSON='{"type":"t3.micro"}' "$@"
  expect failure "'t2.micro' runs on the Xen hypervisor" env CDK_CONTEXT_JSON='{"type":"t2.micro"}' "$@"
}

# With the Node.js of the moment.
module_forms() {
  expect 0 '' node named.mjs
  expect 0 '' node lazy.cjs
  runs node typescript/app.cjs
  runs node typescript/app.mjs
  runs node typescript/commonjs/app.js
  runs node typescript/modules/app.js
  runs node --import tsx typescript/commonjs/app.ts
  runs node --import tsx typescript/modules/app.ts
}
