#!/usr/bin/env bash
# Runs the Go tests with the race detector. Tests that need a table start DynamoDB Local.
#   ci/go.sh              all packages except the following
#   ci/go.sh load         packages that load the machine, one at a time, since together they would exceed
#                         their deadlines; the simulations with a twentieth of their seeds
#   ci/go.sh simulation   the simulations with all seeds, without the race detector, which makes them ten
#                         times slower
#   ci/go.sh bench        the module of the benchmark, also one at a time
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

load='/(shared/roomtest|shared/roomtest/wiretest|localstack)$'
suite=${1:-go}
mkdir -p "$REPORTS"
case $suite in
go)
	mapfile -t packages < <(go list ./... | grep -vE "$load")
	flags=(-race)
	;;
load)
	mapfile -t packages < <(go list ./... | grep -E "$load")
	flags=(-race -p 1 -short)
	;;
simulation)
	packages=(./shared/roomtest)
	flags=(-run Simulation)
	;;
bench)
	REPORTS=$PWD/$REPORTS
	cd bench
	packages=(./...)
	flags=(-race -p 1)
	;;
*) die "unknown suite $suite: go, load, simulation or bench" ;;
esac
gotestsum --format pkgname --junitfile "$REPORTS/$suite.xml" -- -timeout 10m "${flags[@]}" "${packages[@]}"
