#!/usr/bin/env bash
# Tests of the client and the planner, then the pages themselves into web/dist, and what they weigh.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

mkdir -p "$REPORTS"
npm --prefix web test -- --reporter=default --reporter=junit --outputFile.junit="$PWD/$REPORTS/web.xml"
npm --prefix web run build
# What a shop's own TypeScript sees of it.
web/node_modules/.bin/tsc -p web/test/host
node ci/size.mjs web/dist
