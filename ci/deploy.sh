#!/usr/bin/env bash
# Builds and deploys a stage of samconfig.toml: ci/deploy.sh default, ci/deploy.sh prod.
# sam shows the changes and asks before it makes them. Makes a signing key where there is none.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

stage=${1:-default}
ci/tools.sh sam

say "1/4 build"
sam build --config-env "$stage"

say "2/4 deploy $stage"
sam deploy --config-env "$stage"

say "3/4 note the outputs in .local/$stage.env"
mkdir -p .local
sam list stack-outputs --config-env "$stage" --output json | python3 ci/outputs.py >".local/$stage.env"
cat ".local/$stage.env"

say "4/4 signing key"
roomctl() { go run ./cmd/roomctl -env ".local/$stage.env" "$@"; }
keys=$(roomctl key list)
if [[ -z $keys ]]; then
	roomctl key add
else
	echo "$keys"
fi

cat <<END

Deployed. Try it:
  go run ./cmd/roomctl -env .local/$stage.env room create -room demo
  go run ./cmd/roomctl -env .local/$stage.env token -room demo -name Ada -role editor
END
