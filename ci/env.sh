# shellcheck shell=bash
# Sourced by every script: strict mode, the repository's root, pinned tools before all others.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export PATH="$PWD/.tools/bin:$PWD/.tools/venv/bin:$PATH"
export GOFLAGS=-mod=readonly
export SAM_CLI_TELEMETRY=0

export REPORTS=build/reports # a JUnit file for each suite; ci/summary.py counts them

say() { printf '\n== %s\n' "$*"; }
die() {
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
	exit 1
}

# go_files lists Go sources, those not yet committed too, and none of the tools'.
go_files() { git ls-files --cached --others --exclude-standard -- '*.go'; }
