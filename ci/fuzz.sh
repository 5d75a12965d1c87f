#!/usr/bin/env bash
# Runs every fuzz target for a short time. FUZZTIME=10m ci/fuzz.sh runs each for ten minutes.
# The default is a number of runs, since with a time a worker that is busy at the deadline fails the run.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

targets=0
while IFS=: read -r file target; do
	say "$target in $(dirname "$file"), ${FUZZTIME:-100000x}"
	go test "./$(dirname "$file")" -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-100000x}"
	targets=$((targets + 1))
done < <(go_files | xargs grep -HoE '^func Fuzz[A-Za-z0-9_]*' | sed 's/:func /:/')
((targets > 0)) || die "there is no fuzz target"
