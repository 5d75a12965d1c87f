#!/usr/bin/env bash
# A room on this machine: builds the page, starts the stack of template.yaml, prints its address.
# Arguments go to the runner: ci/up.sh -store memory
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

ci/tools.sh up
npm --prefix web run build
exec go run ./localstack "$@"
