"""Sentences for the user as data: a code and fields, with the English text in a catalogue.

A :class:`Message` *is* its English text, so it may go wherever a text goes: into an exception, a
report, a log, a line of the terminal. Beside it stand the code and the fields that it was made
from; who speaks another language looks the code up in a catalogue of that language
(:meth:`Message.said`). No program reads a sentence to learn what it means.

The texts of a package stand in its ``messages.py`` as ``TEXTS``; :data:`CATALOGUES` says which
module has which prefix. A template is a format string, or :class:`Plural` where a number decides.
"""

from __future__ import annotations

import importlib
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CATALOGUES = MappingProxyType(
    {
        "error": "engine.error_messages",
        "system": "engine.system_messages",
        "calendar": "engine.calendars.messages",
        "candles": "engine.domain.messages",
        "formula": "engine.language.messages",
        "import": "engine.storage.importers.messages",
        "library": "engine.storage.messages",
        "download": "engine.storage.downloads.messages",
        "scan": "engine.batch.messages",
        "live": "engine.stream.messages",
        "plugin": "engine.plugins.messages",
    }
)
"""The module that has the texts of each prefix; loaded when its first message is made."""


class Plural(NamedTuple):
    """A template in two forms; the field ``n`` decides.

    Attributes
    ----------
    one, many : str
        For ``n == 1``, and for all else.
    """

    one: str
    many: str


Template = str | Plural
"""Text with places such as ``{name}`` or ``{n:,}``."""


class Message(str):
    """A sentence for the user, equal to its English text.

    Parameters
    ----------
    code : str
        ``prefix.name``, as in ``import.no-close-column``.
    **fields
        What stands in the places of the text: texts, numbers, other messages, or tuples of them
        (joined with commas).

    Raises
    ------
    KeyError
        If no catalogue has the code.
    """

    __slots__ = ("code", "fields")
    code: str
    fields: Mapping[str, Any]

    def __new__(cls, code: str, /, **fields: Any) -> Message:  # noqa: D102 - the class says it
        return _restored(code, fields, filled(template_of(code), fields))

    def said(self, lookup: Callable[[str], Template | None]) -> str:
        """Return the sentence with the templates that `lookup` gives, English where it has none.

        Parameters
        ----------
        lookup : callable
            Returns the template of a code in another language, or None.
        """
        template = lookup(self.code)
        fields = {name: _said(value, lookup) for name, value in self.fields.items()}
        return filled(template_of(self.code) if template is None else template, fields)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.code, dict(self.fields), str(self))

    def __str__(self) -> str:
        return str.__str__(self)


def _restored(code: str, fields: dict[str, Any], text: str) -> Message:
    message = str.__new__(Message, text)
    message.code = code
    message.fields = MappingProxyType(fields)
    return message


def said(text: str, lookup: Callable[[str], Template | None]) -> str:
    """Return a message in another language, and any other text as it is."""
    return text.said(lookup) if isinstance(text, Message) else text


@cache
def template_of(code: str) -> Template:
    """Return the English template of a code.

    Raises
    ------
    KeyError
        If no catalogue has it.
    """
    return catalogue(code.partition(".")[0])[code]


@cache
def catalogue(prefix: str) -> Mapping[str, Template]:
    """Return the English templates of a prefix by their whole codes.

    Raises
    ------
    KeyError
        If no package has the prefix.
    """
    module = importlib.import_module(CATALOGUES[prefix])
    return {f"{prefix}.{name}": text for name, text in module.TEXTS.items()}


_LISTS = frozenset([tuple, list])


def filled(template: Template, fields: Mapping[str, Any]) -> str:
    """Return a template with its places filled in; a place without a field stays as it is."""
    if isinstance(template, Plural):
        template = template.one if fields.get("n") == 1 else template.many
    # Of a million rejected rows each has a message: this is five times as fast as the formatter.
    if _LISTS.isdisjoint(map(type, fields.values())):
        try:
            return template.format_map(fields)
        except (KeyError, ValueError):
            pass
    return _FORMATTER.vformat(template, (), fields)


def places_in(template: Template) -> set[str]:
    """Return the names of a template's places."""
    forms = template if isinstance(template, Plural) else (template,)
    return {name for form in forms for _, name, _, _ in _FORMATTER.parse(form) if name}


class _Missing(str):
    """A place without a field: better a strange sentence than none."""

    __slots__ = ()

    def __format__(self, _specification: str) -> str:
        return "{" + str(self) + "}"


class _Formatter(Formatter):
    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        return kwargs.get(str(key), _Missing(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple | list):
            return ", ".join(str(item) for item in value)
        return str(super().format_field(value, format_spec))


_FORMATTER = _Formatter()


def _said(value: Any, lookup: Callable[[str], Template | None]) -> Any:
    if isinstance(value, Message):
        return value.said(lookup)
    if isinstance(value, tuple | list):
        return tuple(_said(item, lookup) for item in value)
    return value
