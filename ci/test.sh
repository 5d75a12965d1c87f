#!/usr/bin/env bash
# Runs all checks and tests. Continues after a failure, so that one run shows all.
# The last line is "N passed, N failed". A skipped test and a missing suite count as failed.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

ci/tools.sh test
rm -rf "$REPORTS"
mkdir -p "$REPORTS"

# step runs one script and writes its result and its time in seconds to $REPORTS/steps, for ci/summary.py.
step() {
	local name=$1 begun=$SECONDS result=ok
	shift
	say "$name"
	"$@" || result=failed
	printf '%s %s %s\n' "$name" "$result" $((SECONDS - begun)) >>"$REPORTS/steps"
}

# beside starts a step in the background. `beside_ends` waits for it and prints its output.
beside() {
	step "$@" >"$REPORTS/beside.log" 2>&1 &
}
beside_ends() {
	wait
	cat "$REPORTS/beside.log"
}

step fmt ci/fmt.sh -check
step go ci/go.sh
step load ci/go.sh load
step bench ci/go.sh bench

beside web ci/web.sh # neither it nor what runs meanwhile has a deadline
step lint ci/lint.sh
step simulation ci/go.sh simulation
beside_ends

step browser ci/browser.sh
step e2e ci/e2e.sh
step engines ci/engines.sh
step sam ci/sam.sh

beside deployment ci/deployment.sh -built # the builds of the steps web and sam; it uses one core
step guard ci/guard.sh
step fuzz ci/fuzz.sh
beside_ends

say summary
python3 ci/summary.py "$REPORTS" go load simulation bench web browser e2e engines
