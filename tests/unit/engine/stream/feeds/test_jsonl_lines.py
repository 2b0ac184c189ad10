"""Lines of JSON as candles and trades."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from math import isnan

import pytest

from engine.domain.candle import Candle
from engine.domain.series import to_ns
from engine.stream.bars.live_candle import LiveCandle, Tick
from engine.stream.feeds.jsonl_lines import LineError, parse_line

MOMENT = datetime(2024, 1, 2, 9, tzinfo=UTC)
SECONDS = int(MOMENT.timestamp())
BAR = {"symbol": "A", "timestamp": "2024-01-02T09:00:00Z"} | dict.fromkeys(
    ("open", "high", "low", "close", "volume"), 1.5
)


def line(**fields: object) -> bytes:
    return json.dumps({**BAR, **fields}).encode()


def test_candle_is_closed_unless_it_says_otherwise() -> None:
    candle = Candle(MOMENT, 1.5, 1.5, 1.5, 1.5, 1.5)
    assert parse_line(line(), 9) == LiveCandle("A", candle, True, 9)
    assert parse_line(line(closed=False), 9) == LiveCandle("A", candle, False, 9)


def test_symbol_may_be_a_whole_number_or_a_name_of_any_script() -> None:
    assert parse_line(line(symbol=5930)).symbol == "5930"
    assert parse_line(line(symbol=" 삼성 전자 ")).symbol == "삼성 전자"


def test_volume_may_be_left_out() -> None:
    bar = {name: value for name, value in BAR.items() if name != "volume"}
    found = parse_line(json.dumps(bar).encode())
    assert isinstance(found, LiveCandle)
    assert isnan(found.candle.volume)
    assert isinstance(parse_line(line(volume=None)), LiveCandle)


def test_line_with_a_price_is_a_trade() -> None:
    text = json.dumps({"symbol": "A", "timestamp": SECONDS + 0.5, "price": "7.25", "size": 3})
    assert parse_line(text.encode(), 4) == Tick("A", to_ns(MOMENT) + 500_000_000, 7.25, 3.0, 4)


@pytest.mark.parametrize(
    "moment",
    [
        "2024-01-02T09:00:00Z", "2024-01-02T18:00:00+09:00", "2024-01-02 09:00",
        SECONDS, SECONDS * 10**3, SECONDS * 10**6, SECONDS * 10**9,
    ],
)  # fmt: skip
def test_time_is_read_in_every_usual_form(moment: object) -> None:
    found = parse_line(line(timestamp=moment))
    assert isinstance(found, LiveCandle)
    assert found.candle.timestamp == MOMENT


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "it is not JSON"),
        (b"nonsense", "it is not JSON"),
        (b"\xff", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[1, 2]", "it is no JSON object"),
        (b"{}", "'symbol' is missing"),
        (line(symbol=""), "'symbol' is empty"),
        (line(symbol="  "), "'symbol' is empty"),
        (line(symbol=None), "'symbol' is empty"),
        (line(symbol="\ud800X"), "'symbol' is no symbol but '\\ud800X'"),
        (line(symbol="A\x1b]0;x"), "'symbol' is no symbol but 'A\\x1b]0;x'"),
        (line(symbol="A\u202eB"), "'symbol' is no symbol but 'A\\u202eB'"),
        (line(symbol="A" * 101), f"'symbol' is no symbol but '{'A' * 39}"),
        (line(symbol=True), "'symbol' is no symbol but True"),
        (line(symbol=["A"]), "'symbol' is no symbol but ['A']"),
        (b'{"symbol": "A", "timestamp": 1, "open": 1}', "'high' is missing"),
        (line(close=None), "'close' is no number but None"),
        (line(close="high"), "'close' is no number but 'high'"),
        (line(close=float("nan")), "'close' is no number but nan"),
        (line(close=10**400), f"'close' is no number but 1{'0' * 39}"),
        (line(timestamp=None), "'timestamp' is no time but None"),
        (line(timestamp=True), "'timestamp' is no time but True"),
        (line(timestamp="soon"), "'timestamp' is no time but 'soon'"),
        (line(timestamp=10**40), f"'timestamp' is no time but 1{'0' * 39}"),
        (b'{"symbol": "A", "timestamp": 1, "price": "x"}', "'price' is no number but 'x'"),
    ],
)
def test_line_that_is_neither_says_why(text: bytes, reason: str) -> None:
    with pytest.raises(LineError) as told:
        parse_line(text)
    assert str(told.value) == reason
