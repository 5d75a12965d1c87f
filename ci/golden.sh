#!/usr/bin/env bash
# Expands template.yaml with SAM and writes the result to infra/expanded.json. With -check it only
# compares both.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

case ${1:-} in
-check)
	.tools/venv/bin/python infra/expand.py | diff -u infra/expanded.json - ||
		die "infra/expanded.json is not the expansion of template.yaml: run make golden and check the difference"
	;;
"")
	.tools/venv/bin/python infra/expand.py >infra/expanded.json.new
	mv infra/expanded.json.new infra/expanded.json
	git --no-pager diff --stat -- infra/expanded.json
	;;
*) die "unknown option $1: -check or nothing" ;;
esac
