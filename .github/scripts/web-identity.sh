#!/usr/bin/env bash
# web-identity.sh: puts the token AWS_TOKEN of a GitLab job where AWS's tools look for it, AWS_WEB_IDENTITY_TOKEN_FILE.
set -euo pipefail

umask 077
mkdir -p "$(dirname "$AWS_WEB_IDENTITY_TOKEN_FILE")"
printf '%s' "$AWS_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
