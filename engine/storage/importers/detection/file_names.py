"""Symbols in the names of files, without what programs write around them.

``BTCUSDT-1m-2024-01``, ``DAT_ASCII_EURUSD_M1_2023``, ``NASDAQ_AAPL, 1D``, ``AAPL Historical Data``
and ``AAPL (1)`` are files of one symbol each, and files of several months are of the same one. What
may be a part of the symbol stays: a month without a timeframe before it is that of a future.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from engine.domain.timeframe import Timeframe

_FRAME = (
    r"(?:M1|M5|M15|M30|H1|H4|D1|W1|MN1?|1M|\d{1,3}(?:m|min|mins|minutes?|h|hours?|d|days?|wk?|mo)"
    r"|\d{1,3}[DW]|(?i:minute|hourly|daily|weekly|monthly))"
)
_DAY = r"(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?:[T_-]?\d{4}(?:\d\d)?)?"
_SPAN = r"(?:19|20)\d{2}(?:-?(?:0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01])(?:\d{4}(?:\d\d)?)?)?)?"
_WORDS = (
    r"historical[ _]?(?:data|prices|quotes)?|history|ohlcv?|candles|klines|data|prices|quotes"
    r"|dados históricos|datos históricos|données historiques|historische (?:daten|kurse)"
    r"|dati storici|과거 데이터|내역|過去データ|历史数据|歷史數據"
)
_CHART = re.compile(
    r"^[A-Z][A-Z0-9_]*_([^_,]+), (\d+[SDWM]?|[DWM])(?: ?\(\d+\))?(?:_[0-9a-f]{5})?$"
)
_TONGDAXIN = re.compile(r"^(SH|SZ|BJ)#(\d{6})$")
_MONTH_OF_TAIWAN = re.compile(r"^STOCK_DAY_([0-9A-Z]+)_\d{6}$")
_BEFORE = re.compile(
    r"^(?:DAT_(?:ASCII|MT|NT|MS|XLSX)_|(daily|weekly|monthly)_(?:adjusted_)?|intraday_\d+min_)(?=.)"
)
_BEHIND = [
    re.compile(r"(?<=.)(?: \(\d+\)| - Copy|\.Last|-(?:futures|spot|mark|index))$"),
    re.compile(rf"(?<=.)(?: - |[ _-])(?:{_WORDS})$", re.IGNORECASE),
    re.compile(rf"(?<=.)[ _-]{_DAY}(?:[ _-]|_to_|-to-){_DAY}$"),
    re.compile(rf"(?<=[ _-]){_FRAME}([ _-]{_SPAN}){{1,2}}$"),
]
_DAY_ALONE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=mark)"
    r"(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<D>0[1-9]|[12]\d|3[01])[-_]?"
    r"(?P<b>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[-_]?(?P<Y>(?:19|20)\d\d)(?!\d)"
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_FRAME_ALONE = re.compile(_FRAME)
_FRAME_BEHIND = re.compile(rf"^(.+?)(?:, |[ _-])({_FRAME})$")
_PAIR_AND_MINUTES = re.compile(
    r"^([A-Z]{6}(?=\d)|[A-Z]{6,10}(?=_))_?(1|5|15|30|60|240|720|1440|10080|43200)$"
)
MAX_NAME_LENGTH = 255
"""What is longer is no name of a file, but a key of a JSON document."""
_LONG = {
    Timeframe.W1: re.compile(r"^(?:10080|1?W|W1|1wk?|weekly)$", re.IGNORECASE),
    Timeframe.MN1: re.compile(r"^(?:43200|1?M|MN1?|1mo|(?i:monthly))$"),
}


class NameOrigin(StrEnum):
    """Where the symbol of a table comes from that no column names."""

    FILE = "file"
    FOLDER = "folder"
    ARCHIVE = "archive"
    SHEET = "sheet"
    DOCUMENT = "document"


class NamedFile(NamedTuple):
    """What the name of a file tells.

    Attributes
    ----------
    symbol : str
        Whose candles these are, where the rows name no symbol.
    timeframe : Timeframe or None
        Weeks or months, which times alone do not tell from days.
    origin : NameOrigin
        Where the symbol comes from.
    day : date or None
        The one day that the name tells, for tables of a day whose rows tell none.
    """

    symbol: str
    timeframe: Timeframe | None = None
    origin: NameOrigin = NameOrigin.FILE
    day: date | None = None


def read_name(stem: str) -> NamedFile:
    """Return what a file's name, without its endings, tells of its candles."""
    text = stem.strip()
    if len(text) > MAX_NAME_LENGTH:
        return NamedFile(text)
    tongdaxin = _TONGDAXIN.match(text)
    if tongdaxin is not None:
        return NamedFile(tongdaxin[1] + tongdaxin[2])
    chart = _CHART.match(text)
    if chart is not None:
        return NamedFile(chart[1], long_timeframe(chart[2]))
    month = _MONTH_OF_TAIWAN.match(text)
    if month is not None:
        return NamedFile(month[1])
    before = _BEFORE.match(text)
    frame = before[1] if before else None
    text = _without_additions(text[before.end() :] if before else text)
    match = _PAIR_AND_MINUTES.match(text) or _FRAME_BEHIND.match(text)
    if match is not None:
        text, frame = match[1], match[2]
    return NamedFile(text, long_timeframe(frame or ""))


def _without_additions(text: str) -> str:
    """Return a name without copies' numbers, words for data, and dates that are no symbol's."""
    while True:
        shorter = text
        for pattern in _BEHIND[:3]:
            shorter = pattern.sub("", shorter)
        # Behind a timeframe a date is that of the file; the timeframe itself stays for now.
        frame = _BEHIND[3].search(shorter)
        if frame is not None:
            shorter = shorter[: frame.start()] + re.split(r"[ _-]", frame[0])[0]
        if shorter == text:
            return text
        text = shorter


def day_in(stem: str) -> date | None:
    """Return the one day in the name of a file, or None: ``bhav_20240102``, ``02JAN2024``."""
    if len(stem) > MAX_NAME_LENGTH:
        return None
    days = {
        _day_of(match["y"] or match["Y"], match["m"] or match["b"], match["d"] or match["D"])
        for match in _DAY_ALONE.finditer(stem)
    }
    return days.pop() if len(days) == 1 else None


def _day_of(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _MONTHS.find(month.lower()) // 3 + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def document_name(symbol: str) -> NamedFile | None:
    """Return the name of a table whose document names its symbol; None for an empty one."""
    return NamedFile(symbol, origin=NameOrigin.DOCUMENT) if symbol else None


def is_timeframe(text: str) -> bool:
    """Whether a text is a timeframe and nothing else: ``1h``, ``M15``, ``daily``."""
    return _FRAME_ALONE.fullmatch(text) is not None


def long_timeframe(name: str) -> Timeframe | None:
    """Return weeks or months where `name` means those, as ``W1``, ``1wk``, ``1M``, ``monthly``."""
    return next((frame for frame, pattern in _LONG.items() if pattern.match(name)), None)
