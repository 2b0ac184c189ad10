"""Which columns tell the time of a row, and in what format."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from engine.domain.durations import DAY_NS, MINUTE_NS
from engine.domain.import_layout import Role
from engine.storage.importers.cells.time_formats import has_clock, parse_times
from engine.storage.importers.cells.vocabulary import plain
from engine.storage.importers.detection.time_detection import (
    guess_clock_format,
    guess_time_format,
    is_bare_number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.detection.time_detection import TimeGuess

_ORDERED_SHARE = 0.9
_BELIEVABLE_SHARE = 0.9
_FIRST_NS = -70 * 365 * DAY_NS
_MAX_FUTURE_NS = 366 * DAY_NS
_DATE_WORDS = frozenset(["day", "dt", "ts", "t", "epoch", "unix", "utc", "period"])
_DATE_PARTS = (
    "time", "date", "stamp", "일자", "날짜", "시간", "일시", "시각", "日付", "日時", "年月日",
    "日期", "时间", "時間", "fecha", "datum", "data", "дата", "время",
)  # fmt: skip


class TimeColumns(NamedTuple):
    """Where the time of a row stands.

    Attributes
    ----------
    names : tuple of str
        One column, or the date's and the time of day's.
    time_format : str
        Of the columns joined by a blank.
    is_ambiguous : bool
        Day and month could change places.
    """

    names: tuple[str, ...]
    time_format: str
    is_ambiguous: bool


def find_time_columns(
    samples: Mapping[str, Sequence[str]],
    roles: Mapping[str, Role | None],
    mapping: ImportMapping,
) -> TimeColumns | None:
    """Return the columns of the time, or None if there is none."""
    date = mapping.columns.get(Role.TIME) or _best_date(samples, roles)
    if date is None:
        return None
    guess = guess_time_format(samples[date])
    clock = _clock_of(date, samples, roles, mapping, guess)
    names = (date, clock) if clock else (date,)
    if mapping.time_format:
        return TimeColumns(names, mapping.time_format, is_ambiguous=False)
    if guess is None:
        return None
    date_format = _ordered(guess, mapping.day_first)
    is_ambiguous = guess.is_ambiguous and mapping.day_first is None
    clock_format = guess_clock_format(samples[clock]) if clock else None
    joined = f"{date_format} {clock_format}" if clock_format else date_format
    return TimeColumns(names if clock_format else (date,), joined, is_ambiguous)


def _best_date(
    samples: Mapping[str, Sequence[str]], roles: Mapping[str, Role | None]
) -> str | None:
    ranks = {Role.TIME: 3, Role.CLOCK: 2, None: 1}
    scores: dict[str, tuple[int, bool, bool]] = {}
    for name, texts in samples.items():
        rank = ranks.get(roles.get(name), 0)
        guess = guess_time_format(texts) if rank else None
        if guess is not None:
            # A bare number may be a volume or a price as well, but those do not run one way.
            is_written = not is_bare_number(texts[0])
            if not is_written and not _are_dates(name, texts, guess.time_format, roles):
                continue
            scores[name] = (rank, is_written, is_written or _runs_one_way(texts, guess.time_format))
    # The first of equals: max keeps it.
    return max(scores, key=scores.__getitem__) if scores else None


def _are_dates(
    name: str, texts: Sequence[str], time_format: str, roles: Mapping[str, Role | None]
) -> bool:
    """Whether bare numbers are dates, rather than shares, volumes or prices.

    Nearly all have to lie in a believable span, and the column has to be named like dates or
    shaped like them: as 20240102, or in a table without names as times that run one way.
    """
    parsed = parse_times(pa.array(texts, pa.string()), time_format)
    good = parsed.local_ns[~parsed.is_bad]
    is_believable = (good >= _FIRST_NS) & (good <= time.time_ns() + _MAX_FUTURE_NS)
    if is_believable.sum() < _BELIEVABLE_SHARE * sum(map(bool, map(str.strip, texts))):
        return False
    is_named = roles.get(name) is not None or _is_named_like_dates(name)
    if is_named or time_format.startswith("%Y"):
        return True
    if not _runs_one_way_or_stays(good):
        return False
    # Whole minutes one after the other are no counts, whatever they are called.
    return not any(roles.values()) or (good.size > 2 and not (good % MINUTE_NS).any())


def _is_named_like_dates(name: str) -> bool:
    text = plain(name)
    return bool(_DATE_WORDS & set(text.split())) or any(part in text for part in _DATE_PARTS)


def _runs_one_way_or_stays(times: NDArray[np.int64]) -> bool:
    steps = np.diff(times)
    if not steps.size:
        return True
    return bool(max((steps >= 0).mean(), (steps <= 0).mean()) >= _ORDERED_SHARE)


def _runs_one_way(texts: Sequence[str], time_format: str) -> bool:
    """Whether nearly all times follow each other in one direction."""
    parsed = parse_times(pa.array(texts, pa.string()), time_format)
    steps = np.diff(parsed.local_ns[~parsed.is_bad])
    if not steps.any():
        return False
    return bool(max((steps >= 0).mean(), (steps <= 0).mean()) >= _ORDERED_SHARE)


def _clock_of(
    date: str,
    samples: Mapping[str, Sequence[str]],
    roles: Mapping[str, Role | None],
    mapping: ImportMapping,
    guess: TimeGuess | None,
) -> str | None:
    """Return the column of the time of day that goes with the date, if there is one."""
    named_by_user = mapping.columns.get(Role.CLOCK)
    if named_by_user is not None:
        return named_by_user or None
    if guess is not None and has_clock(guess.time_format):
        return None
    names = [name for name in samples if name != date]
    named = [name for name in names if roles.get(name) in {Role.CLOCK, Role.TIME}]
    unnamed = [name for name in names if roles.get(name) is None]
    bare = _bare_clock(date, samples)
    shaped = [name for name in unnamed if ":" in samples[name][0] or name == bare]
    return next((name for name in (*named, *shaped) if guess_clock_format(samples[name])), None)


def _bare_clock(date: str, samples: Mapping[str, Sequence[str]]) -> str | None:
    """Return the column with times as bare digits (093000), which is behind dates that repeat."""
    columns = list(samples)
    behind = columns[columns.index(date) + 1 :][:1]
    repeats = len(set(samples[date])) < len(samples[date])
    if not behind or not repeats:
        return None
    is_bare = all(text.isdigit() and len(text) > 2 for text in samples[behind[0]])
    return behind[0] if is_bare else None


def _ordered(guess: TimeGuess, day_first: bool | None) -> str:
    """Return the format with day and month in the order that the user chose."""
    text = guess.time_format
    if not guess.is_ambiguous or day_first is None or "%d" not in text or "%m" not in text:
        return text
    if (text.index("%d") < text.index("%m")) == day_first:
        return text
    return text.replace("%d", "%\0").replace("%m", "%d").replace("%\0", "%m")
