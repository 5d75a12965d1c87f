#!/usr/bin/env bash
# One journey in three browser engines against the running local stack: web's npm script `engines`.
# It gets the paths of the browsers and of WebKit's driver.
# shellcheck source=ci/env.sh
source "$(dirname "$0")/env.sh"

mkdir -p "$REPORTS"
CHROMIUM=$(command -v chromium) || die "missing: chromium"
FIREFOX=$(command -v firefox-esr || command -v firefox) || die "missing: firefox-esr"
WEBKIT_DRIVER=$(command -v WebKitWebDriver) || die "missing: WebKitWebDriver"
WEBKIT_BROWSER=$(find /usr/lib /usr/libexec -name MiniBrowser -path '*webkit2gtk-4*' -print -quit 2>/dev/null)
[[ -n $WEBKIT_BROWSER ]] || die "missing: MiniBrowser of webkit2gtk"
command -v Xvfb >/dev/null || die "missing: Xvfb"
export CHROMIUM FIREFOX WEBKIT_DRIVER WEBKIT_BROWSER
npm --prefix web run engines -- --reporter=default --reporter=junit --outputFile.junit="$PWD/$REPORTS/engines.xml"
