#!/usr/bin/env bash
# The Go benchmarks; with `local`, load on the local stack over real sockets instead.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

case ${1:-} in
"") go test -run '^$' -bench . -benchmem ./... | grep -v 'no test files' ;;
local)
	ci/tools.sh up
	go run ./bench/local "${@:2}"
	;;
*) die "unknown option $1: local or nothing" ;;
esac
