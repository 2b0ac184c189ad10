"""The readers of other packages, by the endings of the files that they read."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from engine.errors import PluginError
from engine.plugins.discovery import PartKind, load_part, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.plugins.protocols import FileReader


def suffix_of(name: str) -> str:
    """Return the ending of a file's name in lower case, with its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def has_reader(name: str) -> bool:
    """Whether a reader of another package takes files of this name."""
    return reader_of(name) is not None


def reader_of(name: str) -> tuple[str, FileReader] | None:
    """Return name and reader of another package for files of this name, None where none is."""
    return _readers().get(suffix_of(name))


@cache
def _readers() -> Mapping[str, tuple[str, FileReader]]:
    """Return name and reader of each ending; a reader that cannot be loaded is left out."""
    readers: dict[str, tuple[str, FileReader]] = {}
    for name in names_of(PartKind.READER):
        try:
            reader = load_part(PartKind.READER, name)
        except PluginError:
            continue
        readers.update((suffix.lower(), (name, reader)) for suffix in reader.suffixes)
    return readers
