"""Writes exports as programs do and holds what an import makes of them against what was written.

``python -m tests.benchmarks.storage.fuzz_imports --seconds 1800``; each case draws the columns,
their names and order, encoding, notation of numbers, kind and unit of times, zone, identity and
nesting. A case that is read otherwise than it was written, or refused, is printed with its seed;
``--seed N`` writes that one again and shows it. Keep what it finds in ``tests/unit``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

ZONES = ["America/New_York", "Asia/Seoul", "Australia/Sydney", "Europe/London", "Asia/Kolkata"]
DAYS = [
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y%m%d",
    "%d-%b-%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
]
CLOCKS = ["%H:%M", "%H:%M:%S"]
NAMES = {
    "en": ("Date", "Open", "High", "Low", "Close", "Volume"),
    "short": ("t", "o", "h", "l", "c", "v"),
    "metatrader": ("<DATE>", "<OPEN>", "<HIGH>", "<LOW>", "<CLOSE>", "<VOL>"),
    "numbered": ("date", "1. open", "2. high", "3. low", "4. close", "5. volume"),
    "ko": ("일자", "시가", "고가", "저가", "종가", "거래량"),
    "ja": ("日付", "始値", "高値", "安値", "終値", "出来高"),
    "zh": ("日期", "开盘", "最高", "最低", "收盘", "成交量"),
    "de": ("Datum", "Eröffnung", "Hoch", "Tief", "Schluss", "Volumen"),
    "india": ("TIMESTAMP", "OPEN", "HIGH", "LOW", "CLOSE", "TOTTRDQTY"),
    "udiff": ("TradDt", "OpnPric", "HghPric", "LwPric", "ClsPric", "TtlTradgVol"),
}
ENCODINGS = {
    "ko": ["utf-8", "utf-8-sig", "cp949"],
    "ja": ["utf-8", "shift_jis"],
    "zh": ["utf-8", "gb18030"],
}
NOISE = ["name", "previous", "trades", "turnover", "change", "isin", "flag", "vwap", "number"]
SYMBOLS = ["AAPL", "MSFT", "005930", "BRK.B", "BTCUSDT", "7203.T", "SAP"]
SILENT_NAMES = ["daily", "prices", "data", "1h", "part-0", "ohlcv"]


@dataclass
class Case:
    """One export and what it says."""

    seed: int
    paths: list[Path] = field(default_factory=list)
    truth: dict[str, list[tuple[datetime, float, float, float, float, float]]] = field(
        default_factory=dict
    )
    options: dict[str, str] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)


class Writer:
    """Writes the export of one seed."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.case = Case(seed)
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._folder = folder

    def write(self) -> Case:
        draw = self._random
        self._is_daily = draw.random() < 0.6
        self._zone = ZoneInfo(draw.choice(ZONES)) if draw.random() < 0.5 else None
        n_symbols = draw.choice([1, 1, 2, 3])
        symbols = draw.sample(SYMBOLS, n_symbols)
        for symbol in symbols:
            self.case.truth[symbol] = self._candles()
        if draw.random() < 0.7:
            self._as_text(symbols)
        else:
            self._as_json(symbols)
        return self.case

    def _candles(self) -> list[tuple[datetime, float, float, float, float, float]]:
        n = self._random.randint(3, 40)
        start = datetime(self._random.randint(1995, 2024), self._random.randint(1, 12), 20, 9, 30)
        step = (
            timedelta(days=1)
            if self._is_daily
            else timedelta(minutes=self._random.choice([1, 5, 60]))
        )
        if self._is_daily:
            start = start.replace(hour=0, minute=0)
        scale = self._random.choice([0.0001, 1.0, 30.0, 400.0, 80_000.0])
        close = scale * (1 + 0.02 * np.cumsum(self._numbers.normal(0, 1, n)) / 4)
        close = np.abs(close) + scale / 10
        digits = 7 if scale < 0.01 else 2
        opened = np.round(close * (1 + self._numbers.normal(0, 0.003, n)), digits)
        close = np.round(close, digits)
        high = np.round(np.maximum(opened, close) * 1.01, digits)
        low = np.round(np.minimum(opened, close) * 0.99, digits)
        volume = np.round(self._numbers.uniform(1e3, 9e6, n))
        rows = []
        for row in range(n):
            local = start + row * step
            moment = local.replace(tzinfo=UTC)
            if self._zone is not None and not self._is_daily:
                moment = local.replace(tzinfo=self._zone).astimezone(UTC)
            rows.append((moment, opened[row], high[row], low[row], close[row], volume[row]))
        return [(m, *(float(v) for v in values)) for m, *values in rows]

    # ── texts ──────────────────────────────────────────────────────────────────────────────────

    def _as_text(self, symbols: list[str]) -> None:
        draw = self._random
        language = draw.choice(list(NAMES))
        identity = draw.choice(["column", "file", "folder", "zip"])
        encoding = draw.choice(ENCODINGS.get(language, ["utf-8", "utf-8-sig", "utf-16"]))
        self.case.traits += [language, identity, encoding]
        self._draw_times()
        separator = draw.choice([",", ";", "\t"])
        decimal = "," if separator != "," and draw.random() < 0.4 else "."
        noise = draw.sample(NOISE, draw.randint(0, 4))
        order = draw.sample(range(5), 5)
        is_newest_first = draw.random() < 0.3
        self.case.traits += [f"sep{separator!r}", f"dec{decimal}", *noise]
        header = self._header(language, order, noise, identity)
        tables: dict[str, list[str]] = {}
        for symbol in symbols:
            rows = list(enumerate(self.case.truth[symbol]))
            for number, candle in reversed(rows) if is_newest_first else rows:
                cells = self._times(candle[0])
                cells += [self._number(candle[1 + i], decimal) for i in order]
                cells += [self._noise(kind, symbol, number, candle, decimal) for kind in noise]
                if identity == "column":
                    cells.insert(0, symbol)
                key = "all" if identity == "column" else symbol
                tables.setdefault(key, [separator.join(header)]).append(separator.join(cells))
        texts = {
            key: ("\r\n".join(lines) + "\r\n").encode(encoding) for key, lines in tables.items()
        }
        self._store(texts, identity, "csv")

    def _draw_times(self) -> None:
        draw = self._random
        kinds = ["text"] * 3 + ["epoch"]
        if not self._is_daily:
            kinds += ["offset", "split"]
        self._kind = draw.choice(kinds)
        self._day = draw.choice(DAYS)
        self._clock = draw.choice(CLOCKS)
        self._unit = draw.choice([1, 1_000, 1_000_000, 1_000_000_000])
        if self._kind in {"text", "split"} and self._zone is not None and not self._is_daily:
            self.case.options["tz"] = str(self._zone)
        self.case.traits += [
            self._kind,
            self._day if self._kind != "epoch" else f"unit{self._unit}",
        ]

    def _times(self, moment: datetime) -> list[str]:
        if self._kind == "epoch":
            return [str(round(moment.timestamp()) * self._unit)]
        local = moment if self._zone is None or self._is_daily else moment.astimezone(self._zone)
        if self._is_daily:
            return [local.strftime(self._day)]
        if self._kind == "offset":
            return [local.isoformat()]
        day, clock = local.strftime(self._day), local.strftime(self._clock)
        return [day, clock] if self._kind == "split" else [f"{day} {clock}"]

    def _header(
        self, language: str, order: list[int], noise: list[str], identity: str
    ) -> list[str]:
        names = NAMES[language]
        times = [names[0], "Time"] if self._kind == "split" and not self._is_daily else [names[0]]
        titles = {
            "name": "Company name", "previous": "PREVCLOSE", "trades": "Trades",
            "turnover": "Turnover", "change": "Change %", "isin": "ISIN", "flag": "Complete",
            "vwap": "VWAP", "number": "No.",
        }  # fmt: skip
        header = times + [names[1 + i] for i in order] + [titles[kind] for kind in noise]
        return ["Symbol", *header] if identity == "column" else header

    def _number(self, value: float, decimal: str) -> str:
        text = f"{value:.7f}".rstrip("0").rstrip(".") if value < 1 else f"{value:.2f}"
        return text.replace(".", decimal)

    def _noise(self, kind: str, symbol: str, row: int, candle: tuple, decimal: str) -> str:
        texts = {
            "name": f"The {symbol} Company Short Term Fund 0-5",
            "previous": self._number(candle[4] * 0.97, decimal),
            "trades": str(100 + row),
            "turnover": self._number(candle[5] * candle[4], decimal),
            "change": self._number(0.5 + row / 10, decimal),
            "isin": f"US{abs(hash_of(symbol)) % 10**10:010d}",
            "flag": "true",
            "vwap": self._number((candle[2] + candle[3]) / 2, decimal),
            "number": str(row + 1),
        }
        return texts[kind]

    def _store(self, contents: dict[str, bytes], identity: str, ending: str) -> None:
        silent = self._random.choice(SILENT_NAMES)
        for key, content in contents.items():
            if identity in {"column", "file"}:
                path = self._folder / f"{'export' if key == 'all' else key}.{ending}"
                path.write_bytes(content)
            elif identity == "folder":
                path = self._folder / key / f"{silent}.{ending}"
                path.parent.mkdir()
                path.write_bytes(content)
            else:
                path = self._folder / f"{key}.zip"
                with zipfile.ZipFile(path, "w") as archive:
                    archive.writestr(f"{silent}.{ending}", content)
        self.case.paths = [self._folder]

    # ── JSON ───────────────────────────────────────────────────────────────────────────────────

    def _as_json(self, symbols: list[str]) -> None:
        draw = self._random
        shape = draw.choice(["objects", "nested", "quotes", "columns", "by-date"])
        identity = draw.choice(["file", "field", "folder"])
        self._draw_times()
        if self._kind == "split":
            self._kind = "text"
        names = ("time", "open", "high", "low", "close", "volume")
        self.case.traits += ["json", shape, identity]
        contents = {}
        for symbol in symbols:
            rows = []
            for candle in self.case.truth[symbol]:
                moment = self._times(candle[0])[0]
                values = dict(zip(names[1:], candle[1:], strict=True))
                rows.append(
                    self._json_row(shape, int(moment) if self._kind == "epoch" else moment, values)
                )
            document: object = rows
            if shape == "columns":
                document = {name: [row[name] for row in rows] for name in rows[0]}
            elif shape == "by-date":
                document = {str(row.pop("time")): row for row in rows}
            if identity == "field":
                document = {"symbol": symbol, "candles": document}
            contents[symbol] = json.dumps(document).encode()
        self._store(contents, "folder" if identity == "folder" else "file", "json")
        if identity == "field":
            for number, path in enumerate(sorted(self._folder.glob("*.json"))):
                path.rename(path.with_name(f"answer_{chr(97 + number)}.json"))

    def _json_row(self, shape: str, moment: object, values: dict[str, float]) -> dict[str, object]:
        volume = values["volume"]
        if shape == "nested":
            prices = {name[0]: str(values[name]) for name in ("open", "high", "low", "close")}
            return {"complete": True, "volume": volume, "mid": prices, "time": moment}
        if shape == "quotes":
            half = values["close"] * 0.0
            sides = {
                side: {n[0]: values[n] + sign * half for n in ("open", "high", "low", "close")}
                for side, sign in (("bid", -1), ("ask", 1))
            }
            return {"time": moment, "volume": volume, **sides}
        return {"time": moment, **values}


