"""The days and early closes of exchanges, from the package ``exchange_calendars`` if it is there.

Its calendars take seconds to load and need pandas, which worker processes do not load: what they
say is told in :class:`ExchangeDays`, a small value that travels.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.calendars.period_closes import Sessions
from engine.calendars.sessions import exchange_named
from engine.calendars.zones import utc_to_local
from engine.domain.durations import DAY_NS, MINUTE_NS
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class ExchangeDays:
    """How the sessions of an exchange differ from weekdays; days are counted from 1970.

    Attributes
    ----------
    exchange : str
        Its code.
    first, last : int
        The days that are covered; beyond them every weekday passes for a session.
    closed : tuple of int
        Weekdays without a session.
    opened : tuple of int
        Weekend days with one.
    early_closes : tuple of (int, int)
        Days that end before the usual time, and the minute since local midnight.
    """

    exchange: str
    first: int
    last: int
    closed: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    early_closes: tuple[tuple[int, int], ...] = ()

    @property
    def sessions(self) -> Sessions:
        """Weeks and months that close with their last session."""
        return _sessions(self)


@lru_cache(maxsize=64)
def _sessions(days: ExchangeDays) -> Sessions:
    every = np.arange(days.first, days.last + 1, dtype=np.int64)
    is_open = _is_weekday(every) & ~np.isin(every, days.closed)
    return Sessions(every[is_open | np.isin(every, days.opened)])


@cache
def exchange_days(exchange: str) -> ExchangeDays | None:
    """Return the days of an exchange since 1990, or None where nothing knows them."""
    calendar = exchange_calendar(exchange, _FIRST_YEAR)
    if calendar is None:
        return None
    stamps = calendar.sessions.tz_localize(None).to_numpy("datetime64[D]")
    sessions = stamps.astype(np.int64)
    every = np.arange(sessions[0], sessions[-1] + 1, dtype=np.int64)
    is_session = np.isin(every, sessions)
    closed = every[_is_weekday(every) & ~is_session]
    opened = every[~_is_weekday(every) & is_session]
    return ExchangeDays(
        exchange,
        int(sessions[0]),
        int(sessions[-1]),
        tuple(closed.tolist()),
        tuple(opened.tolist()),
        _early_closes(exchange, calendar, sessions),
    )


def _early_closes(
    exchange: str, calendar: Any, sessions: NDArray[np.int64]
) -> tuple[tuple[int, int], ...]:
    rule = exchange_named(exchange)
    if rule is None or rule.closes is None:
        return ()
    closes_ns = np.array(calendar.closes.to_numpy("datetime64[ns]").astype(np.int64))
    minutes = (utc_to_local(closes_ns, rule.tz) - sessions * DAY_NS) // MINUTE_NS
    is_early = minutes < rule.closes
    return tuple(zip(sessions[is_early].tolist(), minutes[is_early].tolist(), strict=True))


def check_exchange(exchange: str) -> ExchangeDays:
    """Return the days of an exchange that somebody asks for by name.

    Raises
    ------
    InputError
        If the package is not installed or does not know the exchange.
    """
    days = exchange_days(exchange)
    if days is not None:
        return days
    if not _has_package():
        command = "pip install exchange_calendars"
        raise InputError(Message("calendar.needs-package", command=command))
    raise InputError(Message("calendar.unknown-exchange", name=exchange))


@cache
def exchange_calendar(exchange: str, year: int) -> Any | None:
    """Return the calendar of an exchange from a year on, or from when it is known.

    None means that its calendar is not known, or that the package of calendars is not installed.
    """
    if not _has_package():
        return None
    import exchange_calendars  # noqa: PLC0415 - optional, and slow to load

    with warnings.catch_warnings():
        # The package may lag behind pandas and warn of what is none of the user's business.
        warnings.simplefilter("ignore")
        try:
            kind = type(exchange_calendars.get_calendar(exchange))
        except exchange_calendars.errors.InvalidCalendarName:
            return None
        # Without a start there are the last twenty years only.
        bound, start = kind.bound_min(), f"{year}-01-01"
        if bound is not None:
            start = max(start, f"{bound:%Y-%m-%d}")
        latest = exchange_calendars.get_calendar(exchange)
        if start >= f"{latest.first_session:%Y-%m-%d}":
            return latest
        return exchange_calendars.get_calendar(exchange, start=start)


def _has_package() -> bool:
    try:
        import exchange_calendars  # noqa: F401, PLC0415 - optional, and slow to load
    except ImportError:
        return False
    return True


def _is_weekday(days: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((days + 3) % 7 < 5)  # 1970-01-01 was a Thursday
