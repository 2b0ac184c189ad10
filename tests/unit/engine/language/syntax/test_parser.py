"""Tests of the syntax tree: precedence, statements, and going on after a fault."""

from __future__ import annotations

import pytest

from engine.language.syntax import limits
from engine.language.syntax.diagnostics import Problems
from engine.language.syntax.parser import parse, parsed
from engine.language.syntax.printer import Printer
from engine.language.syntax.tree import Assignment, Chain, Compare, Logic, Name, Parameter, Result


def bracketed(text: str) -> str:
    """Return an expression with brackets around everything that binds."""
    return _bracketed(parsed(text))


def _bracketed(part: object) -> str:
    if isinstance(part, Chain | Compare):
        shown = _bracketed(part.operands[0])
        for operator, operand in zip(part.operators, part.operands[1:], strict=True):
            shown += f" {operator} {_bracketed(operand)}"
        return f"({shown})"
    if isinstance(part, Logic):
        return "(" + f" {part.operator} ".join(map(_bracketed, part.operands)) + ")"
    name = type(part).__name__
    if name == "Power":
        return f"({_bracketed(part.base)} ^ {_bracketed(part.exponent)})"  # type: ignore[attr-defined]
    if name in ("Sign", "Not"):
        word = "not " if name == "Not" else part.operator  # type: ignore[attr-defined]
        return f"({word}{_bracketed(part.operand)})"  # type: ignore[attr-defined]
    if isinstance(part, Name):
        return part.name
    return Printer().show(part)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a or b and not c", "(a or (b and (not c)))"),
        ("not a > b", "(not (a > b))"),
        ("a + b * c", "(a + (b * c))"),
        ("a - b - c", "(a - b - c)"),
        ("-2 ^ 2", "(-(2 ^ 2))"),
        ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"),
        ("2 ^ -1", "(2 ^ (-1))"),
        ("a > b and c < d", "((a > b) and (c < d))"),
        ("a crosses above b and c", "((a crosses above b) and c)"),
        ("a crossed under b", "(a crosses below b)"),
        ("a + b > c", "((a + b) > c)"),
        ("30 < a < 70", "(30 < a < 70)"),
        ("-a[1]", "(-a[1])"),
        ("m.line[1]", "m.line[1]"),
        ("(a + b) + c", "(a + b + c)"),
        ("a + (b + c)", "(a + (b + c))"),
        ("(a and b) and c", "(a and b and c)"),
    ],
)
def test_operators_bind_as_the_language_says(text: str, meaning: str) -> None:
    assert bracketed(text) == meaning


def test_statements_end_at_newlines_and_semicolons() -> None:
    problems = Problems("")
    program = parse("param n = 20; x = n + 1\n\ny := x; ; y > 3 ;", problems)
    assert program is not None
    kinds = [type(statement) for statement in program.statements]
    assert kinds == [Parameter, Assignment, Assignment, Result]
    assert not problems.diagnostics


def test_all_faulty_statements_are_reported_at_once() -> None:
    problems = Problems(text := "b = 2 )\nc = x ? y : z\nd == 3 4")
    program = parse(text, problems)
    assert [p.code for p in problems.diagnostics] == ["E106", "E107", "E104"]
    assert program is not None
    assert program.broken == {"b", "c"}  # the third is a comparison and gives nothing a name


def test_a_line_below_an_open_bracket_is_not_blamed_for_it() -> None:
    problems = Problems(text := "a = (1 +\nb = 2\nb > 1")
    parse(text, problems)
    assert [(p.code, p.line, p.column) for p in problems.diagnostics] == [("E106", 1, 5)]


def test_long_chains_need_no_deep_recursion() -> None:
    problems = Problems("")
    text = "+".join(["a"] * 900)
    program = parse(text, problems)
    assert program is not None
    assert len(program.statements[0].value.operands) == 900  # type: ignore[union-attr]
    assert parse(" and ".join(["a"] * 900), problems) is not None
    assert not problems.diagnostics


@pytest.mark.parametrize("behind", ["[1]", ".k"])
def test_a_chain_of_offsets_or_outputs_stops_at_the_limit(behind: str) -> None:
    for length, expected in ((limits.MAX_NESTING, []), (limits.MAX_NESTING + 1, ["E403"])):
        problems = Problems("")
        parse("a" + behind * length, problems)
        assert [p.code for p in problems.diagnostics] == expected


@pytest.mark.parametrize("opening", ["(", "f(", "-", "not ", "2^"])
def test_nesting_stops_at_the_limit(opening: str) -> None:
    closing = ")" if "(" in opening else ""
    depth = limits.MAX_NESTING
    for levels, expected in ((depth, []), (depth + 1, ["E403"])):
        problems = Problems("")
        parse(opening * levels + "a" + closing * levels, problems)
        assert [p.code for p in problems.diagnostics] == expected


def test_a_keyword_may_name_an_output_or_argument_value() -> None:
    problems = Problems("")
    parse("f(x, forming=true).signal", problems)
    assert not problems.diagnostics
