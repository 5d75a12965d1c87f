#!/usr/bin/env bash
# Runs the static checks.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

status=0
check() { "$@" || status=1; } # continue after a failure, so that one run shows all

for module in . bench; do
	check go -C $module vet ./...
	check env -C $module staticcheck ./...
done
check npm --prefix web run check
check web/node_modules/.bin/tsc -p bench
check web/node_modules/.bin/tsc -p bench/durable-object
check web/node_modules/.bin/tsc -p bench/socketio
check env -C bench ../web/node_modules/.bin/biome check .
check shellcheck -x ci/*.sh .ci/run
exit "$status"
