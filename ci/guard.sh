#!/usr/bin/env bash
# Checks the security of the templates. infra/checkov.yaml has the rules that are skipped, with reasons.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

.tools/guard/bin/checkov --config-file infra/checkov.yaml
