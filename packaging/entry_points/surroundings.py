"""Runs before either program: gives the processes that it starts the user's own surroundings."""

import os
import sys
from pathlib import Path


def restore_library_path() -> None:
    """Undo what the bootloader does to find the libraries beside it.

    They are loaded by now. A browser, or a command that an alert starts, would otherwise get our
    Qt instead of its own. Workers are started by a bootloader and set it again.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


def find_certificates() -> None:
    """Name macOS's certificates: OpenSSL looks where the building machine had its own."""
    system = Path("/etc/ssl/cert.pem")
    if "SSL_CERT_FILE" not in os.environ and system.exists():
        os.environ["SSL_CERT_FILE"] = str(system)


if sys.platform.startswith("linux"):
    restore_library_path()
elif sys.platform == "darwin":
    find_certificates()
