"""Recognises the engine's sentences, whatever they are put together from.

1. A text without places is looked up.
2. ``a; b`` is taken apart where each part is known.
3. Templates are tried, those that say most first. A leading place never spans ``: ``.
4. ``head: tail`` is taken apart where the tail is known; that is how errors name a file or line.

Places ``{0}`` hold names and numbers, which stay as they are but for the names of the engine.
Places with a name hold sentences, which are recognised in turn, but for timeframes in ``{frame}``,
numbers in ``{n}`` and the words of :data:`~scanner_app.services.engine_texts.words.CHOICES`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scanner_app.services.engine_texts.words import (
    CHOICES,
    FRAGMENTS,
    FRAMES,
    NAMES,
    TIMEFRAMES,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER, _FRAME = "n", "frame"
_LEADING = r"((?:(?!: ).)+?)"
_MOST_KEPT = 8_192


class _Template(NamedTuple):
    context: str
    text: str
    pattern: re.Pattern[str]
    places: tuple[str, ...]
    core: str
    """The longest piece between places: a text without it is another sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A recognised sentence.

    Attributes
    ----------
    context, template : str
        Under which its translation is known.
    places : tuple of (str, Part)
        What stands in its places.
    """

    context: str
    template: str
    places: tuple[tuple[str, Part], ...] = ()

    def said(self, translate: Callable[[str, str], str]) -> str:
        """Return the sentence as `translate` of context and template has it."""
        filled = {name: _said(part, translate) for name, part in self.places}
        positions = [filled[name] for name in sorted(filter(str.isdecimal, filled))]
        text = translate(self.context, self.template)
        return text.format(*positions, **filled) if filled else text


@dataclass(frozen=True, slots=True)
class Joined:
    """Several sentences, or a sentence after what it is about."""

    separator: str
    parts: tuple[Part, ...]

    def said(self, translate: Callable[[str, str], str]) -> str:
        """Return all of them as `translate` has them."""
        return self.separator.join(_said(part, translate) for part in self.parts)


Part = Told | Joined | str


def _said(part: Part, translate: Callable[[str, str], str]) -> str:
    return part if isinstance(part, str) else part.said(translate)


class Recogniser:
    """Knows templates by heart.

    Parameters
    ----------
    areas : mapping of str to sequence of str
        Templates by the context of their translations.
    """

    def __init__(self, areas: Mapping[str, Sequence[str]]) -> None:
        made = [_made(context, text) for context, texts in areas.items() for text in texts]
        self._whole = {each.text: each.context for each in made if not each.places}
        self._templates = _ranked(each for each in made if each.places)
        self._fragments = _ranked(_made(WORDS, text) for text in FRAGMENTS)
        self._names = _ranked(_made(WORDS, text) for text in NAMES)
        self._words = {word for words in CHOICES.values() for word in words}
        self.recognised = lru_cache(_MOST_KEPT)(self._recognised)

    def _recognised(self, text: str) -> Told | Joined | None:
        """Return what `text` says, or None for what no template has."""
        return self._split(text, "; ", self._single) or self._single(text)

    def _single(self, text: str) -> Told | Joined | None:
        """Return what a text says that is one sentence."""
        if text in self._whole:
            return Told(self._whole[text], text)
        return self._matched(text) or self._after_colon(text)

    def _split(
        self, text: str, separator: str, known: Callable[[str], Told | Joined | None]
    ) -> Joined | None:
        """Return a text as a part that is `known` and the rest, which is known too."""
        place = text.find(separator)
        while place >= 0:
            head = known(text[:place])
            rest = text[place + len(separator) :]
            tail = head and (self._split(rest, separator, known) or known(rest))
            if head and tail:
                return Joined(separator, (head, tail))
            place = text.find(separator, place + 1)
        return None

    def _matched(self, text: str) -> Told | None:
        """Return the template whose places are known as well, or else the first that fits."""
        first = None
        for template, values in _fitting(self._templates, text):
            pairs = list(zip(template.places, values, strict=True))
            parts = tuple((name, self._part(name, value)) for name, value in pairs)
            told = Told(template.context, template.text, parts)
            if all(name.isdecimal() or not isinstance(part, str) for name, part in parts):
                return told
            first = first or told
        return first

    def _after_colon(self, text: str) -> Joined | None:
        """Return a known sentence with what stands before it."""
        place = text.find(": ")
        while place > 0:
            tail = self.recognised(text[place + 2 :])
            if tail is not None:
                head = text[:place]
                return Joined(": ", (self._inner(head) or head, tail))
            place = text.find(": ", place + 1)
        return None

    def _part(self, name: str, value: str) -> Part:
        """Return what stands in a place; as it is where nothing is known of it."""
        if name == _NUMBER:
            return value
        if name.startswith(_FRAME):
            return Told(TIMEFRAMES, value)
        if name in CHOICES:
            return Told(WORDS, value)
        if not name.isdecimal():
            return self._inner(value) or value
        if value in self._whole:
            return Told(self._whole[value], value)
        return next(map(_of_name, _fitting(self._names, value)), value)

    def _inner(self, text: str) -> Told | Joined | None:
        """Return what a part of a sentence says."""
        return self._word(text) or self._split(text, ", ", self._word)

    def _word(self, text: str) -> Told | Joined | None:
        if text in self._words:
            return Told(WORDS, text)
        return self.recognised(text) or self._fragment(text)

    def _fragment(self, text: str) -> Told | None:
        for template, values in _fitting(self._fragments, text):
            pairs = zip(template.places, values, strict=True)
            places = tuple((name, self._part(name, value)) for name, value in pairs)
            return Told(template.context, template.text, places)
        return None


def _of_name(found: tuple[_Template, tuple[str, ...]]) -> Told:
    template, values = found
    return Told(template.context, template.text, tuple(zip(template.places, values, strict=True)))


def _fitting(
    templates: Sequence[_Template], text: str
) -> Iterator[tuple[_Template, tuple[str, ...]]]:
    """Yield the templates that fit, and what is in their places."""
    for template in templates:
        if template.core in text:
            found = template.pattern.fullmatch(text)
            if found:
                yield template, found.groups()


def _ranked(templates: Iterator[_Template]) -> tuple[_Template, ...]:
    """Return templates in the order of what they say of their own."""
    return tuple(sorted(templates, key=lambda each: -len(_PLACE.sub("", each.text))))


def _made(context: str, text: str) -> _Template:
    pieces = _PLACE.split(text)
    literals, places = pieces[::2], tuple(pieces[1::2])
    pattern = re.escape(literals[0])
    for number, (name, literal) in enumerate(zip(places, literals[1:], strict=True)):
        is_leading = number == 0 and not literals[0]
        pattern += _pattern_of(name, is_leading) + re.escape(literal)
    return _Template(context, text, re.compile(pattern, re.DOTALL), places, max(literals, key=len))


def _pattern_of(name: str, is_leading: bool) -> str:
    if name == _NUMBER:
        return r"([\d,]+)"
    choice = FRAMES if name.startswith(_FRAME) else CHOICES.get(name)
    if choice is not None:
        return f"({'|'.join(choice)})"
    return _LEADING if is_leading else "(.+?)"
