#!/usr/bin/env bash
# require-ancestor.sh BASE: ends with 1 unless BASE is a commit that what is checked out has come from. What runs next runs the
# code of BASE, too, and destroys from its Terraform: code of a branch that nobody has merged must not get that far.
set -euo pipefail

if git merge-base --is-ancestor "$1" HEAD; then exit 0; fi
echo "::error::$1 is no commit that $(git rev-parse HEAD) has come from; write one that was deployed" >&2
exit 1
