#!/usr/bin/env bash
# Measures the cost and the start time of the functions; then this project and the alternatives, one
# after the other, under the same load; then writes the tables and plots of the results. Takes about
# 16 minutes on a machine without other load.
#   ci/bench.sh functions   only the first part
#   ci/bench.sh FLAG…       flags of bench/load, such as -only floor,memory -seconds 1 -rung 0.5 -crowd 50
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
results=bench/results

ci/tools.sh bench

say "1/6 one invocation, one post"
go test -run '^$' -bench . -count 3 ./bench/hotpath ./shared/apigw | tee $results/hotpath.txt
# Stack frames of the SDK's middleware and of the benchmark are hidden; the functions that they call are shown.
layers='^testing\.|hotpath\.Benchmark|smithy-go/middleware\.|\.Handle(Initialize|Serialize|Build|Finalize|Deserialize)$|^sync\.\(\*WaitGroup\)\.Go'
go test -run '^$' -bench Function/route=move -benchtime 5s -cpuprofile "$work/move.pprof" -o "$work/hotpath.test" ./bench/hotpath
go run ./bench/flame -in "$work/move.pprof" -out $results/hotpath.svg -hide "$layers" \
	-title "One move before five peers, by processor time: the function as Lambda runs it, without the network"

say "   capacity that a full room uses of its partition"
go test ./shared/dynamo -run '^$' -bench Crowd -benchtime 1x

say "2/6 size and start of each function"
go run ./bench/coldstart -json $results/start.json
if [[ ${1:-} == functions ]]; then exit; fi

say "3/6 cost and smoothness of cursors"
go run ./bench/cursors -json $results/smooth.json

say "4/6 the planner with 300 items: time of a frame during a drag, and time until the room is shown"
npm --prefix web run bench

say "5/6 the servers, one after the other"
go build -o "$work/load" ./bench/load
pin=() flags=()
cores=$(nproc)
if ((cores > 1)) && command -v taskset >/dev/null; then
	servers=0-$((cores / 2 - 1)) load=$((cores / 2))-$((cores - 1))
	pin=(taskset -c "$load") flags=(-server-cpu "$servers" -load-cpu "$load")
fi
# A folder on the disk, since durable writes to a folder in memory would cost no time.
mkdir -p .local/bench
"${pin[@]}" "$work/load" "${flags[@]}" -data "$PWD/.local/bench" -profile "$work/cpu.pprof" -json "$work/load.json" "$@"
if [[ -f $work/cpu.pprof ]]; then go tool pprof -top -nodecount 25 "$work/cpu.pprof" >$results/profile.txt; fi

say "6/6 tables and plots"
if (($# > 0)); then
	echo "Only some servers were measured, so $results/load.json and the tables are not changed."
	exit
fi
mv "$work/load.json" $results/load.json
go run ./bench/report
