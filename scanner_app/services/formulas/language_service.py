"""The formula language as the window sees it: checking, facts, completion, help."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from engine.errors import Diagnostic, FormulaError, Severity
from engine.language.syntax.tokens import KEYWORDS, TokenKind
from scanner_app.services.formulas.formula_text import (
    StyledSpan,
    clause_count,
    field_owner,
    open_call,
    prefix_at,
    styled_spans,
)
from scanner_app.services.formulas.language_texts import help_text
from scanner_app.services.formulas.language_types import CallHint, Completion, FormulaFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.language.functions.spec import Function
    from engine.language.service import FormulaService

_MAX_PROPOSALS = 60
SERIES_HELP = {
    "open": "First price of the bar", "high": "Highest price of the bar",
    "low": "Lowest price of the bar", "close": "Last price of the bar",
    "volume": "What was traded during the bar", "hl2": "(high + low) / 2",
    "hlc3": "(high + low + close) / 3", "ohlc4": "(open + high + low + close) / 4",
    "tr": "True range of the bar",
}  # fmt: skip
_SERIES_ALIASES = frozenset(
    ["o", "h", "l", "c", "v", "vol", "시가", "고가", "저가", "종가", "거래량"]
)
_SERIES = frozenset(SERIES_HELP) | _SERIES_ALIASES
OWN_HELP = "A name of this formula"
KEYWORD_HELP = {
    "and": "Both conditions", "or": "At least one of the conditions", "not": "The opposite",
    "param": "A number that can be changed beside the editor: param n = 20",
    "crosses above": "Was below or equal, is above now", "crosses below": "The other way round",
}  # fmt: skip


class LanguageService:
    """Answers the editor's questions; everything here takes well under a millisecond or two.

    The function table is imported at the first use, so that it does not delay the window.
    """

    @cached_property
    def formulas(self) -> FormulaService:
        """The engine's service."""
        from engine.language.service import FormulaService  # noqa: PLC0415 - start-up time

        return FormulaService()

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        """The function table under every name of each function."""
        from engine.language.functions.table import BY_NAME  # noqa: PLC0415 - start-up time

        return BY_NAME

    def warm_up(self) -> None:
        """Import what the first check needs; may be called on any thread."""
        self.formulas.check("close > sma(close, 20)")
        len(self.functions)

    def spans(self, text: str) -> list[StyledSpan]:
        """Return the coloured pieces of `text`."""
        return styled_spans(text, _SERIES)

    def check(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Diagnostic]:
        """Return all problems of `text`; none for an empty one.

        Values of parameters that the text does not have are left out of account.
        """
        if not text.strip():
            return []
        problems = self.formulas.check(text)
        if not parameters or any(p.severity is Severity.ERROR for p in problems):
            return problems
        return self.formulas.check(text, self._values_of(text, parameters))

    def facts(self, text: str, parameters: Mapping[str, Any] | None = None) -> FormulaFacts | None:
        """Return what is known of `text`, or None where it does not compile."""
        if not text.strip():
            return None
        try:
            usual = self.formulas.compile(text)
            values = self._values_of(text, parameters or {})
            compiled = self.formulas.compile(text, values) if values else usual
        except FormulaError:
            return None
        return FormulaFacts(
            parameters=dict(compiled.parameters),
            defaults=dict(usual.parameters),
            lookback=compiled.lookback,
            settle=compiled.settle,
            clauses=clause_count(text),
            is_condition=compiled.is_condition,
            value_names=tuple(compiled.value_names),
        )

    def _values_of(self, text: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of parameters that `text`, which compiles, has."""
        names = self.formulas.compile(text).parameters
        return {name: value for name, value in parameters.items() if name in names}

    def completions(self, text: str, position: int) -> Sequence[Completion]:
        """Return proposals for what is typed before `position`; those that begin so first."""
        owner = field_owner(text, position)
        typed = prefix_at(text, position).casefold()
        pool = self._outputs(text, owner) if owner else self._everything(text)
        begins = [c for c in pool if c.name.casefold().startswith(typed)]
        contains = [c for c in pool if typed in c.name.casefold()[1:] and c not in begins]
        return (begins + contains)[:_MAX_PROPOSALS]

    def call_hint(self, text: str, position: int) -> CallHint | None:
        """Return the hint for the call around `position`, where it is one of a known function."""
        call = open_call(text, position)
        function = self.functions.get(call.function) if call else None
        if call is None or function is None:
            return None
        names = [param.name for param in function.params]
        current = names.index(call.keyword) if call.keyword in names else call.argument
        if function.is_variadic:
            current = min(current, len(names) - 1)
        parameters = tuple(function.signature.partition("(")[2][:-1].split(", "))
        return CallHint(call.function, parameters, current, help_text(function.summary))

    def tidied(self, text: str) -> str:
        """Return `text` in its usual form.

        Raises
        ------
        FormulaError
            If it cannot be read as a formula.
        """
        from engine.language.syntax.formatter import format_formula  # noqa: PLC0415 - start-up time

        return format_formula(text)

    def translated(self, text: str, language: str) -> tuple[str, list[str]]:
        """Return `text`, written in another formula language, in ours, and what has no match."""
        from engine.language.translate.translator import translate  # noqa: PLC0415 - seldom used

        translation = translate(text, language)
        return translation.text, [entry.text for entry in translation.leftovers]

    def function(self, name: str) -> Function | None:
        """Return the entry of the function table that `name` means."""
        return self.functions.get(name.casefold())

    def _everything(self, text: str) -> list[Completion]:
        """Return all names that may stand in `text`: its own first."""
        own_help = help_text(OWN_HELP)
        own = [Completion(name, name, name, own_help) for name in _assigned(text)]
        series = [Completion(n, n, n, help_text(summary)) for n, summary in SERIES_HELP.items()]
        functions = [_of_function(name, function) for name, function in self.functions.items()]
        words = [Completion(w, w + " ", w, help_text(help_)) for w, help_ in KEYWORD_HELP.items()]
        return [*own, *series, *sorted(functions, key=lambda c: c.name), *words]

    def _outputs(self, text: str, owner: str) -> list[Completion]:
        """Return the outputs of the function that `owner` is or was assigned."""
        function = self.functions.get(owner) or self.functions.get(_assigned(text).get(owner, ""))
        if function is None:
            return []
        summary = help_text(function.summary)
        return [Completion(o.name, o.name, o.name, summary) for o in function.outputs]


def _of_function(name: str, function: Function) -> Completion:
    """Return the proposal of a function under one of its names."""
    arguments = function.signature.partition("(")[2]
    opening = f"{name}(" if function.params else f"{name}()"
    return Completion(name, opening, f"{name}({arguments}", help_text(function.summary))


def _assigned(text: str) -> dict[str, str]:
    """Return the names that `text` assigns, each with the name that follows the equals sign."""
    from engine.language.syntax.lexer import tokenize  # noqa: PLC0415 - beside the table it is light

    tokens = tokenize(text).tokens
    names = {}
    for name, sign, value in zip(tokens, tokens[1:], tokens[2:], strict=False):
        is_assignment = sign.value in ("=", ":=") and sign.kind is TokenKind.OPERATOR
        if name.kind is TokenKind.NAME and is_assignment and name.value not in KEYWORDS:
            names[name.value] = value.value if value.kind is TokenKind.NAME else ""
    return names