def hash_of(text: str) -> int:
    """Return a number that is the same in every run."""
    return sum(ord(letter) * 31**place for place, letter in enumerate(text))


def verdict_on(case: Case, folder: Path) -> str:
    """Return what is wrong with the import of a case, or nothing."""
    path = folder / "library.fslib"
    with open_library(path, create=True) as library:
        report = import_paths(library, case.paths, **case.options)
        refused = [entry for entry in report.files if entry.error]
        timeframes = {entry.timeframe for entry in report.files if entry.timeframe}
        stored = {
            symbol: library.candles.get_range(symbol, timeframe)
            for timeframe in timeframes
            for symbol in library.candles.symbols(timeframe)
        }
    if refused:
        return f"refused: {refused[0].error}"
    if set(stored) != set(case.truth):
        return f"identity: {sorted(stored)} instead of {sorted(case.truth)}"
    for symbol, candles in case.truth.items():
        problem = difference(stored[symbol], candles)
        if problem:
            return f"{problem} ({symbol})"
    return ""


def difference(series, candles) -> str:
    """Return in what the stored candles differ from those that were written, or nothing."""
    times = [candle.timestamp for candle in series]
    if times != [moment for moment, *_ in candles]:
        written = [moment for moment, *_ in candles]
        return f"times: {times[:2]} instead of {written[:2]}, {len(times)} of {len(written)}"
    for place, name in enumerate(("open", "high", "low", "close", "volume"), start=1):
        column = np.array([candle[place] for candle in candles])
        if not np.allclose(getattr(series, name), column, rtol=1e-9, equal_nan=False):
            return f"{name}: {getattr(series, name)[:2]} instead of {column[:2]}"
    return ""


