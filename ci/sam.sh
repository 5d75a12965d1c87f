#!/usr/bin/env bash
# Checks the stack as far as that goes without an account: lint, build, golden expansion.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

export AWS_DEFAULT_REGION=us-east-1 # sam asks for one; nothing is sent anywhere
sam validate --lint
cfn-lint infra/alarms.yaml infra/web.yaml
.tools/venv/bin/python -m unittest discover -q ci
sam build
ci/golden.sh -check
