"""``formula-scan check``: tells whether a formula is sound and what it needs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.cli.options import formula_text, timeframe
from engine.errors import FormulaError, Severity
from engine.language.service import FormulaService
from engine.language.syntax.diagnostics import render
from engine.messages import Message
from engine.scanning.history_warning import history_warning
from engine.storage.library import open_library

if TYPE_CHECKING:
    import argparse

    from engine.errors import Diagnostic
    from engine.language.evaluation.compiled import CompiledFormula


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("formula", type=formula_text, help="a formula, or @FILE")
    parser.add_argument(
        "--param", action="append", default=[], metavar="n=20", help="value for a parameter"
    )
    parser.add_argument(
        "--timeframe", type=timeframe, help="warn where the library has too few candles of it"
    )


def run(args: argparse.Namespace) -> int:
    """Check the formula; a wrong one raises FormulaError with all its problems."""
    text = args.formula
    service = FormulaService()
    compiled = service.compile(text, parse_parameters(args.param))
    warnings = [problem for problem in compiled.warnings if problem.severity is Severity.WARNING]
    warnings += _history_warnings(compiled, args)
    if warnings:
        sys.stderr.write(render(text, warnings) + "\n")
    sys.stdout.write(_report(compiled))
    return 0


def _history_warnings(compiled: CompiledFormula, args: argparse.Namespace) -> list[Diagnostic]:
    """Return W703 where the library is asked about and has too few candles."""
    if args.timeframe is None:
        return []
    with open_library(args.library) as library:
        warning = history_warning(compiled, library.candles, args.timeframe)
    return [] if warning is None else [warning]


def parse_parameters(words: list[str]) -> dict[str, object]:
    """Return the values of ``name=value`` words: numbers, truths, else texts."""
    parameters: dict[str, object] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise _not_a_parameter(word)
        parameters[name.strip()] = _value(value.strip())
    return parameters


def _value(text: str) -> object:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def _not_a_parameter(word: str) -> FormulaError:
    from engine.errors import Diagnostic  # noqa: PLC0415

    message = Message("formula.e205-no-value", word=word)
    hint = Message("formula.hint-example", formula="--param n=20")
    return FormulaError(word, (Diagnostic("E205", message, 1, 1, 0, len(word), hint),))


def _report(compiled: CompiledFormula) -> str:
    kind = "a condition" if compiled.is_condition else "a number"
    settle = "its whole history" if compiled.settle is None else f"{compiled.settle} bars to settle"
    lines = [
        f"Sound: {kind}",
        f"  lookback    {compiled.lookback} bars, {settle}",
        f"  reads       {', '.join(compiled.columns) or 'nothing'}",
    ]
    if compiled.parameters:
        parameters = ", ".join(f"{name} = {value}" for name, value in compiled.parameters.items())
        lines.append(f"  parameters  {parameters}")
    if compiled.value_names:
        lines.append(f"  values      {', '.join(compiled.value_names)}")
    return "\n".join(lines) + "\n"
