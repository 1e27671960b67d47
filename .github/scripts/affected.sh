#!/usr/bin/env bash
# affected.sh [BASE]: writes the outputs `base` and `jobs` of a GitHub step: what is compared with, and the jobs that
# `./hub affected --jobs 50 --json` says, by their names alone: GitHub takes a megabyte. Without BASE it is what was deployed last: the commit of the last run of the
# deployment in which no job failed. Before the first one `base` is empty, and every stack is added.
set -euo pipefail

base=${1:-}
if [ -z "$base" ]; then
  base=$(gh run list --workflow "$DEPLOY_WORKFLOW" --branch "$GITHUB_REF_NAME" --status success --limit 1 \
    --json headSha --jq '.[0].headSha // ""')
fi
nothing=$(mktemp -d)
trap 'rm -r "$nothing"' EXIT
echo '{"version":"0.21.0","stacks":{}}' > "$nothing/manifest.json"
jobs=$(./hub affected --base "${base:-$nothing}" --jobs 50 --json |
  node -p 'const { shared, jobs, removed } = JSON.parse(require("node:fs").readFileSync(0, "utf8")); JSON.stringify({ shared, jobs, removed })')
# A delimiter that no text of others can hold.
end="end-$(node -p 'crypto.randomUUID()')"
printf 'base=%s\njobs<<%s\n%s\n%s\n' "$base" "$end" "$jobs" "$end" >> "$GITHUB_OUTPUT"
