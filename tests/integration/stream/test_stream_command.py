"""``formula-scan stream`` as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from engine.cli.main import main
from engine.domain.candle import Candle
from engine.storage.library import open_library, open_workspace
from tests.helpers.kline_server import KlineClient, KlineServer
from tests.helpers.stream_cases import walk

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2024, 1, 1, tzinfo=UTC)
FORMULA = "close > sma(close, 20) and rsi(close, 14) < 60"


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    path = tmp_path / "library.fslib"
    with open_library(path, create=True) as library:
        for number, symbol in enumerate(("A", "B")):
            library.candles.save_many(symbol, "1d", walk(symbol, 320, number))
    return path


def line(minute: int, close: float, symbol: str = "A") -> str:
    moment = (START + timedelta(minutes=minute)).isoformat()
    prices = dict.fromkeys(("open", "high", "low", "close", "volume"), close)
    return json.dumps({"symbol": symbol, "timestamp": moment, **prices}) + "\n"


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(each) for each in text.splitlines()]


def by_bar(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda record: (record["symbol"], record["timestamp"]))


def test_replay_prints_the_hits_of_a_scan(
    library_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--library", str(library_file)]
    assert main(["stream", FORMULA, "--replay", "--every-bar", *words]) == 0
    streamed = records(capsys.readouterr().out)
    assert main(["scan", FORMULA, "--format", "jsonl", "--workers", "1", *words]) == 0
    scanned = records(capsys.readouterr().out)
    for record in streamed:
        assert record.pop("formula") == FORMULA
        assert record.pop("confirmed") is True
    assert len(streamed) > 20
    assert by_bar(streamed) == by_bar(scanned)


def test_min_data_holds_back_the_first_bars(
    library_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--replay", "--every-bar", "--library", str(library_file)]
    assert main(["stream", "close > 0", "--min-data", "320", *words]) == 0
    assert len(records(capsys.readouterr().out)) == 2


def test_help_states_the_default_of_min_data(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["stream", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "--min-data N fewer candles of a symbol give no hits (1: as in a scan)" in said


def test_summary_goes_to_stderr(library_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", FORMULA, "--replay", "--library", str(library_file)]) == 0
    out, err = capsys.readouterr()
    assert f"{len(records(out))} hits on 640 candles" in err
    assert "no candles came" not in err


def test_symbols_that_were_named_and_never_came_are_told(
    library_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--replay", "--symbols", "A,NONE,NOR", "--library", str(library_file)]
    assert main(["stream", FORMULA, *words]) == 0
    assert "no candles came of NONE, NOR\n" in capsys.readouterr().err


def test_lines_of_a_file_are_streamed_and_alerts_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "live.jsonl"
    feed.write_text(
        "".join(line(n, close) for n, close in enumerate((1, 5, 1, 5))), encoding="utf-8"
    )
    words = ["--feed", str(feed), "--timeframe", "1m", "--min-data", "1"]
    files = ["--library", str(tmp_path / "l.fslib"), "--workspace", str(tmp_path / "w.fsws")]
    assert main(["stream", "close > $level", "--param", "level=3", *words, *files]) == 2
    text = "param level = 9; close > level"
    assert main(["stream", text, "--param", "level=3", *words, *files]) == 0
    assert [r["timestamp"][11:16] for r in records(capsys.readouterr().out)] == ["00:01", "00:03"]
    with open_workspace(tmp_path / "w.fsws") as workspace:
        assert len(workspace.alerts.recent()) == 2
    assert main(["stream", text, "--param", "level=3", *words, *files]) == 0
    assert capsys.readouterr().out == ""


def test_lines_that_cannot_be_read_are_named_with_the_reason(tmp_path: Path) -> None:
    feed = tmp_path / "live.jsonl"
    feed.write_text(line(0, 5) + "nonsense\n", encoding="utf-8")
    files = ["--library", str(tmp_path / "l.fslib"), "--workspace", str(tmp_path / "w.fsws")]
    words = ["stream", "close > 3", "--feed", str(feed), "--timeframe", "1m", *files]
    ended = subprocess.run(
        [sys.executable, "-m", "engine", *words], capture_output=True, encoding="utf-8", check=True
    )
    assert len(records(ended.stdout)) == 1
    assert "line 2 could not be read: it is not JSON" in ended.stderr
    assert "1 dropped" in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts with a signal of POSIX")
def test_live_klines_are_streamed_and_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=5)

    async def script(client: KlineClient) -> None:
        await client.expect_subscription(1)
        for number in range(3):
            close = 5.0 if number == 1 else 1.0
            moment = now + timedelta(minutes=number)
            await client.send("BTCUSDT", Candle(moment, close, close, close, close, 1.0))
        await client.socket.wait_closed()

    path = tmp_path / "l.fslib"
    with KlineServer([script]) as server:
        code = (
            "import sys; from engine.cli.main import main; "
            "sys.exit(main(['stream', *sys.argv[1:]]))"
        )
        words = ["close > 3", "--feed", server.url, "--timeframe", "1m", "--symbols", "BTCUSDT"]
        files = ["--library", str(path), "--workspace", str(tmp_path / "w"), "--save"]
        process = subprocess.Popen(
            [sys.executable, "-c", code, *words, *files, "--min-data", "1", "--rest", ""],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        assert process.stdout is not None
        record = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 130
    assert "Interrupted" in err
    assert (record["symbol"], record["close"], out) == ("BTCUSDT", 5.0, "")
    with open_library(path) as library:
        assert len(library.candles.get_range("BTCUSDT", "1m")) >= 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
def test_saved_candles_are_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "l.fslib"
    words = [sys.executable, "-m", "engine", "stream", "close > 3", "--feed", "-", "--save"]
    options = ["--timeframe", "1m", "--min-data", "1", "--every-bar", "--library", str(path)]
    process = subprocess.Popen(
        [*words, *options, "--workspace", str(tmp_path / "w.fsws")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    seen = None
    for minute in range(300):
        process.stdin.write(line(minute, 5.0))
        process.stdin.flush()
        seen = json.loads(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert seen is not None
    assert seen["timestamp"] == "2024-01-01T04:59:00Z"
    with open_library(path) as library:
        series = library.candles.get_range("A", "1m")
    assert [c.timestamp for c in series] == [START + timedelta(minutes=n) for n in range(300)]


def test_reader_that_leaves_ends_the_stream(library_file: Path) -> None:
    words = [sys.executable, "-m", "engine", "stream", "close > 0", "--replay", "--every-bar"]
    process = subprocess.Popen(
        [*words, "--min-data", "1", "--speed", "1000", "--library", str(library_file)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--replay"], "name a formula"),
        (["close > 1"], "one of the arguments --replay --feed"),
        (["close > 1", "--replay", "--speed", "0"], "above zero"),
        (["clse > 1", "--replay"], "^"),
        (["close > 1", "--feed", "ws://127.0.0.1:9"], "no symbols to subscribe to"),
        (["close > 1", "--replay", "--from", "2024-02-01", "--to", "2024-01-01"], "after it ends"),
        (["close > 1", "--replay", "--symbols", "NONE"], "no 1d candles of these symbols"),
        (["close > 1", "--replay", "--alert-webhook", "mailto:x"], "http://"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "l.fslib"
    open_library(path, create=True).close()
    workspace = str(tmp_path / "w.fsws")
    try:
        code = main(["stream", *words, "--library", str(path), "--workspace", workspace])
    except SystemExit as error:
        code = int(str(error.code))
    assert code == 2
    assert told in capsys.readouterr().err


def test_missing_library_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["stream", "close > 1", "--replay", "--library", str(tmp_path / "none.fslib")]
    assert main(words) == 1
    assert "none.fslib" in capsys.readouterr().err


def test_missing_feed_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = ["--library", str(tmp_path / "l.fslib"), "--workspace", str(tmp_path / "w.fsws")]
    assert main(["stream", "close > 1", "--feed", str(tmp_path / "none"), *files]) == 1
    assert "No such file" in capsys.readouterr().err


def test_alerts_run_a_command_and_are_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed, told = tmp_path / "live.jsonl", tmp_path / "told"
    feed.write_text(line(0, 5.0), encoding="utf-8")
    command = f'"{sys.executable}" -c "import sys; open(sys.argv[1], \'w\').write(sys.argv[2])"'
    files = ["--library", str(tmp_path / "l.fslib"), "--workspace", str(tmp_path / "w.fsws")]
    words = ["--feed", str(feed), "--timeframe", "1m", "--min-data", "1", "--closed-only"]
    alerts = ["--alert-log", "--alert-command", f'{command} "{told}" {{symbol}}']
    assert main(["stream", "close > 3", *words, *files, *alerts]) == 0
    assert told.read_text(encoding="utf-8") == "A"
    assert "A 5: close > 3" in capsys.readouterr().err


def minutes(path: Path, *rows: tuple[int, float, float, float]) -> str:
    """Write closed minutes: number, close, high and volume."""
    with path.open("w", encoding="utf-8") as file:
        for number, close, high, volume in rows:
            moment = (START + timedelta(minutes=number)).isoformat()
            prices = {"open": close, "high": high, "low": close - 1, "close": close}
            record = {"symbol": "A", "timestamp": moment, **prices, "volume": volume}
            file.write(json.dumps(record) + "\n")
    return str(path)


def stream_file(
    path: str, folder: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[list[dict[str, Any]], str]:
    """Stream a file of lines and return the hits and what was said."""
    files = ("--library", str(folder / "l.fslib"), "--workspace", str(folder / "w.fsws"))
    assert main(["stream", "close > 0", "--feed", path, "--closed-only", *files, *words]) == 0
    output = capsys.readouterr()
    return records(output.out), output.err


def test_hits_of_one_timeframe_do_not_hide_those_of_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = minutes(tmp_path / "feed.jsonl", *((n, 10.0 + n, 11.0 + n, 10) for n in range(11)))
    every_bar = ("--every-bar",)
    hits, _ = stream_file(path, tmp_path, capsys, "--timeframe", "1m", *every_bar)
    assert len(hits) == 11
    hits, said = stream_file(path, tmp_path, capsys, "--timeframe", "5m", *every_bar)
    assert [hit["close"] for hit in hits] == [14.0, 19.0]
    assert "bars of 5m are built from candles of 1m" in said
    hits, said = stream_file(path, tmp_path, capsys, "--timeframe", "1m", *every_bar)
    assert hits == []
    assert said.startswith("0 hits on 11 candles, 11 notified before")


@pytest.mark.parametrize("place", range(1, 6))
def test_a_corrected_minute_changes_the_bar_that_is_being_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: int
) -> None:
    rows = [(n, 10.0 + n, 11.0 + n, 10.0) for n in range(6)]
    rows.insert(place, (place - 1, 9.0 + place, 50.0, 99.0))
    path = minutes(tmp_path / "feed.jsonl", *rows)
    frames = ("--timeframe", "5m", "--feed-timeframe", "1m")
    hits, said = stream_file(path, tmp_path, capsys, *frames)
    assert (hits[-1]["high"], hits[-1]["volume"]) == (50.0, 139.0)
    assert ("correction" in hits[-1]) is (place == 5)
    assert said.startswith("1 hit on ")
    assert ("1 late" in said) is (place == 5)
