"""Printing: round trips, idempotence, comments."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FormulaError
from engine.language.functions.table import FUNCTIONS
from engine.language.presets import load_presets
from engine.language.syntax.diagnostics import Problems
from engine.language.syntax.formatter import format_formula
from engine.language.syntax.parser import parse
from engine.language.syntax.printer import Printer, number_text
from tests.helpers.formulas import compile_text

NAMES = ["x", "close", "volume", "단기", "m"]


def expressions() -> st.SearchStrategy[str]:
    """Return texts of any shape that the grammar knows; names need not be known."""
    leaf = st.sampled_from([*NAMES, "20", "2.5", "500k", "na", "true", '"SPY"', "$n", "1e6"])
    return st.recursive(leaf, _grown, max_leaves=12)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        st.tuples(
            st.sampled_from(["+", "-", "*", "/", "%", "^", "and", "or", ">", "==", "!="]), many
        ).map(
            lambda pair: f"({f' {pair[0]} '.join(pair[1][: 2 if pair[0] in ('==', '!=') else 4])})"
        ),
        st.tuples(st.sampled_from(["crosses above", "crosses below"]), inner, inner).map(
            lambda t: f"({t[1]} {t[0]} {t[2]})"
        ),
        inner.map(lambda x: f"(not {x})"),
        inner.map(lambda x: f"(-{x})"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]})[{p[1]}]"),
        inner.map(lambda x: f"({x}).line"),
        st.tuples(st.sampled_from(["sma", "foo"]), st.lists(inner, max_size=3)).map(
            lambda p: f"{p[0]}({', '.join(p[1])})"
        ),
        inner.map(lambda x: f"foo(1, n={x})"),
    )


def tree(text: str) -> Any:
    problems = Problems(text)
    program = parse(text, problems)
    assert program is not None
    assert not problems.diagnostics, problems.diagnostics
    return program


@settings(max_examples=500, deadline=None)
@given(expressions(), st.sampled_from(["", " "]))
def test_what_is_printed_is_parsed_as_the_same_tree(text: str, gap: str) -> None:
    program = tree(text)
    printed = Printer(gap).show(program.statements[0].value)
    assert tree(printed) == program


@settings(max_examples=200, deadline=None)
@given(st.lists(expressions(), min_size=1, max_size=4))
def test_printing_a_program_twice_changes_nothing_more(parts: list[str]) -> None:
    lines = [f"v{i} = {part}" for i, part in enumerate(parts[:-1])]
    text = "; ".join([*lines, parts[-1]])
    tidy = format_formula(text)
    assert format_formula(tidy) == tidy
    assert tree(tidy).statements == tree(text).statements


@pytest.mark.parametrize("preset", load_presets(), ids=lambda preset: str(preset.formula.id))
def test_a_tidied_preset_means_the_same(preset: Any) -> None:
    text = preset.formula.expression
    tidy = format_formula(text)
    assert format_formula(tidy) == tidy
    assert compile_text(tidy).result.digest == compile_text(text).result.digest
    assert compile_text(tidy).canonical == compile_text(text).canonical


def test_a_tidied_example_means_the_same() -> None:
    for function in FUNCTIONS.values():
        text = function.example
        tidy = compile_text(format_formula(text))
        assert tidy.result.digest == compile_text(text).result.digest, text


def test_spacing_names_and_brackets_take_one_form() -> None:
    assert format_formula("X=AVG( C ,20 );(X>V(1)&&((O<3)))||!(H**2==4)") == (
        "x = sma(close, 20)\nx > volume(1) and open < 3 or not high ^ 2 == 4"
    )


def test_comments_stay_with_their_statements() -> None:
    text = "# first\nx = C  # the close\n/* a\nblock */\nx > 3 and  // why\n  x < 5 # end"
    assert format_formula(text) == (
        "# first\nx = close  # the close\n/* a\nblock */\n// why\nx > 3 and x < 5  # end"
    )


def test_a_long_condition_is_broken_before_and() -> None:
    text = " and ".join(f"sma(close, {n}) > sma(close, {n + 10})" for n in range(10, 50, 10))
    lines = format_formula(text).splitlines()
    assert len(lines) == 4
    assert all(line.startswith("    and ") for line in lines[1:])


def test_a_text_that_cannot_be_parsed_stays_as_it_is() -> None:
    with pytest.raises(FormulaError, match="E106"):
        format_formula("x = (1")


@pytest.mark.parametrize(
    ("value", "text"), [(20.0, "20"), (1.5, "1.5"), (5e6, "5000000"), (1e-7, "1e-07")]
)
def test_numbers_are_printed_as_people_write_them(value: float, text: str) -> None:
    assert number_text(value) == text
