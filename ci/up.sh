#!/usr/bin/env bash
# A room on this machine: builds the page, starts the stack of template.yaml, prints its address.
# Arguments go to the runner: make up ARGS="-store memory -addr 127.0.0.1:9000"
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

# Only DynamoDB Local is a Java program.
if [[ " $* " == *" -store memory "* || " $* " == *" -store=memory "* || " $* " == *" -dynamodb"* ]]; then ci/tools.sh web; else ci/tools.sh up; fi
npm --prefix web run build
exec go run ./localstack "$@"
