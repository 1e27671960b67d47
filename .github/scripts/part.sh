#!/usr/bin/env bash
# part.sh FILE NUMBER COMMAND...: runs a command with the stacks of a part, which is a line that parts.mjs wrote, and with its
# name in PART. Where there are fewer parts it does nothing: GitLab starts as many jobs as are written down, however few parts
# there are.
set -euo pipefail

line=$(sed -n "$2p" "$1")
shift 2
if [ -z "$line" ]; then
  echo "There are fewer parts than jobs: nothing is left for this one."
  exit 0
fi
read -ra stacks <<< "$line"
PART=${stacks[0]} exec "$@" "${stacks[@]:1}"
