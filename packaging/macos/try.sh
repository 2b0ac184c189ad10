#!/bin/sh
# Mounts the disk image in dist, scans with the bundle on it, and ejects it; for the workflow's Mac.
set -eu
cd "$(dirname "$0")/../.."
image=$(ls dist/*.dmg)
place=$(mktemp -d)
library=$(mktemp -d)/sample.fslib
hdiutil attach -quiet -nobrowse -readonly -mountpoint "$place" "$image"
trap 'hdiutil detach -quiet "$place"' EXIT
bundle="$place/Formula Scanner.app"
codesign --verify --deep --strict "$bundle"
plutil -lint "$bundle/Contents/Info.plist"

programs="$bundle/Contents/MacOS"
"$programs/formula-scan" --version
"$programs/formula-scan" sample --library "$library" --symbols 50 --bars 300
"$programs/formula-scan" scan 'close > sma(close, 20)' --library "$library" --latest

QT_QPA_PLATFORM=offscreen "$programs/formula-scanner" --demo &
window=$!
sleep 5
kill "$window"
wait "$window" || true
sleep 3
if pgrep -f "$programs/formula-scan"; then echo "processes are left" >&2; exit 1; fi
