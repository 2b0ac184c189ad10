"""Which format the times of a column have.

Every format that reads nearly all samples stays in the race. Where several do, because day and
month could change places, the dates themselves decide: in the right reading they lie close
together, in the wrong one they jump over months.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from engine.domain.durations import DAY_NS
from engine.storage.importers.cells.time_formats import EXCEL_DAYS, parse_times, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

_DATES = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%m.%d.%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%m/%d/%y",
    "%d/%m/%y",
    "%y/%m/%d",
    "%d.%m.%y",
    "%y.%m.%d",
    "%d-%m-%y",
    "%m-%d-%y",
    "%y-%m-%d",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%Y-%b-%d",
    "%d/%b/%Y",
    "%d%b%Y",
    "%Y-%m",
    "%Y/%m",
    "%d %b %Y",
    "%b %d, %Y",
    "%b %d %Y",
    "%d. %b %Y",
    "%d %b, %Y",
    "%a, %b %d, %Y",
    "%a, %d %b %Y",
    "%a %b %d %Y",
    "%Y년 %m월 %d일",
    "%Y年%m月%d日",
    "%Y. %m. %d.",
    "%Y. %m. %d",
    "%Y- %m- %d",
    "%Y.%m.%d.",
    "%Y/%m/%d(%a)",
    "%Y-%m-%d(%a)",
    "%Y.%m.%d(%a)",
    "%y/%m/%d(%a)",
    "%Y年%m月%d日(%a)",
    "%Y年%m月%d日%H時%M分",
    "%Y년 %m월 %d일 %H시 %M분",
    "%b-%d-%Y",
    "%d de %b de %Y",
    "%o/%m/%d",
    "%o年%m月%d日",
    "令和%r年%m月%d日",
    "R%r.%m.%d",
    "R%r/%m/%d",
    "%Y-%m-%d %a",
    "%Y/%m/%d %a",
    "%m/%d/%Y %a",
    "%d/%m/%Y %a",
    "%Y-%m-%d (%a)",
    "%Y/%m/%d (%a)",
    "%Y/%m/%d,%a",
    "%Y-%m-%d,%a",
    "%m/%d/%Y,%a",
)
_PACKED = ("%Y%m%d", "%y%m%d")
_CLOCKS = (
    "%H:%M:%S",
    "%H:%M",
    "%H:%M:%S.%f",
    "%I:%M:%S%p",
    "%I:%M%p",
    "%I-%p",
    "%I%p",
    "%H%M%S",
    "%H%M",
    "%H.%M.%S",
    "%p%I:%M:%S",
    "%p%I:%M",
    "%I:%M:%S %p",
    "%I:%M %p",
    "%I %p",
    "%p %I:%M:%S",
    "%p %I:%M",
    "%H:%M:%S,%f",
    "%H-%M",
)
_JOINERS = (" ", "T", ", ", "-", "_", " - ")
_ZONES = ("", "%z", " %z", " %Z", "%z[%Z]")
_MAX_BAD = 0.4
_MAX_BAD_NUMBERS = 0.1
_MAX_SAMPLES = 600
_EPOCH_DIGITS = {
    9: "epoch_s",
    10: "epoch_s",
    12: "epoch_ms",
    13: "epoch_ms",
    15: "epoch_us",
    16: "epoch_us",
    18: "epoch_ns",
    19: "epoch_ns",
}
_PACKED_DIGITS = {
    6: "%y%m%d",
    8: "%Y%m%d",
    12: "%Y%m%d%H%M",
    14: "%Y%m%d%H%M%S",
    17: "%Y%m%d%H%M%S%f",
}
# What may stand behind a date: a time of day with its zone, but no other separator of cells.
_REST = (
    r"(?P<rest>(?:[ T,_-][\d :.,+TZzAaPpMmUCG오전후午前後-]*"
    r"(?:(?<=:\d\d) +[A-Za-z][\w+-]+(?:/[\w+-]+)*|\[[\w+/-]+\])?)?)$"
)
_MAX_CLOCK_DIGITS = 6
MAX_TIME_LENGTH = 128
"""What is longer is no time."""
_LONG_NUMBER = re.compile(r"^\d+(\.\d*)?$")


class TimeGuess(NamedTuple):
    """The format of a column of times.

    Attributes
    ----------
    time_format : str
        See :mod:`engine.storage.importers.cells.time_formats`.
    is_ambiguous : bool
        Another order of day and month reads the samples as well.
    """

    time_format: str
    is_ambiguous: bool


def guess_time_format(samples: Sequence[str]) -> TimeGuess | None:
    """Return the format of most of `samples`, or None where they are no times."""
    texts = [text.strip() for text in samples[:_MAX_SAMPLES] if text.strip()]
    if not texts:
        return None
    number = _number_format(texts)
    if number is not None:
        return TimeGuess(number, is_ambiguous=False)
    readings = _readings(texts, _candidates(texts[:3]))
    if not readings:
        return None
    best = min(readings, key=readings.__getitem__)
    rivals = [name for name, (n_bad, *_) in readings.items() if n_bad == readings[best][0]]
    return TimeGuess(best, is_ambiguous=len(set(map(_date_order, rivals))) > 1)


def guess_clock_format(samples: Sequence[str]) -> str | None:
    """Return the format of a column that holds times of day only, or None."""
    texts = [text.strip() for text in samples[:_MAX_SAMPLES] if text.strip()]
    if texts and all(text.isdigit() and len(text) <= _MAX_CLOCK_DIGITS for text in texts):
        # Written as numbers, times after midnight lack their zeros: 5 is 00:05.
        width = 4 if max(map(len, texts)) <= 4 else _MAX_CLOCK_DIGITS
        texts = [text.zfill(width) for text in texts]
    formats = dict.fromkeys(clock for text in texts[:3] for clock in _clocks_of(text))
    readings = _readings(texts, formats)
    return min(readings, key=lambda name: readings[name][0]) if readings else None


def is_serial_date(text: str) -> bool:
    """Whether a cell may be a spreadsheet's number for a day from 1950 to 2100."""
    text = text.strip()
    return is_bare_number(text) and 18_264 <= float(text) <= 73_415


