#!/usr/bin/env bash
# Tests the client and the planner, builds the pages into web/dist, and checks their size.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

mkdir -p "$REPORTS"
npm --prefix web test -- --reporter=default --reporter=junit --outputFile.junit="$PWD/$REPORTS/web.xml"
npm --prefix web run build
# Checks the types that the pages give to a shop's TypeScript.
web/node_modules/.bin/tsc -p web/test/host
node ci/size.mjs web/dist
