"""What the changelog says of a release."""

from __future__ import annotations

import re

from builder.project import ROOT, BuildError, version

_CHANGELOG = ROOT / ".github" / "CHANGELOG.md"


def notes_of(release: str) -> str:
    """Return the changelog's entry of a release that is about to be published.

    Raises
    ------
    BuildError
        The program bears another version, or nobody has written down what is new.
    """
    if release != version():
        raise BuildError(f"release {release} is asked for, but engine/_version.py says {version()}")
    found = re.search(
        rf"^## \[{re.escape(release)}\] - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## \[|\Z)",
        _CHANGELOG.read_text("utf-8"), re.MULTILINE | re.DOTALL,
    )  # fmt: skip
    if found is None or not found[1].strip():
        raise BuildError(f"CHANGELOG.md has no entry '## [{release}] - YEAR-MONTH-DAY'")
    return found[1].strip()
