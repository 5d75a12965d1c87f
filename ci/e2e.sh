#!/usr/bin/env bash
# Tests the planner in a browser with the local stack: the npm script `e2e` in web, which runs vitest.
# Sets CHROMIUM, the path of the browser, and writes a JUnit file.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

mkdir -p "$REPORTS"
CHROMIUM=$(command -v chromium) || die "missing: chromium"
export CHROMIUM
npm --prefix web run e2e -- --reporter=default --reporter=junit --outputFile.junit="$PWD/$REPORTS/e2e.xml"
