#!/usr/bin/env bash
# Removes what was built. Tools, node_modules and the local room in .local stay.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

rm -rf build .aws-sam web/dist
