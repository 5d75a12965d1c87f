#!/usr/bin/env bash
# Tests the deployment on MiniStack, an emulator of CloudFormation without Docker: deploys, deploys again,
# updates, deletes. With -built it uses the earlier build of .aws-sam/build and web/dist.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

if [[ ${1:-} != -built ]]; then
	npm --prefix web run build
	sam build
fi
.tools/venv/bin/python ci/deployment.py
