#!/usr/bin/env bash
# Measures the cost and the start time of the functions; then this project and the alternatives, one
# after the other, under the same load; then writes the tables and plots of the results. Takes about
# 25 minutes. It waits until no other process uses the machine, and fails if that takes three minutes.
#   ci/bench.sh             all, and writes the tables
#   ci/bench.sh functions   only the functions
#   ci/bench.sh FLAG…       only the servers, with flags of bench/load, such as -busy -only floor,memory
#                           -seconds 1 -rung 0.5 -crowd 50; the tables are not changed
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
results=$PWD/bench/results

# functions measures the CPU time, the size and the start of the functions.
functions() {
	go -C bench build -o "$work/quiet" ./quiet
	say "one invocation, one post"
	"$work/quiet"
	go test -run '^$' -bench . -count 3 ./shared/boot ./shared/apigw | tee "$results/hotpath.txt"
	say "capacity that a full room uses of its partition"
	go test ./shared/dynamo -run '^$' -bench Crowd -benchtime 1x
	say "size and start of each function"
	"$work/quiet"
	go -C bench run ./coldstart -json "$results/start.json"
}

# clients measures the cursors and the planner.
clients() {
	say "cost and smoothness of cursors"
	go -C bench run ./cursors -json "$results/smooth.json"
	say "what two and five people use, counted by the local stack"
	go -C bench run ./bill -json "$results/bill.json"
	say "the planner with 300 items: time of a frame during a drag, and time until the room is shown; cursors between two pages; a catalogue of 5,000 products; the search for layouts"
	"$work/quiet"
	npm --prefix web run bench
}

# servers measures the servers with flags of bench/load.
servers() {
	say "the servers, one after the other"
	go -C bench build -o "$work/load" ./load
	local pin=() flags=() cores
	cores=$(nproc)
	if ((cores > 1)) && command -v taskset >/dev/null; then
		local servers=0-$((cores / 2 - 1)) load=$((cores / 2))-$((cores - 1))
		pin=(taskset -c "$load") flags=(-server-cpu "$servers" -load-cpu "$load")
	fi
	# A folder on the disk, since durable writes to a folder in memory would cost no time.
	mkdir -p .local/bench
	"${pin[@]}" "$work/load" "${flags[@]}" -data "$PWD/.local/bench" "$@"
}

ci/tools.sh bench
case ${1:-} in
"")
	functions
	clients
	servers -profile "$work/cpu.pprof" -json "$results/load.json"
	go tool pprof -top -nodecount 25 "$work/cpu.pprof" >"$results/profile.txt"
	say "tables and plots"
	go -C bench run ./report
	;;
functions) functions ;;
-*) servers "$@" ;;
*) die "unknown argument $1: functions, flags of bench/load, or nothing" ;;
esac
