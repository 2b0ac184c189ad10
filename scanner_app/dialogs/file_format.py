"""The ending of a file that is about to be written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog


def follow_format(dialog: QFileDialog, name: str) -> None:
    """Propose `name`, and give names without an ending that of the chosen format."""
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(name)
    dialog.filterSelected.connect(partial(_take_ending, dialog))


def _take_ending(dialog: QFileDialog, name_filter: str) -> None:
    dialog.setDefaultSuffix(name_filter.rpartition("*.")[2].rstrip(")"))
