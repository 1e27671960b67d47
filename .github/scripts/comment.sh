#!/usr/bin/env bash
# comment.sh FILE: puts a report on the pull request PULL_REQUEST: into its own comment of before, else into a new one, unless
# it says that nothing changes.
set -euo pipefail

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
mine='.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- eventbridge-saas-hub: plan report -->"))) | .id'
found=$(gh api --paginate "$comments" --jq "$mine")
comment=${found%%$'\n'*}
if [ -n "$comment" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment" -F "body=@$1"
elif ! grep -q '^## Plan: nothing changes' "$1"; then
  gh api --silent --method POST "$comments" -F "body=@$1"
fi
