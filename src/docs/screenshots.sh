#!/bin/sh
# Takes the README's pictures anew, of the handbook's site as it is now: src/docs/screenshots.sh
# Needs Chromium.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pictures=$PWD/src/docs

./orrery run --data "$work/data" --site "$work/site" > /dev/null

# shoot PICTURE PAGE HEIGHT
shoot() {
  chromium --headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --user-data-dir="$work/profile" --window-size="1280,$3" --screenshot="$pictures/$1" \
    "file://$work/site/$2" 2> /dev/null
  echo "src/docs/$1"
}

# A window is never narrower than 500 pixels: a phone is a frame in a page.
phone() {
  printf '<iframe src="%s" style="color-scheme: %s"></iframe>' "$1" "$2"
}
{
  printf '<!doctype html><meta name="color-scheme" content="light"><style>
    body { display: flex; justify-content: space-between; margin: 1.5rem; background: #cfccc4 }
    iframe { width: 24rem; height: 45rem; border: 0; border-radius: 1.2rem }</style>'
  phone index.html light
  phone "$(cd "$work/site" && ls status/bits-pieces-*.html)" light
  phone about.html dark
} > "$work/site/phones.html"

shoot front.png index.html 860
shoot phones.png phones.html 770
