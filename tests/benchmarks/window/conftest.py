"""The window of the GUI tests."""

from __future__ import annotations

from tests.gui.conftest import app, open_app, sample_library

__all__ = ["app", "open_app", "sample_library"]
