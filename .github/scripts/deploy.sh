#!/usr/bin/env bash
# deploy.sh REPORT [STACK|OPTION]...: plans again, and applies what is in the approved report. ALLOW_DESTROY holds addresses
# of what may be lost, with spaces between. Where all is applied and only verify finds something, such as a tenant without
# credentials, it warns and ends with 0: the next run compares with what is there.
set -euo pipefail

report=$1
shift
allowed=()
for address in ${ALLOW_DESTROY:-}; do allowed+=(--allow-destroy "$address"); done
status=0
./hub deploy "$@" "${allowed[@]}" --approved "$report" || status=$?
if [ "$status" -eq 3 ]; then
  echo "::warning::All stacks are applied, but verify finds what is not as declared, or could not look. See above."
  status=0
fi
exit "$status"
