#!/usr/bin/env bash
# Writes what SAM makes of template.yaml to infra/expanded.json; with -check it only compares.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

case ${1:-} in
-check)
	.tools/venv/bin/python infra/expand.py | diff -u infra/expanded.json - ||
		die "infra/expanded.json is not what template.yaml expands to: run make golden and read the difference"
	;;
"")
	.tools/venv/bin/python infra/expand.py >infra/expanded.json.new
	mv infra/expanded.json.new infra/expanded.json
	git --no-pager diff --stat -- infra/expanded.json
	;;
*) die "unknown option $1: -check or nothing" ;;
esac
