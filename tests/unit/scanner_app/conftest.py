"""What tests of several parts of the window need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from scanner_app.translations import install_translations, remove_translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    """Let the window speak Korean."""
    installed = install_translations(qapp, "ko")
    yield
    remove_translations(qapp, installed)
    QLocale.setDefault(QLocale.c())
