#!/usr/bin/env bash
# Checks the dependencies for known vulnerabilities before a release. Not part of `make test`, since
# govulncheck and npm audit need databases on the network, which are not always available.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

GOVULNCHECK=golang.org/x/vuln/cmd/govulncheck@v1.9.0

status=0
for module in . bench; do
	say "govulncheck: $module"
	(cd $module && env GOFLAGS= go run "$GOVULNCHECK" ./...) || status=1
done
for folder in web localstack localstack/stack/testdata/shop; do
	say "npm audit: $folder"
	npm --prefix "$folder" audit --audit-level=high || status=1
done
((status == 0)) || die "vulnerabilities were found, or a database could not be reached: see above"
