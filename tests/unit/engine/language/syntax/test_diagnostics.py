"""Drawing problems under their place, and suggesting names."""

from __future__ import annotations

import pytest

from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService
from engine.language.syntax.diagnostics import distance, nearest, render


def rendered(text: str) -> list[str]:
    problems = FormulaService(registry=IndicatorRegistry()).check(text)
    return render(text, problems).splitlines()


def test_a_caret_stands_under_the_place() -> None:
    assert rendered("x = close\n  clse > x") == [
        "error E201 at line 2, column 3: There is no 'clse'",
        "    clse > x",
        "    ^^^^",
        "  Did you mean 'close'?",
    ]


def test_wide_letters_and_tabs_keep_the_caret_in_place() -> None:
    assert rendered("단기 = 1; 단가 > 1")[2] == "  " + " " * 10 + "^^^^"
    assert rendered("\tclse > 1")[2] == "  \t^^^^"


def test_the_end_of_a_formula_can_be_marked() -> None:
    assert rendered("")[2] == "  ^"


def test_a_warning_is_called_one() -> None:
    assert rendered("1 < 2")[0].startswith("warning W701 at line 1, column 1")


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("clsoe", ["open", "close"], "close"),
        ("sig", ["line", "signal"], "signal"),
        ("hgh", ["high", "h"], "high"),
        ("q", ["a", "b"], None),
        ("foobar", ["close"], None),
        ("", ["close"], None),
        ("lwo", ["low", "two"], "low"),
    ],
)
def test_the_nearest_name_is_a_completion_or_a_small_slip(
    word: str, names: list[str], expected: str | None
) -> None:
    assert nearest(word, names) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("close", "close", 0),
        ("close", "clsoe", 1),
        ("sma", "ema", 1),
        ("abc", "xyz", 3),
        ("a", "abcd", 3),
    ],
)
def test_a_swap_counts_once(a: str, b: str, expected: int) -> None:
    assert distance(a, b, 2) == expected
