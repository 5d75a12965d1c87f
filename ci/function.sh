#!/usr/bin/env bash
# Builds functions for Lambda: ci/function.sh FOLDER NAME… writes FOLDER/NAME/bootstrap.
# For sam build: ci/function.sh -sam FOLDER NAME writes FOLDER/bootstrap; NAME is not case-sensitive.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

# Without VCS stamps, a commit that does not change a function does not change its binary, and sam does
# not upload it.
build() {
	GOOS=linux GOARCH=arm64 CGO_ENABLED=0 \
		go build -tags lambda.norpc -trimpath -buildvcs=false -ldflags="-s -w" -o "$2" "./functions/$1"
}

if [[ ${1:-} == -sam ]]; then
	build "${3,,}" "$2/bootstrap"
	exit
fi
folder=$1
shift
for name in "$@"; do
	build "$name" "$folder/$name/bootstrap"
	printf '%-12s %6.1f MB\n' "$name" "$(stat -c %s "$folder/$name/bootstrap" | awk '{print $1 / 1e6}')"
done
