#!/usr/bin/env bash
# What can be said without running anything.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

status=0
check() { "$@" || status=1; } # all of them, so that one run tells all

check go vet ./...
check staticcheck ./...
check npm --prefix web run check
check web/node_modules/.bin/tsc -p bench
check web/node_modules/.bin/tsc -p bench/durable-object
check web/node_modules/.bin/tsc -p bench/socketio
check env -C bench ../web/node_modules/.bin/biome check .
check shellcheck -x ci/*.sh .ci/run
exit "$status"
