#!/usr/bin/env bash
# Builds every function into build/NAME/bootstrap and prints its size.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

names=()
for main in functions/*/main.go; do
	names+=("$(basename "$(dirname "$main")")")
done
ci/function.sh build "${names[@]}"
