"""The symbol of a file from its path, where its own name says nothing of one.

``AAPL/daily.csv``, ``BTCUSDT/1h.csv``, ``AAPL.zip/prices.csv`` and ``symbol=AAPL/part-0.parquet``
are files of AAPL and BTCUSDT.

1. A part ``key=value`` whose key means a symbol names it.
2. A name of a word for data, a timeframe, a date or a number of a part says nothing
   (:func:`says_nothing`), and so does one that files in several folders share
   (:func:`shared_names`).
3. The symbol then is the innermost folder or archive that says something; above the folder that
   the user chose only one that looks like a symbol, as his own folders have names, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from engine.domain.import_layout import Role
from engine.storage.importers.cells.vocabulary import plain, role_of
from engine.storage.importers.detection.file_names import (
    NamedFile,
    NameOrigin,
    day_in,
    is_timeframe,
    long_timeframe,
    read_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DATA_WORDS = frozenset(
    [
        "data",
        "dataset",
        "datasets",
        "price",
        "prices",
        "quote",
        "quotes",
        "history",
        "historical",
        "hist",
        "histories",
        "ohlc",
        "ohlcv",
        "ohlcvs",
        "candle",
        "candles",
        "candlestick",
        "candlesticks",
        "kline",
        "klines",
        "bar",
        "bars",
        "rates",
        "tick",
        "ticks",
        "trades",
        "eod",
        "intraday",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "hourly",
        "minute",
        "minutes",
        "minutely",
        "min",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "stock",
        "stocks",
        "share",
        "shares",
        "equity",
        "equities",
        "etf",
        "etfs",
        "fund",
        "funds",
        "index",
        "indices",
        "crypto",
        "cryptos",
        "coin",
        "coins",
        "forex",
        "fx",
        "spot",
        "futures",
        "future",
        "swap",
        "perp",
        "market",
        "markets",
        "symbol",
        "symbols",
        "ticker",
        "tickers",
        "chart",
        "charts",
        "table",
        "tables",
        "sheet",
        "export",
        "exports",
        "exported",
        "download",
        "downloads",
        "downloaded",
        "import",
        "imports",
        "output",
        "outputs",
        "out",
        "result",
        "results",
        "report",
        "full",
        "all",
        "raw",
        "adjusted",
        "adj",
        "unadjusted",
        "split",
        "part",
        "parts",
        "chunk",
        "chunks",
        "file",
        "files",
        "batch",
        "shard",
        "csv",
        "csvs",
        "txt",
        "json",
        "jsonl",
        "parquet",
        "feather",
        "arrow",
        "xlsx",
        "new",
        "old",
        "latest",
        "current",
        "sample",
        "test",
        "tmp",
        "temp",
        "backup",
        "backups",
        "desktop",
        "documents",
        "dokumente",
        "default",
        "main",
        "untitled",
        "unnamed",
        "archive",
        "archives",
        "input",
        "inputs",
        "series",
        "timeseries",
        "time",
        "value",
        "values",
        "us",
        "usa",
        "일봉",
        "주봉",
        "월봉",
        "분봉",
        "시세",
        "데이터",
        "주가",
        "종목",
        "가격",
        "차트",
        "자료",
        "다운로드",
        "바탕화면",
        "문서",
        "내역",
        "과거",
        "日足",
        "週足",
        "月足",
        "分足",
        "株価",
        "データ",
        "時系列",
        "日线",
        "周线",
        "月线",
        "分钟",
        "数据",
        "行情",
        "历史",
        "dados",
        "cotacoes",
        "historico",
        "datos",
        "precios",
        "historicos",
        "donnees",
        "kurse",
        "daten",
    ]
)
_NO_TICKERS = frozenset(["CSV", "DATA", "EOD", "HIST", "OHLC"])
_PART = re.compile(
    r"(?:part|chunk|split|shard|batch|file|data|page)[-_. ]?\d[\w.-]*", re.IGNORECASE
)
_DATES = re.compile(
    r"(?:19|20)\d\d(?:[-_.]?(?:[01]\d|[qQ][1-4])(?:[-_.]?[0-3]\d)?)?(?:[-_ .]+(?:to[-_ .]+)?"
    r"(?:19|20)\d\d(?:[-_.]?[01]\d(?:[-_.]?[0-3]\d)?)?)?"
)
_SHORT_NUMBER = re.compile(r"\d{1,2}")
_MACHINE_NAME = re.compile(
    r"[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
_SYMBOL_LIKE = re.compile(r"[A-Z0-9^.][A-Z0-9.^=&_-]{0,14}")
_WORD_ENDS = re.compile(r"[\s_\-.()+,]+")
_MAX_LEVELS = 4


class Place(NamedTuple):
    """A folder or an archive around a file.

    Attributes
    ----------
    name : str
        Its own name, of an archive without endings.
    origin : NameOrigin
        A folder or an archive.
    is_chosen : bool
        Whether it lies in what the user chose, rather than above it.
    """

    name: str
    origin: NameOrigin = NameOrigin.FOLDER
    is_chosen: bool = True


def name_in(stem: str, places: Sequence[Place], *, is_shared: bool = False) -> NamedFile:
    """Return what a file's name and the places around it tell of its candles.

    Parameters
    ----------
    stem : str
        The file's own name without endings.
    places : sequence of Place
        What is around it, the innermost first.
    is_shared : bool
        Whether files in other folders have the same name.
    """
    own = read_name(stem)._replace(day=day_in(stem))
    keyed = next(filter(None, map(_keyed_symbol, [stem, *(place.name for place in places)])), None)
    if keyed is not None:
        return own._replace(symbol=keyed, origin=NameOrigin.FOLDER)
    if not is_shared and (not says_nothing(stem) or _may_be_ticker(stem.strip())):
        return own
    place = next((place for place in places[:_MAX_LEVELS] if not says_nothing(place.name)), None)
    if place is None:
        return own
    named = read_name(place.name)
    # A number may be a year, and a code as well.
    is_certain = place.is_chosen and not _DATES.fullmatch(stem)
    if not is_certain and not looks_like_symbol(named.symbol):
        return own
    timeframe = own.timeframe or long_timeframe(stem.strip()) or named.timeframe
    return NamedFile(named.symbol, timeframe, place.origin, own.day)


def shared_names(files: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the names of files that stand for no symbol, as many folders have a file of each.

    Parameters
    ----------
    files : iterable of (str, str)
        Folder and name without endings of all files of an import.
    """
    folders_of: dict[str, set[str]] = {}
    for folder, name in files:
        folders_of.setdefault(name, set()).add(folder)
    folders: set[str] = set().union(*folders_of.values())
    repeated = {name for name, around in folders_of.items() if len(around) > 1}
    if len(folders) <= len(folders_of):
        return frozenset()  # as many names as folders: the same symbols of several years or markets
    return frozenset(name for name in repeated if not looks_like_symbol(name))


