#!/bin/sh
# Makes the virtual environment VENV ready for KIND (run, dev, bench, docs, package, package-test);
# does nothing the second time.
#   setup.sh VENV KIND
set -eu
cd "$(dirname "$0")/../.."
venv=$1
kind=$2

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

if [ "${OS:-}" = Windows_NT ]; then bin=$venv/Scripts; else bin=$venv/bin; fi

case $kind in
    run | package) extras="" ;;
    dev | package-test) extras="[dev]" ;;
    bench) extras="[dev,bench]" ;;
    docs) extras="[dev,docs]" ;;
    *) fail "setup.sh: unknown kind '$kind'" ;;
esac

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

# apt_install WHY PACKAGES...: install on Debian or Ubuntu, or say what is missing.
apt_install() {
    why=$1; shift
    if command -v apt-get >/dev/null && as_root true; then
        say "Installing for $why: $*"
        as_root apt-get update -qq >/dev/null 2>&1 || true
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
            || fail "apt-get could not install: $* (needed for $why)"
    else
        say "Missing for $why. On Debian or Ubuntu an administrator installs it with:"
        say "  apt-get install $*"
        say "On other systems install the packages of the same names."
        return 1
    fi
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null && "$name" -c \
            'import sys; sys.exit(not sys.version_info >= (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    python=$(find_python) || {
        apt_install "Python 3.11 or newer" python3 python3-venv || exit 1
        python=$(find_python) || fail "Python 3.11 or newer is needed; this system offers none."
    }
    "$python" -m venv "$venv" 2>/dev/null || {
        rm -rf "$venv"
        apt_install "virtual environments" python3-venv || exit 1
        "$python" -m venv "$venv"
    }
}

# The stamp holds what was asked of pip; it is written last, so an interrupted set-up starts again.
stamp="$venv/.formula-scanner"
wanted="$kind $(cksum < pyproject.toml)"
if ! grep -qxF "$wanted" "$stamp" 2>/dev/null; then
    [ -x "$bin/python" ] || make_venv
    say "Installing Python packages into $venv ..."
    "$bin/python" -m pip install --quiet --disable-pip-version-check -e ".$extras"
    if ! grep -q "$(cksum < pyproject.toml)" "$stamp" 2>/dev/null; then : > "$stamp"; fi
    printf '%s\n' "$wanted" >> "$stamp"
fi

# What Qt needs of the system, asked of Qt itself: the libraries that its own files link to.
[ "$(uname -s)" = Linux ] || exit 0
qt_packages() { PYTHONPATH=. "$bin/python" packaging/dev/qt_packages.py "$@"; }
case $kind in
    dev) screens=xcb ;;
    package) screens="xcb wayland" ;; # dpkg-shlibdeps must see them all
    *) screens="${DISPLAY:+xcb} ${WAYLAND_DISPLAY:+wayland}" ;;
esac
# shellcheck disable=SC2086 # words
lacking=$(qt_packages $screens)
if [ -n "$lacking" ]; then
    # Tests and tools of developers do without a screen.
    apt_install "Qt" $lacking || { [ "$kind" = dev ] && [ -z "$(qt_packages)" ]; } || exit 1
fi
has_lib() { "$bin/python" -c "import ctypes; ctypes.CDLL('$1')" 2>/dev/null; }

# What makes and checks packages. PyInstaller needs Python's shared library, which Debian keeps apart.
has() { for tool; do command -v "$tool" >/dev/null || return 1; done; }
if [ "$kind" = package ]; then
    if ! has strip chrpath dpkg-shlibdeps desktop-file-validate appstreamcli git; then
        apt_install "packages" binutils chrpath dpkg-dev desktop-file-utils appstream git || exit 1
    fi
    shared=$("$bin/python" -c 'import sysconfig as s; print(s.get_config_var("INSTSONAME"))')
    if [ -x /usr/bin/dpkg ] && "$bin/python" -c 'import sys; sys.exit(sys.base_prefix != "/usr")' \
        && ! has_lib "$shared"; then
        apt_install "Python's shared library" python3-dev || exit 1
    fi
fi
if [ "$kind" = package-test ] && ! has debootstrap lintian makensis; then
    apt_install "tests of packages" debootstrap lintian nsis || exit 1
fi
