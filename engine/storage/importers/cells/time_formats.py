"""Times as files write them: formats, and parsing whole columns of them.

A format is written with the directives of ``strptime`` (``%Y-%m-%d %H:%M``; ``%Z`` is a name of
the IANA time zone database, such as ``US/Eastern``; ``%o`` is a year of three digits as Taiwan
counts them, 113 for 2024; ``%r`` one of Reiwa, 6 for 2024), or is one of
``epoch_s epoch_ms epoch_us epoch_ns`` (since 1970 UTC) and ``excel_days`` (serial dates). A column
is parsed in four steps: a regular expression takes the fields apart; they become whole numbers;
calendar arithmetic turns them into nanoseconds; what does not exist (31 February) is bad.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.calendars.zones import local_to_utc
from engine.domain.durations import DAY_NS, SECOND_NS
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DAY_S = 86_400
EPOCHS = {"epoch_s": 10**9, "epoch_ms": 10**6, "epoch_us": 10**3, "epoch_ns": 1}
EXCEL_DAYS = "excel_days"
_EXCEL_EPOCH_DAYS = 25_569
_FIRST_S = 315_532_800  # 1980
_MAX_FUTURE_S = 366 * _DAY_S
_FIRST_YEAR_OF_TAIWAN = 1912
_FIRST_YEAR_OF_REIWA = 2019
_MIN_BUDDHIST_YEAR = 2400
_PACKED_FORMAT = re.compile(r"(?:%[A-Za-z])+")
_HALF_CENTURY_NS = 50 * 365 * DAY_NS

_OFFSET = r"(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|[Zz]|UTC|GMT"
_WORD = r"[^\d\s!-@\[-`{-~]+"  # letters of any script: Python and RE2 name them differently
_FIELDS = {
    "Y": r"\d{4}",
    "y": r"\d{2}",
    "o": r"[01]\d{2}",
    "r": r"\d{1,2}",
    "m": r"\d{1,2}",
    "d": r"\d{1,2}",
    "H": r"\d{1,2}",
    "I": r"\d{1,2}",
    "M": r"\d{2}",
    "S": r"\d{2}",
    "f": r"\d{1,9}",
    "b": _WORD,
    "p": r"[AaPp]\.?[Mm]\.?|오전|오후|午前|午後",
    "z": _OFFSET,
    "Z": r"[A-Za-z][A-Za-z_-]+(?:/[A-Za-z0-9_+-]+)+|[A-Za-z][A-Za-z0-9-]{2,}",
}
_MONTHS = (
    "jan janv ene january januar janvier enero janeiro gennaio января|"
    "feb fev févr fév february februar fevereiro febrero февраля|"
    "mar mär mrz mars march märz março marzo марта|"
    "apr abr avr april abril avril апреля|"
    "may mai mag maio mayo мая|"
    "jun juin june juni junho junio июня|"
    "jul juil july juli julho julio июля|"
    "aug ago août aou august agosto августа|"
    "sep sept set september setembro septiembre сентября|"
    "oct okt out ott october oktober outubro octubre октября|"
    "nov november novembro noviembre ноября|"
    "dec dez déc dic december dezember dezembro diciembre декабря"
)
_MONTH_OF = {
    word: number
    for number, words in enumerate(_MONTHS.split("|"), start=1)
    for word in words.split()
}
_MONTH_DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


class ParsedTimes(NamedTuple):
    """A column of times.

    Attributes
    ----------
    local_ns : ndarray of int64, shape (n,)
        Nanoseconds from 1970 to the time as it is written, whatever its zone; 0 where bad.
    offset_ns : ndarray of int64, shape (n,), or None
        What the text says to be ahead of UTC; None where it names no zone.
    is_bad : ndarray of bool, shape (n,)
        The text is no such time.
    has_zone : ndarray of bool, shape (n,), or None
        A column beside the times names their zone; None where there is no such column.
    """

    local_ns: NDArray[np.int64]
    offset_ns: NDArray[np.int64] | None
    is_bad: NDArray[np.bool_]
    has_zone: NDArray[np.bool_] | None = None


def parse_times(texts: pa.Array, time_format: str) -> ParsedTimes:
    """Parse a column of strings; a null or another text is bad."""
    texts = pc.utf8_trim_whitespace(texts)
    if time_format in EPOCHS or time_format == EXCEL_DAYS:
        return _parse_numbers(texts, time_format)
    if _PACKED_FORMAT.fullmatch(time_format):
        # Spreadsheets and pandas write whole numbers with a point: 20240102.0.
        texts = pc.replace_substring_regex(texts, r"^(\d+)\.0*$", r"\1")
    parts = pc.extract_regex(texts, pattern(time_format))
    is_bad = np.asarray(pc.is_null(parts))
    fields = {
        name: parts.field(number).filter(pa.array(~is_bad))
        for number, name in enumerate(field.name for field in parts.type)
    }
    local = np.zeros(len(texts), dtype=np.int64)
    values, exists = _to_ns(fields)
    local[~is_bad] = values
    offset = None
    if "z" in fields:
        offset = np.zeros(len(texts), dtype=np.int64)
        offset[~is_bad] = _offsets(fields["z"])
    elif "Z" in fields:
        offset = np.zeros(len(texts), dtype=np.int64)
        offset[~is_bad], is_zone = named_offsets(fields["Z"], values)
        exists &= is_zone
    is_bad[~is_bad] = ~exists
    return ParsedTimes(local, offset, is_bad)


@cache
def pattern(time_format: str) -> str:
    """Return `time_format` as a regular expression that Python's ``re`` and RE2 both read.

    Raises
    ------
    InputError
        The format has a directive that is not known, or one of them twice.
    """
    pieces: list[str] = []
    names = re.findall(r"%(.)", time_format)
    unknown = [name for name in names if name not in _FIELDS and name != "a"]
    if unknown:
        raise InputError(Message("import.no-directive", directive=unknown[0], format=time_format))
    if len(set(names)) != len(names):
        raise InputError(Message("import.directive-twice", format=time_format))
    for literal, name, follower in re.findall(r"([^%]*)%(.)(?=(%|.|$))", time_format, re.DOTALL):
        pieces.append(_literal(literal))
        pieces.append(_field(name, is_packed=follower == "%" or (not literal and len(pieces) > 1)))
    rest = re.split(r"%.", time_format)[-1]
    body = "".join(pieces) + _literal(rest)
    # Programs leave the fraction out where it is zero.
    return "^" + re.sub(r"(\\?[.,]\(\?P<f>[^)]*\))", r"(?:\1)?", body) + "$"


def check_time_format(time_format: str) -> None:
    """Raise InputError where times cannot be read by `time_format`, with the reason."""
    if time_format in EPOCHS or time_format == EXCEL_DAYS:
        return
    pattern(time_format)
    if not {"Y", "y", "o", "r"} & set(re.findall(r"%(.)", time_format)):
        raise InputError(Message("import.no-year", format=time_format))


def in_order_of_centuries(times: ParsedTimes) -> ParsedTimes:
    """Return times of two-digit years in the order in which they stand.

    Of ``12/31/20`` before ``01/03/27`` in a file of the last century, which ends today at the
    latest, the first is of 1920: a file in order stays in order.
    """
    good = np.flatnonzero(~times.is_bad)
    local = times.local_ns[good]
    steps = np.diff(local)
    if not (np.abs(steps) > _HALF_CENTURY_NS).any():
        return times
    is_newest_first = int((steps < 0).sum()) > steps.size / 2
    # From the newest row on, whose century is known, back to the oldest.
    newest_first = local if is_newest_first else local[::-1]
    jumps = np.diff(newest_first) > _HALF_CENTURY_NS
    n_centuries = np.concatenate([[0], np.cumsum(jumps)])
    years = newest_first.astype("datetime64[ns]").astype("datetime64[Y]").astype(np.int64)
    moved = newest_first - _start_of(years) + _start_of(years - 100 * n_centuries)
    result = times.local_ns.copy()
    result[good] = moved if is_newest_first else moved[::-1]
    return times._replace(local_ns=result)


def _start_of(years: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the nanoseconds at which years begin that are counted from 1970."""
    starts = years.astype("datetime64[Y]").astype("datetime64[ns]")
    return np.asarray(starts.astype(np.int64))


