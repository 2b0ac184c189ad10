#!/bin/sh
# Opens the app on a sample library, or scans in the terminal where there is no screen.
#   run.sh BIN
set -eu
cd "$(dirname "$0")/../.."
bin=$1
case $(uname -s) in
    Darwin | MINGW* | MSYS* | CYGWIN*) screen=yes ;;
    *) screen=${DISPLAY:-}${WAYLAND_DISPLAY:-} ;;
esac

if [ -n "$screen" ]; then
    exec "$bin/python" -m scanner_app --demo
fi
library=build/sample.fslib
formula='close > sma(close, 20) and rsi(close, 14) < 45'
echo "There is no screen here (DISPLAY and WAYLAND_DISPLAY are empty): scanning in the terminal."
mkdir -p build
[ -e "$library" ] || "$bin/formula-scan" sample --library "$library" --symbols 500
echo "\$ formula-scan scan '$formula' --latest --library $library"
exec "$bin/formula-scan" scan "$formula" --latest --library "$library"
