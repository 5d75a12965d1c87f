#!/usr/bin/env bash
# What can be said without running anything.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

go vet ./...
staticcheck ./...
npm --prefix web run check
shellcheck -x ci/*.sh .ci/run
