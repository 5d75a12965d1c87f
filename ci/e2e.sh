#!/usr/bin/env bash
# Browsers against the running local stack: web's npm script `e2e`, a vitest run.
# It gets CHROMIUM, the browser's path, and says what it found in a JUnit file.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

mkdir -p "$REPORTS"
CHROMIUM=$(command -v chromium) || die "missing: chromium"
export CHROMIUM
npm --prefix web run e2e -- --reporter=default --reporter=junit --outputFile.junit="$PWD/$REPORTS/e2e.xml"
