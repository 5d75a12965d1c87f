#!/usr/bin/env bash
# Go tests, under the race detector. Those that want a table start DynamoDB Local themselves.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

mkdir -p "$REPORTS"
gotestsum --format pkgname --junitfile "$REPORTS/go.xml" -- -race -timeout 10m ./...
