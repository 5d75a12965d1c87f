#!/usr/bin/env bash
# Runs the Go tests with the race detector. Tests that need a table start DynamoDB Local.
#   ci/go.sh        all packages except the following
#   ci/go.sh load   packages that load the machine, one at a time, since together they would exceed
#                   their deadlines
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

load='/(shared/roomtest/wiretest|bench/hibernation|localstack)$'
suite=${1:-go}
mkdir -p "$REPORTS"
case $suite in
go)
	mapfile -t packages < <(go list ./... | grep -vE "$load")
	flags=()
	;;
load)
	mapfile -t packages < <(go list ./... | grep -E "$load")
	flags=(-p 1)
	;;
*) die "unknown suite $suite: go or load" ;;
esac
gotestsum --format pkgname --junitfile "$REPORTS/$suite.xml" -- -race -timeout 10m "${flags[@]}" "${packages[@]}"
