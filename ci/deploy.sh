#!/usr/bin/env bash
# Builds and deploys a stage of samconfig.toml, back end and pages: ci/deploy.sh default, ci/deploy.sh prod.
# sam shows the changes and asks for a confirmation. Adds a signing key if there is none.
# Written from AWS's documentation; not yet run with an account.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

stage=${1:-default}
ci/tools.sh sam
ci/tools.sh web

python() { .tools/venv/bin/python "$@"; }
outputs() { sam list stack-outputs --config-env "$stage" --output json "$@"; }
pages=$(python ci/pages.py stack "$stage")
env=.local/$stage.env
mkdir -p .local

say "1/6 build"
npm --prefix web run build
sam build --config-env "$stage"

say "2/6 deploy the back end of $stage"
sam deploy --config-env "$stage"

say "3/6 write the outputs to $env"
outputs | python ci/outputs.py >"$env"
cat "$env"
url=$(sed -n 's/^HOMSTYLE_URL=//p' "$env")
api=$(sed -n 's/^HOMSTYLE_API_URL=//p' "$env")

say "4/6 signing key"
roomctl() { go run ./cmd/roomctl -env "$env" "$@"; }
keys=$(roomctl key list)
if [[ -z $keys ]]; then
	roomctl key add
else
	echo "$keys"
fi

say "5/6 deploy the pages; CloudFront takes a few minutes the first time"
parameters=$(python ci/pages.py parameters "$stage" "$url" "$api")
mapfile -t parameters <<<"$parameters"
sam deploy --config-env "$stage" --template-file infra/web.yaml --stack-name "$pages" --parameter-overrides "${parameters[@]}"
outputs --stack-name "$pages" >".local/$stage.pages.json"

say "6/6 publish the pages"
python ci/pages.py config "$stage" "$url" "$api" >web/dist/config.json
python ci/publish.py web/dist ".local/$stage.pages.json"
page=$(python -c 'import json, sys; print(next(o["OutputValue"] for o in json.load(sys.stdin) if o["OutputKey"] == "PageUrl"))' <".local/$stage.pages.json")

cat <<END

Deployed. Create a room, and open ${page}?room=demo once your back end mints tokens (docs/embed.md):
  go run ./cmd/roomctl -env $env room create -room demo
  go run ./cmd/roomctl -env $env token -room demo -name Ada -role editor
AllowedOrigins must contain the origin of the pages, ${page%/}, or be "*": room page and frame connect from it.
END
