#!/usr/bin/env bash
# Makes the stack of a stage from a table and a bucket that an earlier one left: ci/import.sh prod TABLE BUCKET.
# Asks for the name of the stack, unless CI is set. ci/deployment.sh runs it against an emulator of
# CloudFormation; not yet run with an account.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

(($# == 3)) || die "usage: make import STAGE=prod TABLE=… BUCKET=…"
ci/tools.sh sam
.tools/venv/bin/python ci/import_rooms.py "$@"
