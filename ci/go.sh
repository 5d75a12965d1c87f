#!/usr/bin/env bash
# Go tests, under the race detector. Those that want a table start DynamoDB Local themselves.
#   ci/go.sh        all but the following
#   ci/go.sh load   those that load the machine, one package at a time: beside each other they
#                   would run into each other's deadlines
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
