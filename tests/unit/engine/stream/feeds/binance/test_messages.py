"""Binance's messages, read and written."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from engine.domain.candle import Candle
from engine.stream.feeds.binance.messages import (
    MessageError,
    ServerError,
    parse_message,
    parse_rest_row,
    subscriptions,
)
from engine.stream.feeds.binance.rest import rest_address
from tests.helpers.kline_server import event, row

CANDLE = Candle(datetime(2024, 1, 1, tzinfo=UTC), 1.0, 3.0, 0.5, 2.0, 7.25)


def test_kline_of_a_combined_stream_and_a_bare_one_read_alike() -> None:
    text = event("BTCUSDT", CANDLE, closed=True)
    assert parse_message(text, "1m") == ("BTCUSDT", CANDLE, True)
    assert parse_message(json.dumps(json.loads(text)["data"]), "1m") == ("BTCUSDT", CANDLE, True)


def test_messages_without_a_candle_of_ours_are_passed_over() -> None:
    assert parse_message('{"result": null, "id": 1}', "1m") is None
    assert parse_message('{"e": "aggTrade", "p": "1"}', "1m") is None
    assert parse_message(event("BTCUSDT", CANDLE, closed=True, timeframe="5m"), "1m") is None


@pytest.mark.parametrize(
    "text",
    ['{"error": {"code": 2, "msg": "Invalid request"}}', '{"code": 2, "msg": "Invalid request"}'],
)
def test_refusal_carries_the_servers_words(text: str) -> None:
    with pytest.raises(ServerError, match="Invalid request"):
        parse_message(text, "1m")


@pytest.mark.parametrize("price", ["nan", "inf", "", "1,5", None, []])
def test_price_that_is_no_number_makes_the_message_unreadable(price: object) -> None:
    message = json.loads(event("BTCUSDT", CANDLE, closed=True))
    message["data"]["k"]["c"] = price
    with pytest.raises(MessageError):
        parse_message(json.dumps(message), "1m")


@pytest.mark.parametrize("symbol", ["\ud800X", "A\nB", "", None, 7, [], "A" * 101])
def test_symbol_that_is_none_makes_the_message_unreadable(symbol: object) -> None:
    message = json.loads(event("BTCUSDT", CANDLE, closed=True))
    message["data"]["k"]["s"] = symbol
    with pytest.raises(MessageError):
        parse_message(json.dumps(message), "1m")


def test_rest_row_is_a_candle_and_the_end_of_its_bar() -> None:
    candle, end_ms = parse_rest_row(row(CANDLE))
    assert candle == CANDLE
    assert end_ms == 1_704_067_259_999


@pytest.mark.parametrize("broken", [None, [], [1, 2], ["x"] * 12, {"a": 1}])
def test_rest_row_of_another_shape_is_refused(broken: object) -> None:
    with pytest.raises(MessageError):
        parse_rest_row(broken)


def test_subscriptions_are_split_into_requests() -> None:
    requests = [json.loads(text) for text in subscriptions([f"S{n}" for n in range(450)], "1m")]
    assert [len(request["params"]) for request in requests] == [200, 200, 50]
    assert len({request["id"] for request in requests}) == 3


@pytest.mark.parametrize(
    ("stream", "rest"),
    [
        ("wss://stream.binance.com:9443/ws", "https://api.binance.com/api/v3"),
        ("wss://fstream.binance.com", "https://fapi.binance.com/fapi/v1"),
        ("ws://127.0.0.1:9/stream", "http://127.0.0.1:9/api/v3"),
        ("wss://example.org", "https://example.org/api/v3"),
    ],
)
def test_rest_interface_is_found_from_the_stream(stream: str, rest: str) -> None:
    assert rest_address(stream) == rest
