#!/usr/bin/env bash
# Builds the page, starts the local stack and prints the address of a room.
# Arguments are passed to localstack: make up ARGS="-store memory -addr 127.0.0.1:9000"
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

# Only DynamoDB Local needs Java.
if [[ " $* " == *" -store memory "* || " $* " == *" -store=memory "* || " $* " == *" -dynamodb"* ]]; then ci/tools.sh web; else ci/tools.sh up; fi
npm --prefix web run build
exec go run ./localstack "$@"
