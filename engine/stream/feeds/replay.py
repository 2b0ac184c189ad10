"""Plays candles of a library again, as if they came in now.

A bar is delivered when it would have closed; times between bars are divided by the speed, and an
empty stretch (a night, a weekend) lasts no longer than one bar. Pause, speed and seek take effect
at the next moment, from whichever thread they come.
"""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

import numpy as np

from engine.calendars.bar_clock import bar_end
from engine.domain.candle import as_utc
from engine.domain.date_range import DateRange
from engine.domain.live_status import ConnectionState, FeedStatus
from engine.domain.series import from_ns, to_ns
from engine.domain.timeframe import parse_timeframe
from engine.errors import InputError
from engine.messages import Message
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.feeds.merged import Moment, all_moments, iter_moments
from engine.stream.feeds.pacing import Pacer, RealPacer
from engine.stream.feeds.protocol import StatusBoard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from engine.domain.repositories import ICandleRepository
    from engine.domain.timeframe import Timeframe
    from engine.stream.feeds.protocol import FeedSink

MAX_SPEED = math.inf
_BATCH = 1_000


class ReplayFeed:
    """A feed out of a candle repository; see :class:`~engine.stream.feeds.protocol.Feed`.

    Parameters
    ----------
    candles : ICandleRepository
        Where the candles lie.
    timeframe : str
        Which bars to play.
    symbols : sequence of str, optional
        All symbols of that timeframe where None.
    date_range : DateRange
        Which bars to play; both ends inclusive.
    speed : float
        How much faster than time goes by; ``MAX_SPEED`` does not wait at all.
    last_bars : int
        Begin so many bar times before the end, whichever symbols they are of; 0 for all of them.
        Those before can still be sought.
    pacer : Pacer
        What waits.

    Raises
    ------
    InputError
        The speed is not positive.
    """

    def __init__(
        self,
        candles: ICandleRepository,
        timeframe: str,
        symbols: Sequence[str] | None = None,
        date_range: DateRange | None = None,
        *,
        speed: float = 1.0,
        last_bars: int = 0,
        pacer: Pacer | None = None,
    ) -> None:
        self._candles = candles
        self._timeframe = parse_timeframe(timeframe)
        self._symbols = None if symbols is None else list(dict.fromkeys(symbols))
        self._range = date_range or DateRange()
        self._pacer = pacer or RealPacer()
        self._board = StatusBoard()
        self._wake = threading.Condition()
        self._speed = _checked(speed)
        self._last_bars = last_bars
        self._is_paused = self._is_stopped = False
        self._seek_to: int | None = None
        self._position_ns: int | None = None
        self._paced_ns: int | None = None
        self._due = 0.0
        self._note: Message | None = None

    @property
    def speed(self) -> float:
        """How much faster than time goes by."""
        return self._speed

    @property
    def position(self) -> datetime | None:
        """Start of the bars that were delivered last."""
        return None if self._position_ns is None else from_ns(self._position_ns)

    def status(self) -> FeedStatus:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        return self._board.read()

    def stop(self) -> None:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        with self._wake:
            self._is_stopped = True
            self._wake.notify_all()

    def pause(self) -> None:
        """Hold the replay until :meth:`resume`."""
        with self._wake:
            self._is_paused = True
            self._wake.notify_all()

    def resume(self) -> None:
        """Go on after :meth:`pause`."""
        with self._wake:
            self._is_paused = False
            self._wake.notify_all()

    def set_speed(self, speed: float) -> None:
        """Change the speed; InputError where it is not positive."""
        with self._wake:
            self._speed = _checked(speed)
            self._due = self._pacer.now()
            self._wake.notify_all()

    def seek(self, moment: datetime) -> None:
        """Go on with the first bar at or after `moment`; the sink starts anew."""
        with self._wake:
            self._seek_to = to_ns(as_utc(moment))
            self._wake.notify_all()

    def run(self, sink: FeedSink) -> None:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        symbols = self._symbols
        if symbols is None:
            symbols = self._candles.symbols(self._timeframe)
        self._note = Message("live.replaying", n=len(symbols))
        self._board.show(ConnectionState.LOADING, self._note)
        limits = self._range.start_ns, self._range.end_ns
        moments = all_moments(self._candles, self._timeframe, symbols, *limits)
        with self._wake:
            if self._seek_to is None and 0 < self._last_bars < len(moments):
                self._seek_to = int(moments[-self._last_bars])
        self._due = self._pacer.now()
        left: NDArray[np.int64] | None = moments
        while left is not None:
            left = self._play(sink, symbols, moments, left)
        ending = ConnectionState.STOPPED if self._is_stopped else ConnectionState.ENDED
        count = self._board.read().messages
        self._board.show(ending, Message("live.replayed", n=count))

    def _play(
        self,
        sink: FeedSink,
        symbols: Sequence[str],
        moments: NDArray[np.int64],
        left: NDArray[np.int64],
    ) -> NDArray[np.int64] | None:
        """Deliver the moments `left`; return what is left after a seek, or None at the end."""
        outbox = _Outbox(sink, self._timeframe)
        for number, moment in enumerate(
            iter_moments(self._candles, self._timeframe, symbols, left)
        ):
            if number == 0:  # the first one took reading the candles of all
                self._board.show(ConnectionState.LIVE, self._note)
            if not self._wait_until_due(moment, outbox):
                break
            outbox.add(moment)
            if self._speed != MAX_SPEED or outbox.is_full:
                self._send(outbox)
        self._send(outbox)
        with self._wake:
            target, self._seek_to = self._seek_to, None
        if target is None or self._is_stopped:
            return None
        self._board.show(ConnectionState.LOADING, self._note)
        sink.on_restart(from_ns(target))
        self._paced_ns = None
        return moments[np.searchsorted(moments, target) :]

    def _wait_until_due(self, moment: Moment, outbox: _Outbox) -> bool:
        """Wait for the time of `moment`; return whether the replay goes on to it."""
        if self._is_paused:
            self._send(outbox)
        with self._wake:
            self._advance_due(moment.time_ns)
            while not self._is_stopped and self._seek_to is None:
                if self._is_paused:
                    self._hold()
                elif self._speed == MAX_SPEED or (rest := self._due - self._pacer.now()) <= 0:
                    break
                else:
                    self._pacer.wait(self._wake, rest)
            return not self._is_stopped and self._seek_to is None

    def _hold(self) -> None:
        """Wait while paused; the time spent does not count. The lock is held."""
        self._board.show(ConnectionState.PAUSED)
        paused_at = self._pacer.now()
        self._pacer.wait(self._wake, None)
        self._due += self._pacer.now() - paused_at
        if not self._is_paused:
            self._board.show(ConnectionState.LIVE, self._note)

    def _advance_due(self, time_ns: int) -> None:
        if self._speed == MAX_SPEED:
            return
        before, self._paced_ns = self._paced_ns, time_ns
        step_ns = self._timeframe.nominal_ns
        gap_ns = 0 if before is None else min(time_ns - before, step_ns)
        self._due = max(self._due + gap_ns / 1e9 / self._speed, self._pacer.now())

    def _send(self, outbox: _Outbox) -> None:
        if outbox.count:
            self._board.count(messages=outbox.count)
            self._position_ns = outbox.last_ns
            outbox.send()


class _Outbox:
    """Candles that are due, sent together."""

    def __init__(self, sink: FeedSink, timeframe: Timeframe) -> None:
        self._sink = sink
        self._timeframe = timeframe
        self._moments: list[Moment] = []
        self.count = 0

    @property
    def is_full(self) -> bool:
        return self.count >= _BATCH

    @property
    def last_ns(self) -> int:
        return self._moments[-1].time_ns

    def add(self, moment: Moment) -> None:
        self._moments.append(moment)
        self.count += len(moment.candles)

    def send(self) -> None:
        moments, self._moments, self.count = self._moments, [], 0
        for moment in moments:
            self._sink.on_candles([LiveCandle(*pair) for pair in moment.candles])
            self._sink.on_time(bar_end(moment.time_ns, self._timeframe))


def _checked(speed: float) -> float:
    if not speed > 0:
        raise InputError(Message("live.speed", speed=speed))
    return speed
