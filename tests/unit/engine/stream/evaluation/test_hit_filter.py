"""From matches to hits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from engine.domain.candle import Candle
from engine.domain.hit_policy import HitPolicy
from engine.domain.match import SignalMatch
from engine.domain.series import to_ns
from engine.stream.evaluation.hit_filter import BarResult, HitFilter

START = datetime(2024, 1, 1, tzinfo=UTC)


def result(
    minute: int,
    *holding: int,
    symbol: str = "A",
    closed: bool = True,
    asked: tuple[int, ...] = (1,),
) -> BarResult:
    moment = START + timedelta(minutes=minute)
    candle = Candle(moment, 1, 1, 1, 1, 1)
    matches = [SignalMatch(symbol, moment, candle, formula_id=each) for each in holding]
    return BarResult(symbol, to_ns(moment), closed, asked, matches)


def hit_minutes(edges: HitFilter, *results: BarResult) -> list[int]:
    return [
        (hit.timestamp - START) // timedelta(minutes=1)
        for each in results
        for hit in edges.filter(each).hits
    ]


def test_hit_is_told_when_the_condition_begins_to_hold() -> None:
    edges = HitFilter()
    bars = [result(0), result(1, 1), result(2, 1), result(3), result(4, 1)]
    assert hit_minutes(edges, *bars) == [1, 4]


def test_every_bar_is_a_hit_where_that_is_wanted() -> None:
    edges = HitFilter(HitPolicy(is_every_bar=True))
    assert hit_minutes(edges, result(1, 1), result(2, 1), result(2, 1)) == [1, 2]


def test_bar_that_comes_again_is_not_told_again() -> None:
    edges = HitFilter()
    bars = [result(1, 1), result(2), result(1, 1), result(2), result(1, 1)]
    assert hit_minutes(edges, *bars) == [1]


def test_cool_down_counts_in_the_time_of_the_bars() -> None:
    edges = HitFilter(HitPolicy(cool_down_s=240))
    bars = [result(n, *([1] if n % 2 else [])) for n in range(1, 10)]
    assert hit_minutes(edges, *bars) == [1, 5, 9]


def test_cool_down_of_one_symbol_or_formula_leaves_the_others_alone() -> None:
    edges = HitFilter(HitPolicy(cool_down_s=600))
    hits = [
        *edges.filter(result(1, 1)).hits,
        *edges.filter(result(2, 1, symbol="B")).hits,
        *edges.filter(result(3, 2, asked=(2,))).hits,
    ]
    assert [(hit.symbol, hit.formula_id) for hit in hits] == [("A", 1), ("B", 1), ("A", 2)]


def test_forming_bar_is_told_once_and_not_again_when_it_closes() -> None:
    edges = HitFilter()
    bars = [result(1, 1, closed=False), result(1, closed=False), result(1, 1, closed=False)]
    assert hit_minutes(edges, *bars, result(1, 1), result(2, 1)) == [1]


def test_forming_bars_are_left_out_where_only_closed_ones_are_wanted() -> None:
    edges = HitFilter(HitPolicy(includes_forming=False))
    assert hit_minutes(edges, result(1, 1, closed=False), result(1, 1)) == [1]
    assert edges.filter(result(2, closed=False)).left == []


def test_what_ceases_to_hold_is_told_once() -> None:
    edges = HitFilter()
    edges.filter(result(1, 1))
    assert edges.holding() == [("A", 1)]
    assert edges.filter(result(2)).left == [("A", 1)]
    assert edges.filter(result(3)).left == []
    assert edges.holding() == []


def test_formula_that_was_not_asked_stays_as_it_was() -> None:
    edges = HitFilter()
    edges.filter(result(1, 2, asked=(2,)))
    assert edges.filter(result(1, asked=(1,))).left == []
    assert edges.filter(result(2, 2, asked=(2,))).hits == []


def test_restored_state_tells_nothing_twice() -> None:
    edges = HitFilter()
    edges.restore("A", 1, to_ns(START), is_held=True)
    edges.restore("B", 1, to_ns(START), is_held=False)
    again = [result(0, 1, symbol="A"), result(0, 1, symbol="B"), result(1, 1, symbol="A")]
    assert hit_minutes(edges, *again) == []
    assert hit_minutes(edges, result(2), result(3, 1)) == [3]


def test_forgotten_formula_begins_anew() -> None:
    edges = HitFilter()
    edges.filter(result(1, 1))
    edges.forget_formula(1)
    assert hit_minutes(edges, result(2, 1)) == [2]


def test_cleared_filter_knows_nothing() -> None:
    edges = HitFilter()
    edges.filter(result(5, 1))
    edges.clear()
    assert hit_minutes(edges, result(1, 1)) == [1]


def test_hits_of_an_earlier_session_are_counted_where_their_bars_come_again() -> None:
    edges = HitFilter(HitPolicy(is_every_bar=True))
    edges.restore("A", 1, result(3).time_ns, True)
    bars = [result(1, 1), result(2), result(3, 1), result(4, 1)]
    assert hit_minutes(edges, *bars) == [4]
    assert edges.n_repeated == 2


def test_repeated_hits_are_those_that_the_policy_would_notify() -> None:
    edges = HitFilter()
    edges.restore("A", 1, result(3).time_ns, True)
    bars = [result(1, 1), result(2, 1), result(3, 1), result(4, 1), result(5), result(6, 1)]
    assert hit_minutes(edges, *bars) == [6]
    assert edges.n_repeated == 1


def test_a_corrected_bar_corrects_its_hit_and_no_other() -> None:
    edges = HitFilter()
    edges.filter(result(1, 1))
    edges.filter(result(2, 1))
    later = result(2, 1)._replace(is_correction=True)
    assert edges.filter(later).corrections == []
    edges = HitFilter()
    edges.filter(result(1, 1))
    corrected = edges.filter(result(1, 1)._replace(is_correction=True))
    assert (corrected.hits, len(corrected.corrections)) == ([], 1)
    gone = edges.filter(result(1)._replace(is_correction=True))
    assert (gone.corrections, gone.left) == ([], [("A", 1)])


def test_a_correction_that_makes_the_condition_true_is_a_hit() -> None:
    edges = HitFilter()
    assert hit_minutes(edges, result(1), result(1, 1)._replace(is_correction=True)) == [1]