def tried(seed: int, shows: bool = False) -> str:
    """Write and import the case of a seed; return what is wrong, with its traits."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "exports")
        folder.mkdir()
        case = Writer(seed, folder).write()
        if shows:
            for path in sorted(folder.rglob("*")):
                print(path.relative_to(folder), path.read_bytes()[:700] if path.is_file() else "")
        try:
            problem = verdict_on(case, Path(temporary))
        except Exception:  # noqa: BLE001 - any exception is a finding
            problem = "exception: " + traceback.format_exc(limit=-2)
        return f"{problem}  [{' '.join(case.traits)}]" if problem else ""


def main() -> int:
    """Try cases until the time is up; the exit status says whether any went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--first", type=int, default=0, help="seed to begin with")
    parser.add_argument("--seed", type=int, help="only this one, shown")
    args = parser.parse_args()
    if args.seed is not None:
        print(tried(args.seed, shows=True) or "as it was written")
        return 0
    end_s = time.monotonic() + args.seconds
    kinds: Counter[str] = Counter()
    seed = args.first
    while time.monotonic() < end_s:
        problem = tried(seed)
        if problem:
            kinds[problem.partition(":")[0]] += 1
            print(f"seed {seed}: {problem}", flush=True)
        seed += 1
    print(f"{seed - args.first} exports, {sum(kinds.values())} read otherwise: {dict(kinds)}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
