"""Requests that end."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from engine import web
from engine.web import opener_for
from tests.helpers.binance_rest import BinanceServer

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = b"x" * 1_000_000
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + BODY
LONG_HEADERS = b"HTTP/1.1 200 OK\r\n" + b"".join(
    b"H%d: %s\r\n" % (number, b"h" * 8_000) for number in range(50)
)


@pytest.fixture
def server() -> Iterator[BinanceServer]:
    with BinanceServer({}, 0) as server:
        yield server


@pytest.fixture
def slow_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second pass with each piece of an answer."""
    monkeypatch.setattr(web, "monotonic", itertools.count().__next__)


def read(server: BinanceServer, answer: bytes, answer_s: float | None = None) -> bytes:
    server.script = [answer]
    with opener_for(server.url, answer_s=answer_s).open(server.url, timeout=10) as response:
        content: bytes = response.read()
    return content


def test_answer_is_read_whole(server: BinanceServer) -> None:
    assert read(server, WHOLE) == BODY


@pytest.mark.usefixtures("slow_clock")
def test_answer_that_comes_in_ever_new_pieces_is_given_up(server: BinanceServer) -> None:
    with pytest.raises(TimeoutError):
        read(server, WHOLE, 3)


@pytest.mark.usefixtures("slow_clock")
def test_headers_that_come_in_ever_new_pieces_are_given_up(server: BinanceServer) -> None:
    with pytest.raises(TimeoutError):
        read(server, LONG_HEADERS + b"\r\n", 3)


@pytest.mark.usefixtures("slow_clock")
def test_whole_answer_has_the_timeout_of_its_request_unless_told_otherwise(
    server: BinanceServer,
) -> None:
    server.script = [WHOLE]
    with pytest.raises(TimeoutError), opener_for(server.url).open(server.url, timeout=3) as answer:
        answer.read()


@pytest.mark.usefixtures("slow_clock")
def test_answer_has_the_time_that_it_is_given(server: BinanceServer) -> None:
    assert read(server, WHOLE, 10_000) == BODY
