#!/usr/bin/env bash
# Checks a deployed stage: the protocol's test suite, and the latency that clients see: ci/smoke.sh STAGE.
# If the stage does not exist, it is deployed first, its cold starts are measured, and it is deleted at the end
# with all its data. With -local it checks the stack that `make up` started. The deployed part has not been run
# with an account yet; ci/deployment.sh runs its deletion of data against an emulator.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

ci/tools.sh sam
.tools/venv/bin/python ci/smoke.py "${1:-default}"
