"""Scripts that a test runs in a process of their own."""

from __future__ import annotations

import os
from pathlib import Path

_REPO = Path(__file__).resolve().parents[2]


def with_repo_on_path() -> dict[str, str]:
    """Return an environment in which Python finds this checkout first."""
    path = os.pathsep.join(filter(None, [str(_REPO), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}