def has_clock(time_format: str) -> bool:
    """Whether the format tells a time of day."""
    return time_format in EPOCHS or any(name in time_format for name in ("%H", "%I"))


def _literal(text: str) -> str:
    # A run of blanks may be of any length: fixed-width programs pad with several.
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", text))


def _field(name: str, is_packed: bool) -> str:
    if name == "a":
        return _WORD + r"\.?"
    expression = _FIELDS[name]
    if is_packed and name in "md":
        expression = r"\d{2}"
    if name == "b":
        return rf"(?P<b>{expression})\.?"
    return f"(?P<{name}>{expression})"


def _to_ns(fields: dict[str, pa.Array]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return nanoseconds, and which of the dates exist."""
    n_rows = len(next(iter(fields.values())))
    year = _year(fields, n_rows)
    month = _month(fields, n_rows)
    day = _whole(fields, "d", n_rows, 1)
    hour, is_hour = _hour(fields, n_rows)
    minute, second = _whole(fields, "M", n_rows, 0), _whole(fields, "S", n_rows, 0)
    safe_month = np.clip(month, 1, 12)
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = _MONTH_DAYS[safe_month - 1] + (is_leap & (safe_month == 2))
    exists = (month == safe_month) & (day >= 1) & (day <= last) & is_hour
    # Nanoseconds in 64 bits reach from 1678 to 2262.
    exists &= (minute < 60) & (second < 60) & (year >= 1678) & (year <= 2261)
    clock = hour * 3_600 + minute * 60 + second
    seconds = _days(year, safe_month, day) * 86_400 + clock
    if "y" in fields:
        # Candles do not lie in the future: 50 is 1950.
        is_future = seconds > time.time() + _DAY_S
        seconds = np.where(is_future, _days(year - 100, safe_month, day) * 86_400 + clock, seconds)
    ns = np.where(exists, seconds, 0) * SECOND_NS + _fraction(fields, n_rows)
    return ns, exists


def _days(
    year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return days since 1970-01-01 in the Gregorian calendar."""
    months = (year - 1970) * 12 + month - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.asarray(first + day - 1, dtype=np.int64)


def _whole(fields: dict[str, pa.Array], name: str, n_rows: int, default: int) -> NDArray[np.int64]:
    if name not in fields:
        return np.full(n_rows, default, dtype=np.int64)
    return np.asarray(pc.cast(fields[name], pa.int64()))


def _year(fields: dict[str, pa.Array], n_rows: int) -> NDArray[np.int64]:
    if "o" in fields:
        return _whole(fields, "o", n_rows, 0) + _FIRST_YEAR_OF_TAIWAN - 1
    if "r" in fields:
        return _whole(fields, "r", n_rows, 0) + _FIRST_YEAR_OF_REIWA - 1
    if "y" not in fields:
        year = _whole(fields, "Y", n_rows, 1970)
        # Thailand counts from the Buddha: 2567 is 2024.
        return np.asarray(np.where(year >= _MIN_BUDDHIST_YEAR, year - 543, year))
    short = _whole(fields, "y", n_rows, 0)
    return short + 2000


def _month(fields: dict[str, pa.Array], n_rows: int) -> NDArray[np.int64]:
    if "b" not in fields:
        return _whole(fields, "m", n_rows, 1)
    names = pc.utf8_lower(fields["b"]).dictionary_encode()
    numbers = [_MONTH_OF.get(name, 0) for name in names.dictionary.to_pylist()]
    return np.asarray(np.array(numbers)[np.asarray(names.indices)], dtype=np.int64)


def _hour(fields: dict[str, pa.Array], n_rows: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    if "I" not in fields:
        hour = _whole(fields, "H", n_rows, 0)
        # 24:00 is the end of a day.
        is_end = (hour == 24) & (_whole(fields, "M", n_rows, 0) == 0)
        return hour, (hour < 24) | (is_end & (_whole(fields, "S", n_rows, 0) == 0))
    hour = _whole(fields, "I", n_rows, 0)
    is_valid = (hour >= 1) & (hour <= 12)
    if "p" not in fields:
        return hour, is_valid
    is_pm = np.asarray(pc.match_substring_regex(fields["p"], "^[Pp]|오후|午後"))
    return hour % 12 + 12 * is_pm, is_valid


def _fraction(fields: dict[str, pa.Array], n_rows: int) -> NDArray[np.int64]:
    if "f" not in fields:
        return np.zeros(n_rows, dtype=np.int64)
    padded = pc.utf8_rpad(fields["f"], 9, padding="0")
    return np.asarray(pc.cast(padded, pa.int64()))


def _offsets(zones: pa.Array) -> NDArray[np.int64]:
    encoded = zones.dictionary_encode()
    offsets = [_offset(zone) for zone in encoded.dictionary.to_pylist()]
    return np.asarray(np.array(offsets)[np.asarray(encoded.indices)], dtype=np.int64)


def named_offsets(
    zones: pa.Array, local: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return how far zones are ahead of UTC at local times, and which of them exist.

    They are names such as ``US/Eastern``, or tell it themselves, such as ``+09:00``.
    """
    encoded = zones.dictionary_encode()
    codes = np.asarray(encoded.indices)
    offsets, is_zone = np.zeros(local.size, dtype=np.int64), np.zeros(local.size, dtype=bool)
    for code, zone in enumerate(encoded.dictionary.to_pylist()):
        is_here = codes == code
        if is_offset(zone):
            offsets[is_here] = _offset(zone)
            is_zone |= is_here
            continue
        with suppress(ValueError):
            offsets[is_here] = local[is_here] - local_to_utc(local[is_here], zone)
            is_zone |= is_here
    return offsets, is_zone


def is_offset(zone: str) -> bool:
    """Whether a zone tells itself how far it is ahead of UTC, such as ``+09:00``."""
    return re.fullmatch(_OFFSET, zone) is not None


def _offset(zone: str) -> int:
    zone = zone.removeprefix("UTC").removeprefix("GMT")
    if zone[:1] not in {"+", "-"}:
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    seconds = int(digits[:2]) * 3_600 + int(digits[2:]) * 60
    return (-seconds if zone[0] == "-" else seconds) * SECOND_NS


# What is longer than a number of 64 bits is no time.
_WHOLE_TIME = r"^(?:\d{1,18}|[1-8]\d{18})(\.\d*)?$"


def _units(numbers: NDArray[np.int64], unit: int) -> NDArray[np.int64]:
    """Return the nanoseconds of one in each number: `unit`, or that of its size.

    Exchanges changed from milliseconds to microseconds within one series; a number that would be a
    time before 1980 or in the future has another unit.
    """
    units = np.full(numbers.shape, unit, dtype=np.int64)
    last_s = time.time() + _MAX_FUTURE_S
    is_strange = (numbers < _FIRST_S * (SECOND_NS // unit)) | (
        numbers > last_s * (SECOND_NS // unit)
    )
    if not is_strange.any():
        return units
    for other in EPOCHS.values():
        per_second = SECOND_NS // other
        fits = (numbers >= _FIRST_S * per_second) & (numbers <= last_s * per_second)
        units[is_strange & fits] = other
    return units


def _parse_numbers(texts: pa.Array, time_format: str) -> ParsedTimes:
    is_number = pc.match_substring_regex(texts, _WHOLE_TIME)
    is_bad = ~np.asarray(pc.fill_null(is_number, False))
    texts = pc.if_else(pa.array(is_bad), "0", texts)
    whole = np.asarray(pc.cast(pc.replace_substring_regex(texts, r"\..*$", ""), pa.int64()))
    part = np.asarray(pc.cast(pc.replace_substring_regex(texts, r"^\d+\.?", "0."), pa.float64()))
    if time_format == EXCEL_DAYS:
        # Serial dates are floats; milliseconds are all that they carry.
        fraction = np.round(part * 86_400_000).astype(np.int64) * 1_000_000
        return ParsedTimes((whole - _EXCEL_EPOCH_DAYS) * DAY_NS + fraction, None, is_bad)
    unit = _units(whole, EPOCHS[time_format])
    is_bad |= whole > (2**63 - 1) // unit
    local = np.where(is_bad, 0, whole) * unit + np.round(part * unit).astype(np.int64)
    return ParsedTimes(local, np.zeros(len(texts), dtype=np.int64), is_bad)