def says_nothing(name: str) -> bool:
    """Whether the name of a file or folder holds no symbol: ``daily``, ``1h``, ``2024-01``."""
    text = name.strip()
    if is_timeframe(text) or any(
        expression.fullmatch(text) for expression in (_PART, _DATES, _SHORT_NUMBER, _MACHINE_NAME)
    ):
        return True
    words = [word for word in _WORD_ENDS.split(plain(text)) if word]
    # A number alone is a code, as that of Samsung; beside such words it counts files.
    data_words = [word in _DATA_WORDS or is_timeframe(word) for word in words]
    return any(data_words) and all(
        is_data_word or word.isdecimal()
        for word, is_data_word in zip(words, data_words, strict=True)
    )


def looks_like_symbol(text: str) -> bool:
    """Whether a text is written as symbols are: in capitals and digits."""
    return _SYMBOL_LIKE.fullmatch(text) is not None


def _may_be_ticker(name: str) -> bool:
    """Whether a word for data is a symbol as well, as COIN, SPOT and DAY are."""
    return name.isalpha() and name.isupper() and len(name) <= 4 and name not in _NO_TICKERS


def _keyed_symbol(name: str) -> str | None:
    """Return the symbol that a part of a partitioned path names: ``symbol=AAPL``."""
    key, mark, value = name.partition("=")
    return value.strip() if mark and role_of(key) is Role.SYMBOL and value.strip() else None
