#!/usr/bin/env bash
# Checks the templates without an AWS account: lint, build, and the expansion in infra/expanded.json.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

export AWS_DEFAULT_REGION=us-east-1 # required by sam; no request is sent
sam validate --lint
sam validate --lint --template docs/nested.yaml
cfn-lint docs/nested.yaml infra/alarms.yaml infra/backup.yaml infra/budget.yaml infra/release.yaml infra/web.yaml
.tools/venv/bin/python -m unittest discover -q ci
sam build
ci/golden.sh -check
