# shellcheck shell=bash
# Sourced. Counts what scripts of this folder try out.

passed=0
failed=0

# expect STATUS TEXT COMMAND...: the exit code ('failure' for any but 0), and what the output has to hold.
expect() {
  local wanted=$1 text=$2 status output
  shift 2
  output=$("$@" 2>&1)
  status=$?
  if [[ $status == "$wanted" || $wanted == failure && $status -ne 0 ]] && [[ $output == *"$text"* ]]; then
    passed=$((passed + 1))
    echo "ok     $*"
  else
    failed=$((failed + 1))
    echo "FAILED $*: expected exit code $wanted and '$text', got exit code $status and"
    echo "$output"
  fi
}

# Ends with the line "N passed, N failed".
count() {
  echo "$passed passed, $failed failed"
  [[ $failed -eq 0 ]]
}
