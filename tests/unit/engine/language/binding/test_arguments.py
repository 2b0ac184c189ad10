"""Which argument stands for which parameter, without a graph."""

from __future__ import annotations

import pytest

from engine.language.binding.arguments import (
    Matched,
    fit_constant,
    match_arguments,
    window_warning,
)
from engine.language.binding.bound import INVALID, Bound, Constant, TextConstant
from engine.language.functions.table import BY_NAME
from engine.language.syntax.parser import parsed
from engine.language.syntax.tree import Call, Expression, Number


def call_of(text: str) -> Call:
    call = parsed(text)
    assert isinstance(call, Call)
    return call


def bounds_of(call: Call, bound: Bound | None = None) -> dict[int, Bound]:
    """Return numbers as constants and everything else as `bound`."""
    written: list[Expression] = [*call.arguments, *(named.value for named in call.named)]
    return {
        id(part): Constant(part.value, True)
        if isinstance(part, Number)
        else bound or TextConstant("x")
        for part in written
    }


def matched(text: str) -> dict[str, str]:
    """Return what was written for each parameter."""
    call = call_of(text)
    result = match_arguments(BY_NAME[call.name], call, bounds_of(call))
    assert isinstance(result, Matched)
    return {name: text[slice(*part.span)] for name, part in result.by_name.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sma(open, 20)", {"x": "open", "n": "20"}),
        ("sma(20)", {"n": "20"}),
        ("sma(n=20)", {"n": "20"}),
        ("sma(open, n=20)", {"x": "open", "n": "20"}),
        ("atr()", {}),
        ('tf("1w", close, forming=true)', {"t": '"1w"', "x": "close", "forming": "true"}),
    ],
)
def test_arguments_go_to_parameters_by_place_and_by_name(
    text: str, expected: dict[str, str]
) -> None:
    assert matched(text) == expected


def test_further_arguments_of_a_variadic_function_stand_for_its_last_parameter() -> None:
    call = call_of("max(open, high, low, close)")
    result = match_arguments(BY_NAME["max"], call, bounds_of(call))
    assert isinstance(result, Matched)
    assert len(result.pairs) == 4
    assert len({param.name for param, _ in result.pairs}) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sma(close, 20, 1)", "E301"),
        ("sma()", "E301"),
        ("sma(close, 20, n=20)", "E301"),
        ("sma(20, x=close)", "E301"),
        ("sma(n=20, close)", "E109"),
        ("sma(close, bars=20)", "E205"),
        ("sma(close = 20)", "E105"),
    ],
)
def test_what_does_not_fit_is_one_problem(text: str, code: str) -> None:
    call = call_of(text)
    problems = match_arguments(
        BY_NAME["sma"], call, bounds_of(call), has_value=lambda name: name == "close"
    )
    assert isinstance(problems, list)
    assert [problem.code for problem in problems] == [code]


def test_nothing_is_missing_behind_a_wrong_argument() -> None:
    call = call_of("sma(20)")
    assert match_arguments(BY_NAME["sma"], call, dict.fromkeys(bounds_of(call), INVALID)) == []


@pytest.mark.parametrize(
    ("bound", "code"),
    [
        (Constant(2.5), "E303"),
        (Constant(float("nan")), "E303"),
        (TextConstant("20"), "E303"),
        (Constant(0.0, True), "E304"),
        (Constant(10_001.0, True), "E304"),
    ],
)
def test_a_period_is_a_whole_number_within_its_range(bound: Bound, code: str) -> None:
    function = BY_NAME["sma"]
    problem = fit_constant(function, function.params[1], bound, (0, 1))
    assert not isinstance(problem, Constant)
    assert problem.code == code


def test_a_whole_number_may_be_written_with_a_point() -> None:
    function = BY_NAME["sma"]
    assert fit_constant(function, function.params[1], Constant(20.0), (0, 1)) == Constant(20, True)


@pytest.mark.parametrize(
    ("text", "window"),
    [("max(20, high)", "highest"), ("max(high, 20)", "highest"), ("min(low, 5)", "lowest")],
)
def test_a_period_on_either_side_is_warned_of(text: str, window: str) -> None:
    call = call_of(text)
    warning = window_warning(BY_NAME[call.name], call.arguments, bounds_of(call))
    assert warning is not None
    assert f"{window}(x, " in warning.hint


@pytest.mark.parametrize("text", ["max(20, 30)", "max(high, 1)", "sum(high, 20)", "max(a, b, 20)"])
def test_nothing_else_is_warned_of(text: str) -> None:
    call = call_of(text)
    assert window_warning(BY_NAME[call.name], call.arguments, bounds_of(call)) is None
