# shellcheck shell=bash
# Sourced by every script: sets strict mode, changes to the root of the repository, and puts the
# pinned tools first in PATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export PATH="$PWD/.tools/bin:$PWD/.tools/venv/bin:$PATH"
export GOFLAGS=-mod=readonly
export SAM_CLI_TELEMETRY=0

export REPORTS=build/reports # a JUnit file for each suite; ci/summary.py reads them

say() { printf '\n== %s\n' "$*"; }
die() {
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
	exit 1
}

# go_files lists the Go files of the repository, also those that are not committed.
go_files() { git ls-files --cached --others --exclude-standard -- '*.go'; }
