#!/usr/bin/env bash
# Starts the local stack and opens the demonstration page (docs/demo.md): two people in one room, and a meter
# of what they use of AWS. Each invocation is counted, so that the meter follows at once.
# Arguments are passed to localstack, as with up.sh.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

url="http://localhost:8080/demo.html?room=vardagsrum"
opener=$(command -v xdg-open || command -v open || true)
if [[ -n $opener && " $* " != *" -addr "* ]]; then
	# The stack serves the page as soon as it is ready; curl tries again until then.
	(curl --silent --fail --output /dev/null --retry 120 --retry-delay 1 --retry-connrefused "$url" && "$opener" "$url") &
fi
exec ci/up.sh -param UsageSample=1 "$@"
