#!/usr/bin/env bash
# Formats Go and TypeScript. With -check it changes nothing and fails if a file is not formatted.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

case ${1:-} in
-check)
	unformatted=$(go_files | xargs gofumpt -l)
	[[ -z $unformatted ]] || die $'run make fmt:\n'"$unformatted"
	(cd web && npx --no-install biome format .)
	env -C bench ../web/node_modules/.bin/biome format .
	;;
"")
	go_files | xargs gofumpt -w
	(cd web && npx --no-install biome format --write .)
	env -C bench ../web/node_modules/.bin/biome format --write .
	;;
*) die "unknown option $1: -check or nothing" ;;
esac
