#!/usr/bin/env bash
# plan.sh BASE REPORT COMMENT: plans what differs from BASE, or every stack where BASE is empty, or zeros as GitLab says of a
# first commit. Writes the report as JSON and as Markdown, and shows the latter in the job's summary. Ends with 0 also where
# something changes, which is what a plan is for. No plan is kept.
set -euo pipefail

since=()
if [[ ! $1 =~ ^0*$ ]]; then
  .github/scripts/require-ancestor.sh "$1"
  since=(--affected-by "$1" --destroy-removed)
fi
status=0
./hub plan "${since[@]}" --keep "$2" --format markdown > "$3" || status=$?
case $status in
  0 | 2 | 3) cat "$3" >> "${GITHUB_STEP_SUMMARY:-/dev/null}" ;;
  *) exit "$status" ;;
esac
