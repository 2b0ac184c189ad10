"""Describes the functions: for the command line, the application's help and the reference page.

All of it is read from the function table, and what a function needs is found by compiling a call,
so none of it can differ from what runs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from engine.language.functions.spec import REQUIRED, Function, Param, Takes
from engine.language.functions.table import FUNCTIONS
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService

if TYPE_CHECKING:
    from collections.abc import Iterator

_PERIODS = (20, 30, 50)
_SAMPLES = {
    Takes.SERIES: "close",
    Takes.CONDITION: "close > open",
    Takes.ANY: "close",
    Takes.TEXT: '"1w"',
    Takes.CONSTANT: "50",
}


_INTRODUCTION = (
    "`x` is a series and may be left out where it has a default; `n` is a number of bars. "
    "*Lookback* is the number of earlier bars without which nothing is known, *settles* the "
    "number of further bars after which the start of the data no longer shows."
)


class Needs(NamedTuple):
    """What a function needs before its first and its settled value, in words."""

    lookback: str
    settle: str


def by_family() -> Iterator[tuple[str, list[Function]]]:
    """Yield each family with its functions, in the order of the table."""
    families: dict[str, list[Function]] = {}
    for function in FUNCTIONS.values():
        families.setdefault(function.family, []).append(function)
    yield from families.items()


@cache
def needs_of(name: str) -> Needs:
    """Return what the function `name` needs, as a rule in n where there is one."""
    function = FUNCTIONS[name]
    service = FormulaService(registry=IndicatorRegistry())
    counts = [p for p in function.params if p.takes is Takes.WHOLE]
    if len(counts) == 1 and counts[0].name == "n":
        calls = [sample_call(function, bars) for bars in _PERIODS]
        compiled = [service.compile(call) for call in calls]
        lookback = _rule([formula.lookback for formula in compiled])
        settle, at_period = compiled[0].settle, f" at n = {_PERIODS[0]}"
    else:
        formula = service.compile(sample_call(function))
        lookback, settle, at_period = str(formula.lookback), formula.settle, ""
    return Needs(lookback, _settling(settle, at_period))


def sample_call(function: Function, bars: int | None = None) -> str:
    """Return a call with defaults, and samples where there are none."""
    args = ", ".join(_sample(param, bars) for param in function.params)
    output = "" if function.default_output or not function.outputs else function.outputs[0].name
    return f"{function.name}({args})" + (f".{output}" if output else "")


def describe(function: Function) -> str:
    """Return everything about `function` as plain text."""
    needs = needs_of(function.name)
    facts = [
        ("Definition", definition_of(function)),
        ("Outputs", _outputs(function)),
        ("Note", note_of(function)),
        ("Lookback", f"{needs.lookback} bars"),
        ("Settles", needs.settle),
        ("Example", function.example),
        ("Also called", ", ".join(function.synonyms)),
        ("Source", function.source),
    ]
    lines = [function.signature, f"  {function.summary}"]
    lines += [f"  {label:<12} {text}" for label, text in facts if text]
    if function.aliases:
        lines.append("  In other languages")
        lines += [f"    {language:<12} {text}" for language, text in function.aliases.items()]
    return "\n".join(lines)


def definition_of(function: Function) -> str:
    """Return the definition in one line: the language's own text where it has one."""
    if function.definition:
        return function.definition
    defined = [f"{o.name} = {o.definition}" for o in function.outputs if o.definition]
    return "; ".join(defined) or function.note


def note_of(function: Function) -> str:
    """Return what is to be known besides the definition, where the note does not stand for it."""
    return "" if function.note == definition_of(function) else function.note


def reference_page() -> str:
    """Return the function reference as Markdown."""
    lines = [
        "# Functions of the formula language",
        "",
        "Made from the function table by `formula-scan functions --markdown`; do not edit.",
        "",
        _INTRODUCTION,
        "",
    ]
    for family, functions in by_family():
        lines += [f"## {family}", ""]
        for function in functions:
            lines += _section(function)
    return "\n".join(lines).rstrip() + "\n"


def _section(function: Function) -> list[str]:
    needs = needs_of(function.name)
    facts = [
        ("Definition", f"`{definition_of(function)}`" if function.definition else ""),
        ("Definition", "" if function.definition else definition_of(function)),
        ("Outputs", _outputs(function)),
        ("Note", note_of(function)),
        ("Lookback", needs.lookback),
        ("Settles", needs.settle),
        ("Example", f"`{function.example}`"),
        ("Also called", ", ".join(f"`{name}`" for name in function.synonyms)),
        ("Elsewhere", "; ".join(f"{lang} `{text}`" for lang, text in function.aliases.items())),
        ("Source", function.source),
    ]
    lines = [f"- {label}: {fact}" for label, fact in facts if fact]
    return [
        f"### {function.name}",
        "",
        f"`{function.signature}`",
        "",
        function.summary,
        "",
        *lines,
        "",
    ]


def _sample(param: Param, bars: int | None) -> str:
    if param.takes is Takes.WHOLE and (bars is not None or param.default is REQUIRED):
        return str(bars or _PERIODS[0])
    if param.default is REQUIRED:
        return _SAMPLES[param.takes]
    if isinstance(param.default, bool):
        return str(param.default).lower()
    return str(param.default)


def _rule(lookbacks: list[int]) -> str:
    """Return the straight line through the lookbacks at the sample periods, in n."""
    (a, b, c), (x, y, z) = _PERIODS, lookbacks
    factor = (y - x) / (b - a)
    if x == y == z:
        return str(x)
    if z - y != factor * (c - b) or not factor.is_integer():
        return f"{x} at n = {a}"
    rest = x - int(factor) * a
    text = "n" if factor == 1 else f"{int(factor)}n"
    return text + (f" {'+' if rest > 0 else '-'} {abs(rest)}" if rest else "")


def _settling(settle: int | None, at_period: str) -> str:
    if settle is None:
        return "never: it remembers the whole past"
    return f"after {settle} further bars{at_period}" if settle else "at once"


def _outputs(function: Function) -> str:
    names = (f".{output.name}" for output in function.outputs)
    text = " ".join(names)
    return (
        f"{text} (.{function.default_output} if none is named)" if function.default_output else text
    )
