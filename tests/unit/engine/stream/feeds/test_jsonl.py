"""The feed of lines from files, pipes and sockets."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.domain.hit_policy import HitPolicy
from engine.domain.live_status import ConnectionState
from engine.domain.series import to_ns
from engine.errors import SourceError
from engine.language.service import FormulaService
from engine.stream.bars.rollup import RollUp
from engine.stream.evaluation.processor import StreamProcessor
from engine.stream.feeds import jsonl, jsonl_source, symbol_limit
from engine.stream.feeds.backoff import Backoff
from engine.stream.feeds.jsonl import JsonLinesFeed
from engine.stream.feeds.jsonl_source import threaded_chunks
from engine.stream.session.session import LiveSession
from engine.stream.session.session_parts import SessionParts
from tests.helpers.feed_sinks import RecordingSink

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

START = datetime(2024, 1, 1, tzinfo=UTC)
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX")


def bar(minute: int, symbol: str = "A", **fields: object) -> bytes:
    moment = (START + timedelta(minutes=minute)).isoformat()
    prices = dict.fromkeys(("open", "high", "low", "close", "volume"), minute)
    return json.dumps({"symbol": symbol, "timestamp": moment, **prices, **fields}).encode() + b"\n"


def minutes(sink: RecordingSink) -> list[int]:
    return [(t - START) // timedelta(minutes=1) for _, t, _ in sink.closed]


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


def test_symbols_beyond_the_limit_are_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(symbol_limit, "MAX_SYMBOLS", 2)
    path = tmp_path / "bars.jsonl"
    path.write_bytes(b"".join(bar(n, f"S{n % 3}") for n in range(6)))
    sink, feed = RecordingSink(), JsonLinesFeed(str(path), "1m")
    feed.run(sink)
    assert minutes(sink) == [0, 1, 3, 4]
    assert feed.status().malformed == 2
    assert feed.status().detail == "there are more than 2 symbols; choose some"


def test_file_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "bars.jsonl"
    path.write_bytes(b"".join(bar(n) for n in range(3_000)) + bar(3_000).rstrip())
    sink, feed = RecordingSink(), JsonLinesFeed(str(path), "1m")
    feed.run(sink)
    assert minutes(sink) == list(range(3_001))
    assert feed.status().state is ConnectionState.ENDED
    assert feed.status().messages == 3_001
    assert sink.times[-1] == to_ns(START + timedelta(minutes=3_001))


def test_unreadable_lines_are_counted_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "bars.jsonl"
    path.write_bytes(bar(0) + b"nonsense\n\n{}\n" + b"x" * 200_000 + b"\n" + bar(1))
    sink, feed = RecordingSink(), JsonLinesFeed(str(path), "1m")
    feed.run(sink)
    assert minutes(sink) == [0, 1]
    assert feed.status().malformed >= 3
    assert feed.status().detail == "line 5 could not be read: it is not JSON"
    told = [record.getMessage() for record in caplog.records]
    assert told[0] == f"{path}: line 2 could not be read: it is not JSON"
    assert told[1] == f"{path}: line 4 could not be read: 'symbol' is missing"


def test_many_unreadable_lines_do_not_fill_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "bars.jsonl"
    path.write_bytes(b"nonsense\n" * 500)
    feed = JsonLinesFeed(str(path), "1m")
    feed.run(RecordingSink())
    assert feed.status().malformed == 500
    assert len(caplog.records) == 20


def test_only_the_asked_symbols_are_delivered(tmp_path: Path) -> None:
    path = tmp_path / "bars.jsonl"
    path.write_bytes(bar(0) + bar(0, "B") + bar(1) + bar(1, "C"))
    sink = RecordingSink()
    JsonLinesFeed(str(path), "1m", ["A", "C"]).run(sink)
    assert [symbol for symbol, _, _ in sink.closed] == ["A", "A", "C"]


def test_trades_are_handed_on_as_trades(tmp_path: Path) -> None:
    path = tmp_path / "trades.jsonl"
    path.write_text('{"symbol": "A", "timestamp": 1704067201, "price": 5}\n', encoding="utf-8")
    sink = RecordingSink()
    JsonLinesFeed(str(path), "1m").run(sink)
    assert [(t.symbol, t.price) for t in sink.ticks] == [("A", 5.0)]
    assert sink.times == [1_704_067_199_000_000_000, 1_704_067_201_000_000_000]


def test_forming_candle_does_not_move_the_clock_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "bars.jsonl"
    path.write_bytes(bar(5, closed=False))
    sink = RecordingSink()
    JsonLinesFeed(str(path), "1m").run(sink)
    assert sink.times == [to_ns(START + timedelta(minutes=5))]


def test_bar_of_one_symbol_does_not_end_that_of_another_whose_line_comes_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [bar(minute, symbol) for minute in range(10) for symbol in "AB"]
    monkeypatch.setattr(jsonl, "path_chunks", lambda *_: one_by_one(lines))
    # A bar of five minutes that ended with its fourth would have less volume.
    processor = StreamProcessor(FormulaService(), None, 50, 1, timeframe="5m")
    processor.add_formula("volume < 10")
    feed, policy = JsonLinesFeed("-", "1m"), HitPolicy(includes_forming=False)
    session = LiveSession(SessionParts(feed, processor, "5m", RollUp("5m", "1m"), policy))
    session.run()
    assert session.hits.total == 0
    assert session.status().health.late == 0


async def one_by_one(chunks: list[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def test_followed_file_is_read_on_when_it_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl_source, "_FOLLOW_S", 0.0)
    path = tmp_path / "bars.jsonl"
    path.write_bytes(bar(0) + bar(1)[:20])
    first = threading.Event()

    def grow() -> None:
        first.wait()
        with path.open("ab") as file:
            file.write(bar(1)[20:])

    writer = threading.Thread(target=grow)
    writer.start()
    sink = RecordingSink(lambda sink: first.set() or len(sink.closed) == 2)  # type: ignore[func-returns-value]
    feed = JsonLinesFeed(str(path), "1m", follow=True)
    sink.stop = feed.stop
    feed.run(sink)
    writer.join()
    assert minutes(sink) == [0, 1]


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    feed = JsonLinesFeed(str(tmp_path / "none.jsonl"), "1m")
    with pytest.raises(SourceError, match="No such file"):
        feed.run(RecordingSink())
    assert feed.status().state is ConnectionState.FAILED


@needs_posix
def test_named_pipe_is_read_until_its_writer_leaves(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write() -> None:
        with path.open("wb") as pipe:
            for number in range(500):
                pipe.write(bar(number))

    writer = threading.Thread(target=write)
    writer.start()
    sink = RecordingSink()
    JsonLinesFeed(str(path), "1m").run(sink)
    writer.join()
    assert minutes(sink) == list(range(500))


@needs_posix
def test_reading_a_silent_pipe_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    end = os.open(path, os.O_RDWR)
    os.write(end, bar(0))
    sink = RecordingSink(lambda _: True)
    feed = JsonLinesFeed(str(path), "1m")
    sink.stop = feed.stop
    feed.run(sink)
    os.close(end)
    assert minutes(sink) == [0]
    assert feed.status().state is ConnectionState.STOPPED


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, bar(0) + bar(1))
    os.close(writing)
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        sink = RecordingSink()
        JsonLinesFeed("-", "1m").run(sink)
    assert minutes(sink) == [0, 1]


@pytest.mark.parametrize("is_left", [False, True])
def test_thread_reads_where_the_event_loop_cannot(is_left: bool) -> None:
    reading, writing = os.pipe()
    file = os.fdopen(reading, "rb", buffering=0)

    async def read() -> bytes:
        found = b""
        async for chunk in threaded_chunks(file):
            found += chunk
            if is_left:
                break
        return found

    os.write(writing, b"abc")
    if not is_left:
        os.close(writing)
    assert asyncio.run(read()) == b"abc"
    if is_left:
        os.close(writing)
    for thread in threading.enumerate():
        if thread.name == "jsonl-reader":
            thread.join()
    file.close()


def test_thread_tells_of_a_source_that_breaks() -> None:
    class Broken:
        def read(self, _size: int) -> bytes:
            raise OSError("cable pulled")

    async def read() -> None:
        async for _ in threaded_chunks(Broken()):  # type: ignore[arg-type]
            pass

    with pytest.raises(OSError, match="cable pulled"):
        asyncio.run(read())


def test_socket_is_connected_to_again_when_it_breaks() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def serve() -> None:
        for number in range(3):
            connection, _ = server.accept()
            with connection:
                connection.sendall(bar(2 * number) + bar(2 * number + 1))

    thread = threading.Thread(target=serve)
    thread.start()
    sink = RecordingSink(lambda sink: len(sink.closed) == 6)
    feed = JsonLinesFeed(f"tcp://127.0.0.1:{port}", "1m", backoff=Backoff(0, 0), sleep=at_once)
    sink.stop = feed.stop
    feed.run(sink)
    thread.join()
    server.close()
    assert minutes(sink) == list(range(6))
    assert feed.status().reconnects == 2


def test_socket_that_nobody_listens_on_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    details: list[str] = []

    async def sleep(_seconds: float) -> None:
        details.append(feed.status().detail)
        feed.stop()
        await asyncio.sleep(0)

    feed = JsonLinesFeed(f"tcp://127.0.0.1:{port}", "1m", sleep=sleep)
    feed.run(RecordingSink())
    assert "trying again" in details[0]


def test_clock_runs_with_the_day_only_where_the_data_does(tmp_path: Path) -> None:
    path = tmp_path / "bars.jsonl"
    path.write_bytes(bar(0))
    feed = JsonLinesFeed(str(path), "1m")
    feed.run(RecordingSink())
    assert feed.clock_ns() is None
    now_s = time.time() - 60
    path.write_text(json.dumps({"symbol": "A", "timestamp": now_s, "price": 1}), encoding="utf-8")
    feed = JsonLinesFeed(str(path), "1m")
    feed.run(RecordingSink())
    clock = feed.clock_ns()
    assert clock is not None
    assert clock > now_s * 1e9
