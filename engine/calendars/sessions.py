"""When a symbol is traded: its time zone and the hours of its exchange.

A rule is written as ``24/7``, as hours (``09:30-16:00``; a session that opens later than it closes
runs over midnight and belongs to the day on which it closes), or as the name of an exchange.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from engine.errors import InputError
from engine.messages import Message

_DAY_MINUTES = 1_440
_HOURS = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")
AROUND_THE_CLOCK = "24/7"


@dataclass(frozen=True, slots=True)
class SessionRule:
    """Trading hours of a symbol.

    Attributes
    ----------
    tz : str
        Time zone of the hours and of the day.
    opens, closes : int or None
        Minutes since local midnight; both None around the clock.
    exchange : str
        Code of the exchange's calendar of holidays, empty where none is known.
    is_stated : bool
        Whether somebody said so; else there are no hours because none are known.
    """

    tz: str = "UTC"
    opens: int | None = None
    closes: int | None = None
    exchange: str = ""
    is_stated: bool = field(default=False, compare=False)

    @property
    def is_around_the_clock(self) -> bool:
        """Whether every minute belongs to a session."""
        return self.opens is None

    @property
    def is_overnight(self) -> bool:
        """Whether a session begins on the day before the one that it belongs to."""
        return self.opens is not None and self.closes is not None and self.opens >= self.closes


_ROWS = """
XNYS America/New_York 09:30-16:00 NYSE, NEW YORK STOCK EXCHANGE, ARCA, AMEX, ASE, XASE, ARCX
XNAS America/New_York 09:30-16:00 NASDAQ, NASDAQGS, NASDAQGM, NASDAQCM, NMS, NGM, NCM
XKRX Asia/Seoul 09:00-15:30 KRX, KOSPI, KOSDAQ, KONEX, XKOS, KSE, KOE
XTKS Asia/Tokyo 09:00-15:30 TSE, JPX, TYO, TOKYO
XHKG Asia/Hong_Kong 09:30-16:00 HKEX, SEHK, HKG
XSHG Asia/Shanghai 09:30-15:00 SSE, SHSE, SZSE, XSHE, SHH, SHZ
XTAI Asia/Taipei 09:00-13:30 TWSE, TPEX, ROCO
XBOM Asia/Kolkata 09:15-15:30 NSE, BSE, XNSE
XSES Asia/Singapore 09:00-17:00 SGX
XASX Australia/Sydney 10:00-16:00 ASX
XLON Europe/London 08:00-16:30 LSE, LON
XETR Europe/Berlin 09:00-17:30 XETRA, ETR
XFRA Europe/Berlin 08:00-22:00 FRA, FRANKFURT
XPAR Europe/Paris 09:00-17:30 EPA, PAR
XAMS Europe/Amsterdam 09:00-17:30 AMS
XMIL Europe/Rome 09:00-17:30 BIT, MIL
XMAD Europe/Madrid 09:00-17:30 BME, MCE
XSWX Europe/Zurich 09:00-17:30 SIX, SWX, EBS
XSTO Europe/Stockholm 09:00-17:30 STO
XTSE America/Toronto 09:30-16:00 TSX, TOR
BVMF America/Sao_Paulo 10:00-17:00 B3, BOVESPA, SAO
XMEX America/Mexico_City 08:30-15:00 BMV, MEX
CMES America/Chicago 17:00-16:00 CME, CBOT, XCME, XCBT, GLOBEX
"""


def exchange_named(name: str) -> SessionRule | None:
    """Return the hours of an exchange by its code or a usual name, or None."""
    return _EXCHANGES.get(name.strip().upper())


def parse_sessions(text: str, tz: str = "") -> SessionRule:
    """Return the rule that `text` says; `tz` goes before the exchange's own zone.

    Raises
    ------
    InputError
        The text is none of the three forms.
    """
    if text in {"", AROUND_THE_CLOCK}:
        return SessionRule(tz or "UTC", is_stated=bool(text))
    exchange = exchange_named(text)
    if exchange is not None:
        return replace(exchange, tz=tz or exchange.tz)
    return SessionRule(tz or "UTC", *_hours(text), is_stated=True)


def _hours(text: str) -> tuple[int, int]:
    """Return opening and closing time of ``09:30-16:00`` in minutes since midnight."""
    hours = _HOURS.match(text)
    if hours is None:
        raise InputError(Message("calendar.bad-hours", text=text))
    opens = int(hours[1]) * 60 + int(hours[2])
    closes = int(hours[3]) * 60 + int(hours[4])
    if opens >= _DAY_MINUTES or closes > _DAY_MINUTES:
        raise InputError(Message("calendar.beyond-day", text=text))
    return opens, closes


def _exchanges() -> dict[str, SessionRule]:
    table = {}
    for row in _ROWS.strip().splitlines():
        code, tz, hours, names = row.split(" ", 3)
        rule = SessionRule(tz, *_hours(hours), code, is_stated=True)
        for name in (code, *names.split(",")):
            table[name.strip()] = rule
    return table


_EXCHANGES = _exchanges()