def looks_like_date(text: str) -> bool:
    """Whether a cell may be a date, quickly and without a thought for the calendar."""
    text = text.strip()
    if not 6 <= len(text) <= MAX_TIME_LENGTH or not any(char.isdigit() for char in text):
        return False
    if _LONG_NUMBER.match(text):
        return _is_date_number(text.partition(".")[0])
    return any(is_date.match(text) for _, is_date in _prefixes())


def is_bare_number(text: str) -> bool:
    """Whether a cell has no mark of a date or a time, but digits only."""
    return _LONG_NUMBER.match(text.strip()) is not None


def _is_date_number(digits: str) -> bool:
    """Whether whole digits may be a date without marks, or the time since 1970."""
    if len(digits) in _EPOCH_DIGITS.keys() - _PACKED_DIGITS.keys():
        return True
    year = 2 if len(digits) == 6 else 4
    month, day = digits[year : year + 2], digits[year + 2 : year + 4]
    is_known = len(digits) in _PACKED_DIGITS and (year == 2 or "1900" <= digits[:4] <= "2100")
    is_packed = is_known and "01" <= month <= "12" and "01" <= day <= "31"
    # Milliseconds have as many digits before September 2001 as a day with hour and minute.
    return is_packed or len(digits) in _EPOCH_DIGITS


def _number_format(texts: Sequence[str]) -> str | None:
    """Return the format of dates that are written as bare numbers."""
    if not _LONG_NUMBER.match(texts[0]):
        return None
    lengths = {len(text.partition(".")[0]) for text in texts if _LONG_NUMBER.match(text)}
    length = max(lengths, key=lambda n: sum(len(text.partition(".")[0]) == n for text in texts))
    if length in _PACKED_DIGITS and _readings(texts, [_PACKED_DIGITS[length]], _MAX_BAD_NUMBERS):
        return _PACKED_DIGITS[length]
    if length == 5:
        return EXCEL_DAYS if all(map(is_serial_date, texts)) else None
    return _EPOCH_DIGITS.get(length)


def _readings(
    texts: Sequence[str], formats: Iterable[str], tolerated: float = _MAX_BAD
) -> dict[str, tuple[int, bool, int]]:
    """Return badness, strangeness and span of each format that reads nearly all texts."""
    column = pa.array(texts, pa.string())
    readings: dict[str, tuple[int, bool, int]] = {}
    for name in formats:
        parsed = parse_times(column, name)
        n_bad = int(parsed.is_bad.sum())
        if n_bad <= tolerated * len(texts):
            good = parsed.local_ns[~parsed.is_bad]
            readings[name] = (n_bad, _is_strange(good), _span(good))
    return readings


def _is_strange(times: NDArray[np.int64]) -> bool:
    """Whether all times fall into one month of several years, as monthly dates misread do."""
    months = np.unique(times // DAY_NS * DAY_NS).view("datetime64[ns]").astype("datetime64[M]")
    numbers = months.astype(np.int64)
    return bool(np.unique(numbers % 12).size == 1 and np.unique(numbers // 12).size > 1)


def _span(times: NDArray[np.int64]) -> int:
    """Return how far the first and the last time lie apart."""
    return int(times.max() - times.min()) if times.size else 0


def _date_order(time_format: str) -> tuple[str, ...]:
    """Return the parts of the date in their order."""
    return tuple(re.findall("%[Yyorbmd]", time_format))


def _candidates(texts: Sequence[str]) -> list[str]:
    """Return the formats that read at least one of `texts`, in the order of preference."""
    return list(dict.fromkeys(name for text in texts for name in _formats_of(text)))


def _formats_of(text: str) -> Iterator[str]:
    if len(text) > MAX_TIME_LENGTH:
        return
    for date, is_date in _prefixes():
        match = is_date.match(text)
        if match is None:
            continue
        rest = match["rest"]
        if not rest:
            yield date
        for joiner in _JOINERS:
            if rest.startswith(joiner):
                clocks = _clocks_of(rest.removeprefix(joiner).lstrip())
                yield from (date + joiner + clock for clock in clocks)


def _clocks_of(text: str) -> list[str]:
    if len(text) > MAX_TIME_LENGTH:
        return []
    return [name for name, is_clock in _clock_patterns() if is_clock.match(text)]


@cache
def _prefixes() -> list[tuple[str, re.Pattern[str]]]:
    """Return the formats of a date with what finds them at the beginning of a text."""
    dates = (*_DATES, *_PACKED)
    return [(date, re.compile(pattern(date)[:-1] + _REST)) for date in dates]


@cache
def _clock_patterns() -> list[tuple[str, re.Pattern[str]]]:
    names = [clock + zone for clock, zone in product(_CLOCKS, _ZONES)]
    return [(name, re.compile(pattern(name))) for name in names]
