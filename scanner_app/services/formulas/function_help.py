"""The help pages of the language's functions, read from its function table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from scanner_app.services.formulas.function_texts import fact_text, needs_text, parameter_text
from scanner_app.services.formulas.language_service import KEYWORD_HELP, SERIES_HELP
from scanner_app.services.formulas.language_texts import help_text

if TYPE_CHECKING:
    from engine.language.functions.spec import Function
    from scanner_app.services.formulas.language_service import LanguageService

_EXAMPLES = {
    "and": "close > open and volume > 1m", "or": "rsi(14) < 30 or rsi(14) > 70",
    "not": "not gap_up(2)", "param": "param n = 20\nclose > sma(close, n)",
    "crosses above": "close crosses above sma(close, 20)",
    "crosses below": "close crosses below sma(close, 20)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """What is said of one function.

    Attributes
    ----------
    name, signature, summary, example : str
        As in the function table.
    facts : tuple of (str, str)
        Headings with their texts.
    """

    name: str
    signature: str
    summary: str
    example: str
    facts: tuple[tuple[str, str], ...] = ()


class FunctionHelp:
    """Makes help entries when they are looked at."""

    def __init__(self, language: LanguageService) -> None:
        self._language = language

    @cached_property
    def _by_family(self) -> dict[str, list[HelpEntry]]:
        from engine.language.reference import by_family  # noqa: PLC0415 - start-up time

        return {
            help_text(family): [
                HelpEntry(f.name, f.signature, help_text(f.summary), f.example) for f in functions
            ]
            for family, functions in by_family()
        }

    def families(self) -> dict[str, list[HelpEntry]]:
        """Return all functions, family by family, without their facts."""
        return self._by_family

    def entry(self, name: str) -> HelpEntry | None:
        """Return everything about the function or word that `name` means, or None."""
        function = self._language.function(name)
        if function is None:
            return _entry_of_word(name)
        return HelpEntry(
            function.name,
            function.signature,
            help_text(function.summary),
            function.example,
            _facts(function),
        )


def _entry_of_word(name: str) -> HelpEntry | None:
    """Return what is said of a price series or a word of the language, or None."""
    from engine.language.syntax.names import SERIES_ALIASES  # noqa: PLC0415 - start-up time

    word = name.casefold()
    series = SERIES_ALIASES.get(word, word)
    if series in SERIES_HELP:
        return HelpEntry(series, series, help_text(SERIES_HELP[series]), f"{series} > {series}[1]")
    words = (key for key in KEYWORD_HELP if word and word in (key, *key.split()))
    keyword = next(words, None)
    if keyword is None:
        return None
    return HelpEntry(keyword, keyword, help_text(KEYWORD_HELP[keyword]), _EXAMPLES[keyword])


def _facts(function: Function) -> tuple[tuple[str, str], ...]:
    """Return the headings that a function has something under."""
    from engine.language import reference  # noqa: PLC0415 - start-up time

    translate = QCoreApplication.translate
    needs = reference.needs_of(function.name)
    outputs = ", ".join(output.name for output in function.outputs)
    facts = [(param.name, parameter_text(param)) for param in function.params]
    facts += [
        (translate("FunctionHelp", "Outputs"), outputs),
        (translate("FunctionHelp", "Definition"), fact_text(reference.definition_of(function))),
        (translate("FunctionHelp", "Note"), fact_text(reference.note_of(function))),
        (translate("FunctionHelp", "Lookback"), needs_text(needs.lookback)),
        (translate("FunctionHelp", "Settles"), needs_text(needs.settle)),
        (translate("FunctionHelp", "Also called"), ", ".join(function.synonyms)),
        (translate("FunctionHelp", "Source"), fact_text(function.source)),
    ]
    facts += [(fact_text(head), fact_text(text)) for head, text in function.aliases.items()]
    return tuple((head, text) for head, text in facts if text)
