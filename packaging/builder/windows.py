"""The Windows installer, by NSIS. Untested here: Windows itself builds it in the workflow."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from builder import inventory
from builder.project import BUILD, DIST, MIME_TYPE, NAME, PACKAGING, numbers, version
from builder.shell import need, run

if TYPE_CHECKING:
    from pathlib import Path


def package(folder: Path) -> Path:
    """Sign the programs where there is a certificate, and wrap `folder` into an installer."""
    shutil.copytree(inventory.INVENTORY, folder / "doc", dirs_exist_ok=True)
    for program in folder.glob("*.exe"):
        _sign(program)
    made = compile_installer(folder, DIST)
    _sign(made)
    return made


def compile_installer(folder: Path, target: Path, *options: str) -> Path:
    """Compile the installer of what is in `folder`; works wherever makensis does."""
    target.mkdir(parents=True, exist_ok=True)
    made = target / f"{NAME}-{version()}-setup.exe"
    size_kb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024
    # Windows spells options with a slash, other systems with a dash; makensis takes the dash.
    run(need("makensis", "nsis"), *options, "-V2", "-WX", f"-DVERSION={version()}",
        f"-DPAYLOAD={folder}{os.sep}*",
        f"-DNUMBERS={'.'.join(map(str, numbers()))}", f"-DTARGET={made}", f"-DSIZE_KB={size_kb}",
        f"-DMIME_TYPE={MIME_TYPE}", f"-DICON={BUILD / 'icons' / 'app.ico'}",
        "-INPUTCHARSET", "UTF8", PACKAGING / "windows" / "installer.nsi")  # fmt: skip
    return made


def _sign(program: Path) -> None:
    """Sign by the certificate with the fingerprint in SIGNING_THUMBPRINT, where it is set."""
    thumbprint = os.environ.get("SIGNING_THUMBPRINT")
    if thumbprint:
        run(need("signtool", "(Windows SDK)"), "sign", "/sha1", thumbprint, "/fd", "SHA256",
            "/tr", "http://timestamp.digicert.com", "/td", "SHA256", program)  # fmt: skip
