"""Percent ranks in a cross-section."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.evaluation import other_symbols as universe
from engine.language.evaluation.other_symbols import percent_ranks

NAN = np.nan
Column = tuple[list[int], list[float]]


def ranks(*columns: Column) -> list[list[float]]:
    pairs = [(np.array(times, dtype=np.int64), np.array(x, dtype=float)) for times, x in columns]
    return [ranked.tolist() for ranked in percent_ranks(pairs)]


def plain(columns: list[Column]) -> list[list[float]]:
    """Return the ranks by their definition."""
    result = []
    for i, (times, numbers) in enumerate(columns):
        own = []
        for time, x in zip(times, numbers, strict=True):
            others = [
                y
                for j, (more, values) in enumerate(columns)
                for t, y in zip(more, values, strict=True)
                if j != i and t == time and y == y
            ]
            below = sum(y < x for y in others) + sum(y == x for y in others) / 2
            own.append(100 * below / len(others) if others and x == x else NAN)
        result.append(own)
    return result


def test_the_best_has_100_the_worst_0_and_ties_share() -> None:
    ranked = ranks(([1], [5.0]), ([1], [7.0]), ([1], [7.0]), ([1], [9.0]), ([1], [3.0]))
    assert ranked == [[25.0], [62.5], [62.5], [100.0], [0.0]]


def test_only_symbols_known_at_that_time_count() -> None:
    ranked = ranks(([1, 2], [1.0, 1.0]), ([2, 3], [2.0, 2.0]), ([1, 2], [NAN, 0.0]))
    np.testing.assert_array_equal(ranked[0], [NAN, 50.0])
    np.testing.assert_array_equal(ranked[1], [100.0, NAN])
    np.testing.assert_array_equal(ranked[2], [NAN, 0.0])


def test_nothing_to_rank_gives_nothing() -> None:
    assert percent_ranks([]) == []
    assert ranks(([], [])) == [[]]


columns = st.lists(
    st.dictionaries(st.integers(0, 8), st.sampled_from([1.0, 2.0, 3.5, NAN]), max_size=9),
    min_size=1,
    max_size=6,
)


@given(columns)
@pytest.mark.parametrize("cells", [3, 1 << 20])
def test_ranks_follow_their_definition_whatever_the_block(
    cells: int, tables: list[dict[int, float]]
) -> None:
    given_columns = [(sorted(table), [table[t] for t in sorted(table)]) for table in tables]
    before, universe._CELLS = universe._CELLS, cells
    try:
        ranked = ranks(*given_columns)
    finally:
        universe._CELLS = before
    for own, expected in zip(ranked, plain(given_columns), strict=True):
        np.testing.assert_allclose(own, expected)


def test_the_order_of_the_symbols_changes_nothing() -> None:
    random = np.random.default_rng(1)
    pairs = [(np.arange(50), random.integers(0, 9, 50).astype(float)) for _ in range(20)]
    order = random.permutation(20)
    ranked = percent_ranks(pairs)
    shuffled = percent_ranks([pairs[i] for i in order])
    for place, i in enumerate(order):
        np.testing.assert_array_equal(shuffled[place], ranked[i])
