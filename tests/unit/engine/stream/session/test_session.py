"""A live session from feed to hit."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from math import isnan
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.candle import Candle
from engine.domain.formula import Formula
from engine.domain.hit_policy import HitPolicy
from engine.domain.live_status import ConnectionState, FeedStatus
from engine.domain.series import to_ns
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository
from engine.storage.library import open_library, open_workspace
from engine.stream.alerts.dispatcher import AlertDispatcher
from engine.stream.alerts.journal import AlertJournal
from engine.stream.bars.live_candle import LiveCandle, Tick
from engine.stream.bars.rollup import RollUp
from engine.stream.evaluation.processor import StreamProcessor
from engine.stream.session.candle_writer import CandleWriter
from engine.stream.session.session import LiveSession
from engine.stream.session.session_parts import SessionParts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.domain.alert import Alert
    from engine.domain.match import SignalMatch
    from engine.stream.feeds.protocol import FeedSink

START = datetime(2024, 1, 1, tzinfo=UTC)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


def candle(number: int, close: float) -> Candle:
    return Candle(minute(number), close, close, close, close, 1)


def live(number: int, close: float, symbol: str = "A", closed: bool = True) -> LiveCandle:
    return LiveCandle(symbol, candle(number, close), closed, 1)


class Scripted:
    """A feed that does what the test says, with the session as the sink."""

    def __init__(self, script: Callable[[FeedSink], None]) -> None:
        self._script = script
        self.is_stopped = False

    def run(self, sink: FeedSink) -> None:
        self._script(sink)

    def stop(self) -> None:
        self.is_stopped = True

    def status(self) -> FeedStatus:
        return FeedStatus(ConnectionState.LIVE, malformed=2, duplicates=3)


class Keeping:
    name = "kept"

    def __init__(self) -> None:
        self.alerts: list[Alert] = []

    def deliver(self, alert: Alert) -> None:
        self.alerts.append(alert)


def session_of(script: Callable[[LiveSession], None], *texts: str, **parts: object) -> LiveSession:
    """Return a session of the formulas `texts`, numbered from 0."""
    timeframe = str(parts.pop("timeframe", "1m"))
    symbols = parts.pop("symbols", ())
    processor = StreamProcessor(FormulaService(), None, 20, 1, timeframe=timeframe)
    for number, text in enumerate(texts):
        processor.add_formula(Formula(number, f"name {number}", text))
    feed = Scripted(lambda _sink: script(session))
    session = LiveSession(SessionParts(feed, processor, timeframe, **parts), symbols)  # type: ignore[arg-type]
    return session


def hits(session: LiveSession) -> list[tuple[str, int]]:
    return [
        (hit.symbol, (hit.timestamp - START) // timedelta(minutes=1))
        for hit in session.hits.since(0).hits
    ]


def test_hits_are_edges_and_go_to_log_callback_and_alerts() -> None:
    told: list[SignalMatch] = []
    sink = Keeping()

    def script(session: LiveSession) -> None:
        session.on_candles([live(n, close) for n, close in enumerate((1, 5, 6, 1, 7))])

    session = session_of(script, "close > 3", on_hits=told.extend, alerts=AlertDispatcher([sink]))
    session.run()
    assert hits(session) == [("A", 1), ("A", 4)]
    assert [hit.timestamp for hit in told] == [minute(1), minute(4)]
    assert [(a.symbol, a.formula_name, a.price) for a in sink.alerts] == [
        ("A", "name 0", 5),
        ("A", "name 0", 7),
    ]


def test_every_bar_is_a_hit_where_the_policy_says_so() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(n, 5) for n in range(3)])

    session = session_of(script, "close > 3", policy=HitPolicy(is_every_bar=True))
    session.run()
    assert hits(session) == [("A", 0), ("A", 1), ("A", 2)]


def test_history_is_known_before_the_first_candle_and_tells_nothing_itself() -> None:
    history = InMemoryCandleRepository()
    history.save_many("UP", "1m", [candle(n, 5) for n in range(5)])
    history.save_many("DOWN", "1m", [candle(n, 1) for n in range(5)])

    def script(session: LiveSession) -> None:
        session.on_candles([live(5, 6, "UP"), live(5, 6, "DOWN")])

    session = session_of(
        script, "sma(close, 3) > 2", history=history, symbols=["UP", "DOWN", "NEW"]
    )
    session.run()
    assert hits(session) == [("DOWN", 5)]
    assert sorted(session.holding()) == [("DOWN", 0), ("UP", 0)]


def test_bars_from_before_the_start_tell_nothing_but_count() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(n, close) for n, close in enumerate((1, 5, 1, 5, 5, 1, 5))])

    session = session_of(script, "close > 3", hits_from=minute(4))
    session.run()
    assert hits(session) == [("A", 6)]


def test_formula_added_while_running_is_told_where_it_holds() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(0, 5)])
        session.add_formula(Formula(0, "edited", "close > 4"))
        session.on_candles([live(1, 5)])
        assert session.remove_formula(0)
        session.on_candles([live(2, 5)])

    session = session_of(script, "close > 3")
    session.run()
    assert hits(session) == [("A", 0), ("A", 1)]


def test_formula_that_needs_more_bars_gets_them_from_the_history() -> None:
    history = InMemoryCandleRepository()
    history.save_many("A", "1m", [candle(n, n) for n in range(100)])

    def script(session: LiveSession) -> None:
        session.add_formula(Formula("long", "long", "lowest(close, 90) == 11"))
        session.on_candles([live(100, 100)])

    session = session_of(script, "close < 0", history=history, symbols=["A"])
    session.run()
    assert hits(session) == [("A", 100)]


def test_history_is_loaded_up_to_where_a_replay_is_and_no_further() -> None:
    history = InMemoryCandleRepository()
    history.save_many("A", "1m", [candle(n, n) for n in range(200)])

    def script(session: LiveSession) -> None:
        session.on_candles([live(n, n) for n in range(10, 150)])
        session.add_formula(Formula("long", "long", "lowest(close, 100) == 51"))
        session.on_candles([live(150, 150)])

    session = session_of(
        script, "close < 0", history=history, history_end=minute(10), symbols=["A"]
    )
    session.run()
    assert hits(session) == [("A", 150)]
    times = session.processor.get_series("A").timestamps_ns
    assert times[-1] == to_ns(minute(150))
    assert set(np.diff(times)) == {60_000_000_000}


def test_history_with_a_hole_before_the_buffer_is_left_alone() -> None:
    history = InMemoryCandleRepository()
    history.save_many("A", "1m", [candle(n, n) for n in range(10)])

    def script(session: LiveSession) -> None:
        session.on_candles([live(n, n) for n in range(10, 150)])
        session.add_formula(Formula("long", "long", "highest(close, 25) > 0"))
        session.on_candles([live(n, n) for n in range(150, 160)])

    session = session_of(script, "close < 0", history=history, symbols=["A"])
    session.run()
    assert [bar for _, bar in hits(session)] == [154]


def test_latency_of_a_stored_candle_counts_from_its_turn() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([LiveCandle("A", candle(n, n)) for n in range(50)])
        session.on_time(to_ns(minute(100)))

    session = session_of(script, "close > 3")
    session.run()
    assert 0 < session.status().health.latency_p99_ms < 60_000
    assert session._latency._count == 50


def test_latency_waits_for_the_disk_where_candles_are_saved(tmp_path: Path) -> None:
    counts: list[int] = []
    with open_library(tmp_path / "l.fslib", create=True) as library:
        session = session_of(
            lambda session: session.on_candles([live(0, 5), live(1, 5)]),
            "close > 3", writer=CandleWriter(library, "1m"),
            on_hits=lambda _: counts.append(session._latency._count),
        )  # fmt: skip
        session.run()
    assert (counts, session._latency._count) == ([0], 2)


def test_bars_are_built_from_shorter_candles() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(n, n) for n in range(6)])
        session.on_time(to_ns(minute(10)))

    session = session_of(
        script, "close == 4 or close == 5", timeframe="5m", roll_up=RollUp("5m", "1m"),
        policy=HitPolicy(includes_forming=False),
    )  # fmt: skip
    session.run()
    assert hits(session) == [("A", 0), ("A", 5)][:1]
    assert [c.close for c in session.processor.get_buffer("A")] == [4, 5]


def test_trades_become_bars_that_close_by_the_clock() -> None:
    def script(session: LiveSession) -> None:
        session.on_ticks([Tick("A", to_ns(minute(0)), 7.0, 2.0, 1)])
        session.on_time(to_ns(minute(1)))

    policy = HitPolicy(includes_forming=False)
    session = session_of(script, "close == 7", roll_up=RollUp("1m"), policy=policy)
    session.run()
    (hit,) = session.hits.since(0).hits
    assert hit.metadata == {"confirmed": True}


def test_trades_without_a_roll_up_are_left_alone() -> None:
    session = session_of(lambda s: s.on_ticks([Tick("A", 1, 7.0)]), "close == 7")
    session.run()
    assert session.processor.symbols() == []


def test_hit_is_told_when_its_candle_is_saved(tmp_path: Path) -> None:
    with open_library(tmp_path / "l.fslib", create=True) as library:
        saved: list[int] = []

        def script(session: LiveSession) -> None:
            session.on_candles([live(0, 1), live(1, 5), live(2, 5, closed=False)])

        session = session_of(
            script, "close > 3", writer=CandleWriter(library, "1m"),
            on_hits=lambda _: saved.append(len(library.candles.get_range("A", "1m"))),
        )  # fmt: skip
        session.run()
        assert saved == [2]
        assert hits(session) == [("A", 1)]
        status = session.status()
        assert (status.saved, status.unsaved, status.save_error) == (2, 0, "")


def test_alerts_are_kept_and_not_told_again_by_the_next_session(tmp_path: Path) -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(n, close) for n, close in enumerate((1, 5, 1, 5))])

    found = []
    for _ in range(2):
        with open_workspace(tmp_path / "w", create=True) as workspace:
            session = session_of(script, "close > 3", journal=AlertJournal(workspace.alerts))
            session.run()
            found.append(hits(session))
            kept = [(a.timestamp, a.left_at) for a in workspace.alerts.recent()]
    assert found == [[("A", 1), ("A", 3)], []]
    assert kept[-1] == (minute(1), minute(2))
    assert kept[0][0] == minute(3)


@pytest.mark.parametrize(("has_history", "told"), [(True, []), (False, [("A", 50)])])
def test_what_held_when_the_last_session_ended_is_believed_where_the_history_says_so(
    tmp_path: Path, has_history: bool, told: list[tuple[str, int]]
) -> None:
    history = InMemoryCandleRepository()
    history.save_many("A", "1m", [candle(n, 5) for n in range(40, 50)])
    parts = {"history": history, "symbols": ["A"]} if has_history else {}
    with open_workspace(tmp_path / "w", create=True) as workspace:
        first = session_of(
            lambda session: session.on_candles([live(0, 1), live(1, 5)]),
            "close > 3", journal=AlertJournal(workspace.alerts),
        )  # fmt: skip
        first.run()
        second = session_of(
            lambda session: session.on_candles([live(50, 5), live(51, 5)]),
            "close > 3", journal=AlertJournal(workspace.alerts), **parts,
        )  # fmt: skip
        second.run()
    assert hits(first) == [("A", 1)]
    assert hits(second) == told


def test_policy_changes_while_the_session_runs() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(n, 5) for n in range(2)])
        session.set_policy(HitPolicy(is_every_bar=True))
        session.on_candles([live(n, 5) for n in range(2, 4)])

    session = session_of(script, "close > 3")
    session.run()
    assert hits(session) == [("A", 0), ("A", 2), ("A", 3)]


def test_what_changed_is_handed_over_once() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(0, 5), live(0, 5, "B"), live(1, 1)])

    session = session_of(script, "close > 3")
    session.run()
    assert session.pop_changes() == {"A": live(1, 1), "B": live(0, 5, "B")}
    assert session.pop_changes() == {}
    assert session.holding() == [("B", 0)]


def test_replay_that_is_moved_starts_anew_from_there() -> None:
    history = InMemoryCandleRepository()
    history.save_many("A", "1m", [candle(n, 9 if n == 2 else 1) for n in range(10)])

    def script(session: LiveSession) -> None:
        session.on_candles([live(n, 9 if n == 2 else 1) for n in range(8)])
        session.on_restart(minute(5))
        assert len(session.processor.get_buffer("A")) == 5
        session.on_candles([live(n, 5) for n in range(5, 8)])

    session = session_of(script, "close > 3", history=history, history_end=START, symbols=["A"])
    session.run()
    assert hits(session) == [("A", 2), ("A", 5)]


def test_formulas_over_other_symbols_are_told_at_the_end_too() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(0, 5), live(0, 4, "B")])
        session.on_time(to_ns(minute(1)))

    session = session_of(script, "xs_rank(close) == 100")
    session.run()
    assert hits(session) == [("A", 0)]


def test_status_tells_counts_latencies_and_silent_symbols() -> None:
    def script(session: LiveSession) -> None:
        session.on_candles([live(n, 5) for n in range(6)])
        session.on_candles([live(0, 5, "SILENT"), live(2, 5)])
        session.on_time(to_ns(minute(6)))

    session = session_of(script, "close > 3", alerts=AlertDispatcher([Keeping()]))
    assert isnan(session.status().health.latency_p99_ms)
    session.run()
    status = session.status()
    health = status.health
    assert (health.candles, health.hits, health.late) == (8, 2, 1)
    assert (health.dropped, health.duplicates) == (2, 4)
    assert health.stale_symbols == ("SILENT",)
    assert 0 < health.latency_p50_ms <= health.latency_p99_ms
    assert status.feed.state is ConnectionState.LIVE
    assert [sink.name for sink in status.sinks] == ["kept"]


def test_symbol_that_should_come_and_never_does_is_silent_after_a_while() -> None:
    stale: list[tuple[str, ...]] = []

    def script(session: LiveSession) -> None:
        for number in range(6):
            session.on_candles([live(number, 5)])
            session.on_time(to_ns(minute(number + 1)))
            stale.append(session.status().health.stale_symbols)

    session = session_of(script, "close > 3", expected=["A", "NEVER"])
    session.run()
    assert stale == [(), (), (), (), ("NEVER",), ("NEVER",)]
    assert session.status().health.absent_symbols == ("NEVER",)


def test_stop_is_handed_to_the_feed() -> None:
    session = session_of(lambda _: None)
    session.stop()
    assert session.feed.is_stopped  # type: ignore[attr-defined]


def test_failing_feed_ends_the_session_and_closes_its_threads() -> None:
    def fail(_session: LiveSession) -> None:
        raise RuntimeError("feed broke")

    session = session_of(fail, "close > 3", alerts=AlertDispatcher([Keeping()]))
    with pytest.raises(RuntimeError, match="feed broke"):
        session.run()


def test_session_may_be_asked_and_edited_while_it_runs() -> None:
    running, failures = threading.Event(), []

    def ask() -> None:
        running.wait()
        try:
            for number in range(100):
                session.status()
                session.pop_changes()
                session.add_formula(Formula("x", "x", f"close > {number}"))
                session.holding()
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    def script(session: LiveSession) -> None:
        running.set()
        for number in range(2_000):
            session.on_candles([live(number, number % 7), live(number, number % 5, "B")])

    session = session_of(script, "close > 3")
    asker = threading.Thread(target=ask)
    asker.start()
    session.run()
    asker.join()
    assert failures == []
    assert session.status().health.candles == 4_000
