"""The bounded log of hits."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.domain.candle import Candle
from engine.domain.match import SignalMatch
from engine.stream.session.hit_log import HitLog

MOMENT = datetime(2024, 1, 1, tzinfo=UTC)


def hit(number: int) -> SignalMatch:
    return SignalMatch("A", MOMENT, Candle(MOMENT, 1, 1, 1, 1, 1), formula_id=number)


def log_of(count: int, capacity: int = 10) -> HitLog:
    log = HitLog(capacity)
    log.extend(hit(number) for number in range(count))
    return log


def test_reader_gets_what_came_since_it_asked_last() -> None:
    log = log_of(3)
    page = log.since(0)
    assert [h.formula_id for h in page.hits] == [0, 1, 2]
    log.extend([hit(3)])
    again = log.since(page.next_number)
    assert [h.formula_id for h in again.hits] == [3]
    assert log.since(again.next_number).hits == []


def test_full_log_drops_the_oldest_and_says_how_many_a_reader_missed() -> None:
    log = log_of(25)
    page = log.since(5)
    assert [h.formula_id for h in page.hits] == list(range(15, 25))
    assert (page.next_number, page.missed) == (25, 10)
    assert (len(log), log.total) == (10, 25)


def test_page_holds_no_more_than_asked_for() -> None:
    log = log_of(8)
    page = log.since(2, limit=3)
    assert [h.formula_id for h in page.hits] == [2, 3, 4]
    assert [h.formula_id for h in log.since(page.next_number).hits] == [5, 6, 7]


def test_numbers_go_on_after_the_log_was_cleared() -> None:
    log = log_of(4)
    log.clear()
    log.extend([hit(4)])
    page = log.since(4)
    assert [h.formula_id for h in page.hits] == [4]
    assert page.next_number == 5
