#!/usr/bin/env bash
# Deletes the build output. Tools, node_modules and the data of the local stack in .local are not deleted.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

rm -rf build .aws-sam web/dist
