#!/bin/sh
# Takes screenshots of the app into FOLDER, on a virtual screen where there is one to be had.
#   shot.sh BIN FOLDER
set -eu
cd "$(dirname "$0")/../.."
bin=$1
folder=$2
if [ "$(uname -s)" = Linux ] && command -v xvfb-run >/dev/null; then
    exec env XDG_CURRENT_DESKTOP=GNOME xvfb-run -a -s "-screen 0 1600x1000x24" \
        "$bin/python" packaging/dev/screenshots.py "$folder"
fi
echo "No xvfb-run (package xvfb): drawing without a window system." >&2
exec env QT_QPA_PLATFORM=offscreen "$bin/python" packaging/dev/screenshots.py "$folder"
