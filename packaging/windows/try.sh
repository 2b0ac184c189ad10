#!/bin/sh
# Installs the setup in dist, scans, and removes it again; for the workflow's Windows machine.
set -eu
cd "$(dirname "$0")/../.."
setup=$(ls dist/*-setup.exe)
target="$LOCALAPPDATA/Programs/Formula Scanner"
library=$(mktemp -d)/sample.fslib

# MSYS must not take /S for a path. The installer returns when it is done.
MSYS_NO_PATHCONV=1 "./$setup" /S
"$target/formula-scan.exe" --version
"$target/formula-scan.exe" sample --library "$library" --symbols 50 --bars 300
"$target/formula-scan.exe" scan 'close > sma(close, 20)' --library "$library" --latest

# Three seconds of the window: it must neither end nor leave a process.
QT_QPA_PLATFORM=offscreen "$target/formula-scanner.exe" --demo &
sleep 3
tasklist | grep -c formula-scanner.exe
taskkill //F //IM formula-scanner.exe >/dev/null
sleep 3
if tasklist | grep formula-scan; then echo "processes are left" >&2; exit 1; fi

# _?= keeps the uninstaller from copying itself and returning at once.
MSYS_NO_PATHCONV=1 "$target/uninstall.exe" /S "_?=$(cygpath -w "$target")"
if [ -e "$target/formula-scan.exe" ]; then echo "the program is left" >&2; exit 1; fi
