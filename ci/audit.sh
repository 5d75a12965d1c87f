#!/usr/bin/env bash
# Asks for known faults in what we use, before a release. Not part of `make test`: both ask a
# database over the network, and a check that sometimes can't run is none.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

GOVULNCHECK=golang.org/x/vuln/cmd/govulncheck@v1.9.0

status=0
say "govulncheck"
env GOFLAGS= go run "$GOVULNCHECK" ./... || status=1
for folder in web localstack; do
	say "npm audit: $folder"
	npm --prefix "$folder" audit --audit-level=high || status=1
done
((status == 0)) || die "something was found, or a database could not be reached: see above"
