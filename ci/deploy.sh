#!/usr/bin/env bash
# Builds and deploys a stage of samconfig.toml, back end and pages: ci/deploy.sh default, ci/deploy.sh prod.
# sam shows the changes and asks for a confirmation, unless CI is set. Adds a signing key if there is none.
# With -built as the second argument it deploys the earlier build of .aws-sam/build and web/dist.
# ci/deployment.sh runs it against an emulator of CloudFormation; not yet run with an account.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

stage=${1:-default}
built=${2:-}
[[ -z $built || $built == -built ]] || die "unknown option $built: -built or nothing"
ci/tools.sh sam

python() { .tools/venv/bin/python "$@"; }
outputs() { python ci/stack.py outputs "$1"; }
output() { python -c 'import json, sys; print(next((o["OutputValue"] for o in json.load(sys.stdin) if o["OutputKey"] == sys.argv[1]), ""))' "$1"; }

# deploy STACK PARAMETERS OPTIONS… shows the changes of a stack, asks, and deploys. PARAMETERS has a parameter
# in each line. It fails if the answer is no: sam then exits with 0, and leaves the change set.
deploy() {
	local stack=$1 parameters before after
	mapfile -t parameters <<<"$2"
	shift 2
	before=$(python ci/stack.py pending "$stack")
	# Without the option, sam looks for samconfig.toml in the folder of the template.
	sam deploy --config-file "$PWD/samconfig.toml" --config-env "$stage" --stack-name "$stack" "${unattended[@]}" "$@" \
		--parameter-overrides "${parameters[@]}"
	after=$(python ci/stack.py pending "$stack")
	[[ -z $(comm -13 <(echo "$before") <(echo "$after")) ]] || die "the changes of $stack were not confirmed: stopped"
}

# back_end ORIGIN deploys the back end, which allows the pages' ORIGIN besides AllowedOrigins.
back_end() {
	local parameters
	parameters=$(python ci/stage.py back-end "$stage" "$1")
	deploy "$back_end" "$parameters"
}

unattended=()
[[ -z ${CI:-} ]] || unattended=(--no-confirm-changeset --no-progressbar)
names=$(python ci/stage.py stacks "$stage")
{ read -r back_end && read -r pages; } <<<"$names"
env=.local/$stage.env
mkdir -p .local

say "1/6 build"
if [[ -z $built ]]; then
	ci/tools.sh web
	npm --prefix web run build
	sam build --config-env "$stage"
fi

say "2/6 deploy the back end of $stage"
# The pages' origin is known before the first deployment only if they have a DomainName.
page=$(outputs "$pages" | output PageUrl)
origin=$(python ci/stage.py origin "$stage" "$page")
back_end "$origin"

say "3/6 write the outputs to $env"
back_end_outputs=$(outputs "$back_end")
python ci/outputs.py <<<"$back_end_outputs" >"$env"
cat "$env"
url=$(sed -n 's/^HOMSTYLE_URL=//p' "$env")
api=$(sed -n 's/^HOMSTYLE_API_URL=//p' "$env")
pictures=$(output PictureOrigin <<<"$back_end_outputs")

say "4/6 signing key"
roomctl() { go run ./cmd/roomctl -env "$env" "$@"; }
keys=$(roomctl key list)
if [[ -z $keys ]]; then
	roomctl key add
else
	echo "$keys"
fi

say "5/6 deploy the pages; CloudFront takes a few minutes the first time"
parameters=$(python ci/stage.py pages "$stage" "$url" "$api" "$pictures")
deploy "$pages" "$parameters" --template-file infra/web.yaml
outputs "$pages" >".local/$stage.pages.json"
page=$(output PageUrl <".local/$stage.pages.json")
if [[ $(python ci/stage.py origin "$stage" "$page") != "$origin" ]]; then
	say "5/6 allow the origin of the pages, ${page%/}, in the back end"
	origin=${page%/}
	back_end "$origin"
fi

say "6/6 publish the pages"
suggestions=$(outputs "$back_end" | output Suggestions)
python ci/stage.py config "$stage" "$url" "$api" "$suggestions" >web/dist/config.json
python ci/publish.py web/dist ".local/$stage.pages.json"

cat <<END

Deployed. Create a room, and open ${page}?room=demo once your back end mints tokens (docs/embed.md):
  go run ./cmd/roomctl -env $env room create -room demo
  go run ./cmd/roomctl -env $env token -room demo -name Ada -role editor
END
