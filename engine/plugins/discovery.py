"""Finds the parts that installed packages bring, by the entry points of Python packaging.

A package names its parts in ``[project.entry-points."formula_scanner.feeds"]`` and the like
(:class:`PartKind` lists the groups). Names are read from the metadata of installed packages when
they are first needed, and a part is imported when it is first used, so that neither costs anything
at the start. A part that fails to load is named (:class:`~engine.errors.PluginError`) and left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.errors import InputError, PluginError
from engine.messages import Message
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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
        value = entry.load()
    except (Exception, SystemExit) as error:
        raise failure(kind, name, error, "plugin.not-loaded") from error
    if not _HAS_SHAPE[kind](value):
        fields = {"kind": kind.label, "name": name, "package": _package_of(entry)}
        raise PluginError(Message("plugin.wrong-shape", **fields))
    return value


def failure(
    kind: PartKind, name: str, error: BaseException, code: str = "plugin.raised"
) -> PluginError:
    """Return the error that says which part failed with `error`."""
    entry = _entries(kind).get(name.lower())
    package = "" if entry is None else _package_of(entry)
    reason = Message("plugin.exception", name=type(error).__name__, reason=system_message(error))
    return PluginError(Message(code, kind=kind.label, name=name, package=package, reason=reason))


def all_parts() -> list[InstalledPart]:
    """Return every part of every package, imported to see whether it can be used."""
    parts = [_checked(kind, name) for kind in PartKind for name in names_of(kind)]
    return parts + [_hidden(kind, entry) for kind, entry in _all_entries().hidden]


def _hidden(kind: PartKind, entry: EntryPoint) -> InstalledPart:
    """Return a part of which another package brings one of the same name."""
    name, package = entry.name.lower(), _package_of(entry)
    used = _package_of(_entries(kind)[name])
    fields = {"kind": kind.label, "name": name, "package": package, "used": used}
    problem = Message("plugin.twice", **fields)
    return InstalledPart(kind, name, package, _version_of(entry), problem)


def _checked(kind: PartKind, name: str) -> InstalledPart:
    entry = _entries(kind)[name]
    problem: Message | None = None
    try:
        load_part(kind, name)
    except PluginError as error:
        problem = error.message
    return InstalledPart(kind, name, _package_of(entry), _version_of(entry), problem)


def _entries(kind: PartKind) -> Mapping[str, EntryPoint]:
    return _all_entries().used[kind]


def _package_of(entry: EntryPoint) -> str:
    return "" if entry.dist is None else entry.dist.name


def _version_of(entry: EntryPoint) -> str:
    return "" if entry.dist is None else entry.dist.version


def _is_reader(value: Any) -> bool:
    suffixes = getattr(value, "suffixes", None)
    is_list = isinstance(suffixes, Iterable) and not isinstance(suffixes, str)
    return is_list and callable(getattr(value, "read", None))


_HAS_SHAPE: Mapping[PartKind, Callable[[Any], bool]] = {
    PartKind.FEED: callable,
    PartKind.READER: _is_reader,
    PartKind.PROVIDER: callable,
    PartKind.SINK: callable,
    PartKind.INDICATOR: lambda value: isinstance(value, str) or callable(value),
}


class _Entries(NamedTuple):
    """The entry points by kind and name, and those that others of the same name hide."""

    used: Mapping[PartKind, Mapping[str, EntryPoint]]
    hidden: list[tuple[PartKind, EntryPoint]]


@cache
def _all_entries() -> _Entries:
    from importlib.metadata import entry_points  # noqa: PLC0415 - start-up time

    all_groups = entry_points()
    used: dict[PartKind, dict[str, EntryPoint]] = {}
    hidden: list[tuple[PartKind, EntryPoint]] = []
    for kind in PartKind:
        first = used[kind] = {}
        entries = sorted(all_groups.select(group=kind.value), key=_package_of)
        hidden += [(kind, e) for e in entries if first.setdefault(e.name.lower(), e) is not e]
    return _Entries(used, hidden)
