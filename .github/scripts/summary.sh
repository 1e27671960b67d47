#!/usr/bin/env bash
# summary.sh COMMAND...: runs a command, and shows what it prints in the job's summary too. Ends as the command does.
set -euo pipefail

status=0
said=$("$@") || status=$?
printf '%s\n' "$said"
{
  echo '<pre>'
  printf '%s\n' "$said" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'
  echo '</pre>'
} >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
exit "$status"
