"""Finds the parts that installed packages bring, by the entry points of Python packaging.

A package names its parts in ``[project.entry-points."formula_scanner.feeds"]`` and the like
(:class:`PartKind` lists the groups). Names are read from the metadata of installed packages when
they are first needed, and a part is imported when it is first used, so that neither costs anything
at the start. A part that fails to load is named (:class:`~engine.errors.PluginError`) and left out.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.errors import InputError, PluginError
from engine.messages import Message
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint


class PartKind(StrEnum):
    """The groups of entry points."""

    FEED = "formula_scanner.feeds"
    READER = "formula_scanner.readers"
    PROVIDER = "formula_scanner.providers"
    SINK = "formula_scanner.sinks"
    INDICATOR = "formula_scanner.indicators"

    @property
    def label(self) -> str:
        """What one of them is called."""
        return self.name.lower()


class InstalledPart(NamedTuple):
    """One part of a package.

    Attributes
    ----------
    kind : PartKind
        What it is.
    name : str
        Name of the entry point, in lower case.
    package, version : str
        The package that brings it.
    problem : Message or None
        Why it cannot be used.
    """

    kind: PartKind
    name: str
    package: str
    version: str
    problem: Message | None = None


def names_of(kind: PartKind) -> list[str]:
    """Return the names of the parts of a kind, sorted; nothing is imported."""
    return sorted(_entries(kind))


def has_part(kind: PartKind, name: str) -> bool:
    """Whether an installed package brings a part of this name; nothing is imported."""
    return name.lower() in _entries(kind)


@cache
def load_part(kind: PartKind, name: str) -> Any:
    """Return what the entry point of a part names; imports its package.

    Raises
    ------
    InputError
        No installed package has such a part.
    PluginError
        It cannot be imported.
    """
    entry = _entries(kind).get(name.lower())
    if entry is None:
        fields = {"kind": kind.label, "name": name, "names": tuple(names_of(kind)) or "-"}
        raise InputError(Message("plugin.unknown", **fields))
    try:
        return entry.load()
    except Exception as error:
        raise failure(kind, name, error, "plugin.not-loaded") from error


def failure(
    kind: PartKind, name: str, error: Exception, code: str = "plugin.raised"
) -> PluginError:
    """Return the error that says which part failed with `error`."""
    entry = _entries(kind).get(name.lower())
    package = "" if entry is None or entry.dist is None else entry.dist.name
    reason = Message("plugin.exception", name=type(error).__name__, reason=system_message(error))
    return PluginError(Message(code, kind=kind.label, name=name, package=package, reason=reason))


def all_parts() -> list[InstalledPart]:
    """Return every part of every package, imported to see whether it can be used."""
    return [_checked(kind, name) for kind in PartKind for name in names_of(kind)]


def _checked(kind: PartKind, name: str) -> InstalledPart:
    entry = _entries(kind)[name]
    package, version = ("", "") if entry.dist is None else (entry.dist.name, entry.dist.version)
    problem: Message | None = None
    try:
        load_part(kind, name)
    except PluginError as error:
        problem = error.message
    return InstalledPart(kind, name, package, version, problem)


def _entries(kind: PartKind) -> Mapping[str, EntryPoint]:
    return _all_entries()[kind]


@cache
def _all_entries() -> Mapping[PartKind, Mapping[str, EntryPoint]]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - start-up time

    entries = entry_points()
    return {
        kind: {entry.name.lower(): entry for entry in entries.select(group=kind.value)}
        for kind in PartKind
    }
