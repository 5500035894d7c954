#!/usr/bin/env bash
# Runs Jest (arguments are passed on) and ends with the line "N passed, N failed". A suite that does not start counts as a failure.
set -uo pipefail

results=$(mktemp)
trap 'rm -f "$results"' EXIT
npx jest --json --outputFile "$results" "$@" >/dev/null
status=$?
node -p '
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
  `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;
' "$results"
exit "$status"
