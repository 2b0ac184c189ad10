"""Length of the candles of a file."""

import json

import pytest

from engine.stream.feeds.jsonl_timeframe import candle_timeframe


def write(path, seconds, **fields):
    prices = {"open": 1, "high": 1, "low": 1, "close": 1, **fields}
    rows = [{"symbol": s, "timestamp": 1_700_000_000 + t, **prices} for t in seconds for s in "AB"]
    path.write_text("\n".join(map(json.dumps, rows)))
    return str(path)


@pytest.mark.parametrize(
    ("seconds", "timeframe"),
    [([0, 60, 120], "1m"), ([0, 900, 300], "5m"), ([0, 86_400], "1d"), ([0], None), ([0, 7], None)],
)
def test_it_is_the_shortest_step_of_a_symbol(tmp_path, seconds, timeframe):
    assert candle_timeframe(write(tmp_path / "a.jsonl", seconds)) == timeframe


def test_trades_and_what_is_no_file_have_none(tmp_path):
    assert candle_timeframe(write(tmp_path / "a.jsonl", [0, 60], price=1)) is None
    assert candle_timeframe("-") is None
    assert candle_timeframe("tcp://127.0.0.1:1") is None
    assert candle_timeframe(str(tmp_path)) is None
