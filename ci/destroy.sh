#!/usr/bin/env bash
# Deletes a stage of samconfig.toml, but not its data: ci/destroy.sh default. Asks for the name of the stack,
# unless CI is set. ci/deployment.sh runs it against an emulator of CloudFormation; not yet run with an account.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

ci/tools.sh sam
.tools/venv/bin/python ci/destroy.py "${1:-default}"
