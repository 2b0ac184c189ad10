"""The two channels against a plain three-valued interpreter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.evaluation.evaluator import evaluate
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService
from tests.helpers.formulas import close_only, compile_text, values_of

Truth = bool | None

# On these bars close is 3, 1 and unknown in turn, so these leaves are true, false, unknown.
COLUMNS = close_only(3, 1, np.nan, 3, 1, np.nan, 3, 1)
LEAVES = {
    "close > 2": [True, False, None],
    "close < 2": [False, True, None],
    "close == 3": [True, False, None],
}


def trees() -> st.SearchStrategy[Any]:
    leaf = st.sampled_from([*LEAVES, "true", "false", "close > na"])
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(st.just("not"), inner),
            st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=4)),
            st.tuples(st.sampled_from(["==", "!="]), st.lists(inner, min_size=2, max_size=2)),
            st.tuples(st.just("if"), st.lists(inner, min_size=3, max_size=3)),
            st.tuples(st.just("isna"), inner),
            st.tuples(st.just("offset"), inner, st.integers(0, 3)),
            st.tuples(st.sampled_from(["any", "all"]), inner, st.integers(1, 4)),
        ),
        max_leaves=8,
    )


def shown(tree: Any) -> str:
    if isinstance(tree, str):
        return f"({tree})"
    word, *parts = tree
    if word == "not":
        return f"(not {shown(parts[0])})"
    if word == "isna":
        return f"isna({shown(parts[0])})"
    if word == "offset":
        return f"{shown(parts[0])}[{parts[1]}]"
    if word in ("any", "all"):
        return f"{word}({shown(parts[0])}, {parts[1]})"
    if word == "if":
        return f"if({', '.join(map(shown, parts[0]))})"
    return "(" + f" {word} ".join(map(shown, parts[0])) + ")"


def meaning(tree: Any, bar: int) -> Truth:
    """Return the truth of `tree` on `bar`; before the data everything is unknown."""
    if bar < 0:
        return None
    if isinstance(tree, str):
        return _leaf(tree, bar)
    word, *parts = tree
    if word == "offset":
        return meaning(parts[0], bar - parts[1])
    if word in ("any", "all"):
        window = [meaning(parts[0], bar - i) for i in range(parts[1])]
        return _or(window) if word == "any" else _and(window)
    if word in ("and", "or", "==", "!=", "if"):
        return _joined(word, [meaning(part, bar) for part in parts[0]])
    inner = meaning(parts[0], bar)
    if word == "isna":
        return inner is None
    return None if inner is None else not inner


def _leaf(word: str, bar: int) -> Truth:
    if word in LEAVES:
        return LEAVES[word][bar % 3]
    return {"true": True, "false": False}.get(word)


def _joined(word: str, values: list[Truth]) -> Truth:
    if word == "and":
        return _and(values)
    if word == "or":
        return _or(values)
    if word == "if":
        condition, yes, no = values
        return _or([_and([condition, yes]), _and([_not(condition), no])])
    if None in values:
        return None
    return (values[0] == values[1]) is (word == "==")


def _and(values: list[Truth]) -> Truth:
    return False if False in values else None if None in values else True


def _or(values: list[Truth]) -> Truth:
    return True if True in values else None if None in values else False


def _not(value: Truth) -> Truth:
    return None if value is None else not value


@settings(max_examples=400, deadline=None)
@given(trees())
def test_conditions_are_exactly_three_valued(tree: Any) -> None:
    text = shown(tree)
    result = evaluate(compile_text(text), COLUMNS, timeframe="1d")
    expected = [meaning(tree, bar) for bar in range(8)]
    assert result.is_true.tolist() == [value is True for value in expected]
    assert result.is_known.tolist() == [value is not None for value in expected]


@settings(max_examples=100, deadline=None)
@given(trees())
def test_sharing_equal_parts_changes_nothing(tree: Any) -> None:
    text = f"x = {shown(tree)}\nif(x, close, 2 * close) + sum(x, 2)"
    alone = FormulaService(registry=IndicatorRegistry(), shares=False).compile(text)
    np.testing.assert_array_equal(values_of(alone, COLUMNS), values_of(text, COLUMNS))


@pytest.mark.parametrize("text", ["close != na", "not (close != na)", "na == na", "not (na == na)"])
def test_a_comparison_with_an_unknown_number_is_unknown(text: str) -> None:
    result = evaluate(compile_text(text), COLUMNS, timeframe="1d")
    assert not result.is_true.any()
    assert not result.is_known.any()
