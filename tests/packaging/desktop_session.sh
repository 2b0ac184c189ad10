#!/bin/sh
# A screen, a window manager and a session bus for desktop_session.py, gone when it is done.
#   desktop_session.sh LAUNCHER [FILE]
set -eu
export DISPLAY=:5 XDG_RUNTIME_DIR=/run/user/1000 XDG_CURRENT_DESKTOP=GNOME
Xvfb "$DISPLAY" -screen 0 1600x1000x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
until [ -S "/tmp/.X11-unix/X${DISPLAY#:}" ]; do sleep 0.05; done
openbox >/dev/null 2>&1 &
manager=$!
# The session's own services end with its bus.
status=0
dbus-run-session -- python3 -W ignore::DeprecationWarning /desktop_session.py "$@" || status=$?
kill "$manager" "$screen"
wait
exit "$status"
