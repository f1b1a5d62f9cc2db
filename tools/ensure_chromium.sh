#!/bin/sh
# The browser tests want a Chromium, and its shell without windows, which is quicker. What is missing is installed where
# apt may be used; where not, go on: without the shell the tests take longer, without Chromium they skip and say so.
# Never fails.
[ -n "${LUNHOU_CHROMIUM:-}" ] && exit 0
has() {
    for name in "$@"; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}
wanted=""
has chromium chromium-browser google-chrome || wanted="chromium"
has chromium-headless-shell chrome-headless-shell || wanted="$wanted chromium-headless-shell"
[ -z "$wanted" ] && exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if ! has apt-get || ! $as_root true 2>/dev/null; then
    echo "not there and not to be installed:$wanted"
    exit 0
fi
$as_root apt-get update -qq >/dev/null 2>&1
for package in $wanted; do
    echo "installing $package for the browser tests"
    $as_root apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || echo "$package could not be installed"
done
exit 0
