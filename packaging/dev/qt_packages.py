"""Prints Debian's packages that Qt lacks on this system for windows on xcb, wayland or both.

qt_packages.py [PLATFORM...]
"""

import sys

from scanner_app.system_libraries import missing_libraries, packages_of

print(*packages_of(missing_libraries(*sys.argv[1:])))
