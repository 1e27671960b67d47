#!/usr/bin/env bash
# plan.sh BASE STACK...: plans stacks that differ from BASE, or any where BASE is empty, or zeros as GitLab says of a first
# commit. Shows their report in the log, and leaves it sealed in parts/PART.sealed. Ends with 0 also where something changes,
# which is what a plan is for. No plan is kept.
set -euo pipefail

base=$1
shift
: "${1:?at least one stack}"
since=()
if [[ ! $base =~ ^0*$ ]]; then
  .github/scripts/require-ancestor.sh "$base"
  since=(--affected-by "$base" --destroy-removed)
fi
mkdir -p parts
status=0
env -u REPORT_KEY ./hub plan "$@" "${since[@]}" --keep "parts/$PART.json" || status=$?
case $status in
  0 | 2 | 3) ;;
  *) exit "$status" ;;
esac
.github/scripts/sealed-report.mjs seal "parts/$PART.json" "parts/$PART.sealed"
rm "parts/$PART.json"
