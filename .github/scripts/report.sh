#!/usr/bin/env bash
# report.sh BASE REPORT COMMENT PART...: puts what plan.sh left in parts/PART.sealed together, as one report over what differs
# from BASE: as JSON, and as Markdown, which the job's summary shows too. Each part must be there. Ends with 0 also where
# something changes.
set -euo pipefail

base=$1 report=$2 comment=$3
shift 3
plans=()
for part in "$@"; do
  .github/scripts/sealed-report.mjs open "parts/$part.sealed" "parts/$part.json"
  plans+=("parts/$part.json")
done
compared=()
if [[ ! $base =~ ^0*$ ]]; then
  .github/scripts/require-ancestor.sh "$base"
  compared=(--base "$base")
fi
status=0
env -u REPORT_KEY ./hub plan-report "${plans[@]}" "${compared[@]}" --keep "$report" --format markdown > "$comment" || status=$?
rm -f "${plans[@]}"
case $status in
  0 | 2 | 3) cat "$comment" >> "${GITHUB_STEP_SUMMARY:-/dev/null}" ;;
  *) exit "$status" ;;
esac
