#!/usr/bin/env bash
# Runs all checks and tests, the fastest first. Continues after a failure, so that one run shows all.
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

step fmt ci/fmt.sh -check
step lint ci/lint.sh
step go ci/go.sh
step load ci/go.sh load
step simulation ci/go.sh simulation
step bench ci/go.sh bench
step web ci/web.sh
step browser ci/browser.sh
step e2e ci/e2e.sh
step engines ci/engines.sh
step sam ci/sam.sh
step deployment ci/deployment.sh -built # the builds of the steps web and sam
step guard ci/guard.sh
step fuzz ci/fuzz.sh

say summary
python3 ci/summary.py "$REPORTS" go load simulation bench web browser e2e engines
