"""The macOS disk image. Untested here: macOS itself builds it in the workflow.

PyInstaller has made and signed ``Formula Scanner.app``, with the identity in CODESIGN_IDENTITY or,
without one, with the ad-hoc signature that Apple silicon asks for.
"""

from __future__ import annotations

import os
import platform
import shutil
from typing import TYPE_CHECKING

from builder import inventory
from builder.project import BUILD, DIST, NAME, TITLE, version
from builder.shell import need, run

if TYPE_CHECKING:
    from pathlib import Path


def package(folder: Path) -> Path:
    """Wrap the bundle beside `folder` into a disk image; sign and notarise it where possible."""
    bundle = folder.parent / f"{TITLE}.app"
    run("codesign", "--verify", "--deep", "--strict", bundle)
    content = BUILD / "image"
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir(parents=True)
    run("ditto", bundle, content / bundle.name)
    (content / "Applications").symlink_to("/Applications")
    shutil.copytree(inventory.INVENTORY, content / "Licences")
    made = DIST / f"{NAME}-{version()}-{platform.machine()}.dmg"
    made.unlink(missing_ok=True)
    DIST.mkdir(exist_ok=True)
    run("hdiutil", "create", "-volname", TITLE, "-srcfolder", content, "-format", "ULFO", made)
    _sign(made)
    return made


def _sign(image: Path) -> None:
    """Sign the image and have Apple notarise it; needs an identity and a notary profile.

    The profile is made once by ``xcrun notarytool store-credentials``.
    """
    identity, profile = os.environ.get("CODESIGN_IDENTITY"), os.environ.get("NOTARY_PROFILE")
    if identity:
        run("codesign", "--sign", identity, "--timestamp", image)
    if identity and profile:
        run(need("xcrun", "(Xcode)"), "notarytool", "submit", image, "--keychain-profile", profile,
            "--wait")  # fmt: skip
        run("xcrun", "stapler", "staple", image)
