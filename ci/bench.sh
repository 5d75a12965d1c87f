#!/usr/bin/env bash
# What a function costs the processor, how large it is and how soon it is there; with `local`, also how
# long the whole local stack takes to tell the others, and the tables of bench/README.md made anew.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

case ${1:-} in
"" | local) ;;
*) die "unknown option $1: local or nothing" ;;
esac

say "one invocation, one post"
go test -run '^$' -bench . -count 5 ./bench/hotpath ./shared/apigw | tee bench/results/hotpath.txt

say "size and start of each function"
go run ./bench/start -json bench/results/start.json

if [[ ${1:-} == local ]]; then
	ci/tools.sh up
	say "from a move to the others"
	go run ./bench/local -json bench/results/local.json "${@:2}"
	go run ./bench/report
fi
