#!/usr/bin/env bash
# Components in a real browser, with rooms in memory behind them: web's npm script `browser`.
# It gets CHROMIUM, the browser's path, and says what it found in a JUnit file.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

mkdir -p "$REPORTS"
CHROMIUM=$(command -v chromium) || die "missing: chromium"
export CHROMIUM
npm --prefix web run browser -- --reporter=default --reporter=junit --outputFile.junit="$PWD/$REPORTS/browser.xml"
