#!/usr/bin/env bash
# Checks the templates for security: infra/checkov.yaml says what is broken on purpose.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

.tools/guard/bin/checkov --config-file infra/checkov.yaml
