"""Numbers as files write them."""

from __future__ import annotations

import math

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.import_layout import NumberFormat
from engine.storage.importers.cells.numbers import (
    guess_number_format,
    has_signs_as_directions,
    is_number,
    parse_numbers,
)

NAN = float("nan")


def read(*texts: str) -> list[float]:
    parsed_numbers = parse_numbers(pa.array(texts), guess_number_format(texts))
    assert not parsed_numbers.is_bad.any(), texts
    return parsed_numbers.values.tolist()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1.5", "2", "-3"], [1.5, 2, -3]),
        (["5.26e-05", "1E3"], [5.26e-05, 1000]),
        ([" 1.5 ", "+2"], [1.5, 2]),
        ([".5", "5."], [0.5, 5]),
        (["8,746.6", "12"], [8746.6, 12]),
        (["6,511", "6,473"], [6511, 6473]),
        (["1.234,56", "12,5"], [1234.56, 12.5]),
        (["1,5", "1,25"], [1.5, 1.25]),
        (["1.234.567", "12,5"], [1234567, 12.5]),
        (["1,234,567", "1234"], [1234567, 1234]),
        (["12,345", "1234"], [12.345, 1234]),
        (["0,123", "0,124"], [0.123, 0.124]),
        (["12,34,567.5"], [1234567.5]),
        (["1'234.50"], [1234.5]),
        (["1 234,50", "1\u00a0234,50"], [1234.5, 1234.5]),
        (["$1,234.50", "$12"], [1234.5, 12]),
        (["₩82,200"], [82200]),
        (["R$ 12,50"], [12.5]),
        (["12.5 USD", "US$3.5"], [12.5, 3.5]),
        (["610.66K", "1.38M", "2B"], [610660, 1380000, 2e9]),
        (["1,2 Mio", "3,5"], [1200000, 3.5]),
        (["3.5억", "2만"], [3.5e8, 20000]),
        (["(12.5)", "3"], [-12.5, 3]),
        (["\u221212.5"], [-12.5]),
        (["+82200", "-82100"], [82200, -82100]),
    ],
)
def test_numbers_are_read_in_the_way_they_are_written(
    texts: list[str], expected: list[float]
) -> None:
    assert read(*texts) == expected


@pytest.mark.parametrize("text", ["", "-", "--", "nan", "NULL", "N/A", "none", "."])
def test_what_stands_for_a_missing_number_is_unknown_and_not_bad(text: str) -> None:
    values = read("1.5", text)
    assert values[0] == 1.5
    assert math.isnan(values[1])


@pytest.mark.parametrize("text", ["abc", "12abc", "1.2.3", "1e999", "inf", "2020-01-01", "1,23,4"])
def test_other_texts_are_bad(text: str) -> None:
    for number_format in (NumberFormat(), NumberFormat(".", ",", is_plain=False)):
        parsed_numbers = parse_numbers(pa.array(["1.5", text]), number_format)
        assert parsed_numbers.is_bad.tolist() == [False, True]
        assert math.isnan(parsed_numbers.values[1])


def test_null_is_unknown() -> None:
    parsed_numbers = parse_numbers(pa.array([None, "2"], pa.string()), NumberFormat())
    assert parsed_numbers.is_bad.tolist() == [False, False]
    assert math.isnan(parsed_numbers.values[0])


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_of_python_are_read_exactly(numbers: list[float]) -> None:
    assert read(*map(repr, numbers)) == numbers


@given(st.lists(st.integers(0, 10**12), min_size=1))
def test_grouped_numbers_are_read_exactly(numbers: list[int]) -> None:
    texts = [f"{number:,}.25" for number in numbers]
    assert read(*texts) == [number + 0.25 for number in numbers]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["+82200", "-82100"], True),
        (["-82200", "83000", "-82800"], True),
        (["-37.63", "10.01"], False),
        (["1.5", "-1.5", "1.4"], False),
        (["-1.5", "-1.4"], False),
        (["1", "2"], False),
        ([""], False),
    ],
)
def test_signs_that_are_directions_are_told_from_negative_prices(
    texts: list[str], expected: bool
) -> None:
    assert has_signs_as_directions(texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.5", True),
        ("$1,234.50", True),
        ("1.38M", True),
        ("-", False),
        ("AAPL", False),
        ("", False),
    ],
)
def test_cells_with_numbers_are_told(text: str, expected: bool) -> None:
    assert is_number(text) == expected
