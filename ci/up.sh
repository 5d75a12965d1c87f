#!/usr/bin/env bash
# Builds the page, starts the local stack and prints the address of a room.
# Arguments are passed to localstack: make up ARGS="-store disk -addr 127.0.0.1:9000"
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

# java_possible: DynamoDB Local, which alone needs Java, runs here or can be installed.
java_possible() { command -v java >/dev/null || { ((EUID == 0)) && command -v apt-get >/dev/null; }; }

mkdir -p .local
nice go build -o .local/localstack ./localstack & # while npm installs and vite builds
built=$!

if [[ " $* " =~ \ --?(store[=\ ](disk|memory)\ |dynamodb[=\ ]) ]]; then
	ci/tools.sh disk
elif [[ " $* " =~ \ --?store[=\ ]dynamodb\  ]]; then
	ci/tools.sh up
else # -store auto: localstack puts the table on disk if DynamoDB Local is not there, and says so
	if ! java_possible || ! ci/tools.sh up; then ci/tools.sh disk; fi
fi
(cd web && node_modules/.bin/vite build --logLevel error)
wait "$built"
exec .local/localstack "$@"
