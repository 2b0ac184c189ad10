"""The help pages of the language's functions, read from its function table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from scanner_app.services.language_service import parameter_text
from scanner_app.services.language_texts import help_text

if TYPE_CHECKING:
    from engine.language.functions.spec import Function
    from scanner_app.services.language_service import LanguageService


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
        """Return everything about the function that `name` means, or None."""
        function = self._language.function(name)
        if function is None:
            return None
        return HelpEntry(
            function.name,
            function.signature,
            help_text(function.summary),
            function.example,
            _facts(function),
        )


def _facts(function: Function) -> tuple[tuple[str, str], ...]:
    """Return the headings that a function has something under."""
    from engine.language.reference import definition_of, needs_of  # noqa: PLC0415 - start-up time

    translate = QCoreApplication.translate
    needs = needs_of(function.name)
    facts = [(param.name, parameter_text(param)) for param in function.params]
    facts += [
        (
            translate("FunctionHelp", "Outputs"),
            ", ".join(output.name for output in function.outputs),
        ),
        (translate("FunctionHelp", "Definition"), definition_of(function)),
        (translate("FunctionHelp", "Lookback"), needs.lookback),
        (translate("FunctionHelp", "Settles"), needs.settle),
        (translate("FunctionHelp", "Also called"), ", ".join(function.synonyms)),
        (translate("FunctionHelp", "Source"), function.source),
    ]
    facts += list(function.aliases.items())
    return tuple((head, text) for head, text in facts if text)
