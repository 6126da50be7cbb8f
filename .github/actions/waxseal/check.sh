#!/usr/bin/env bash
# Checks the zones and the domains; the exit status is the worst of them.
set -uo pipefail

source=(--doh "$RESOLVER")
[ -z "$ANSWERS" ] || source=(--zone "$ANSWERS")
worst=0
keep() { [ "$1" -le "$worst" ] || worst=$1; }

# Files of one origin are checked together.
declare -a alone=()
number=0
checked() { # FILES... [--origin NAME]
  number=$((number + 1))
  local sarif="$SARIF"
  [ "$number" -eq 1 ] || sarif="${SARIF%.sarif}-$number.sarif"
  "$WAXSEAL" zone "$@" "${source[@]}" --lang "$SPEAKS" --annotations --fail-on "$FAIL_ON" \
    --sarif "$sarif" --summary "$GITHUB_STEP_SUMMARY"
  keep $?
}
while read -r file origin; do
  [ -n "$file" ] || continue
  if [ -n "$origin" ]; then checked "$file" --origin "$origin"; else alone+=("$file"); fi
done <<< "$ZONES"
[ "${#alone[@]}" -eq 0 ] || checked "${alone[@]}"
[ "$number" -eq 0 ] || echo "sarif=$SARIF" >> "$GITHUB_OUTPUT"

while read -r domain; do
  [ -n "$domain" ] || continue
  "$WAXSEAL" domain "$domain" "${source[@]}" --lang "$SPEAKS" --markdown >> "$GITHUB_STEP_SUMMARY"
  status=$?
  if [ "$status" -eq 1 ] && [ "$FAIL_ON" != never ]; then
    echo "::error title=$domain::$domain fails; the summary says why"
    keep 1
  elif [ "$status" -gt 1 ]; then
    keep "$status"
  fi
done <<< "$DOMAINS"
exit "$worst"
