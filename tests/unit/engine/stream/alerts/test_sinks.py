"""Where alerts go."""

from __future__ import annotations

import json
import logging
import sys
import threading
import tracemalloc
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import nan
from typing import TYPE_CHECKING, Any

import pytest

from engine.domain.alert import Alert
from engine.stream.alerts import sinks
from engine.stream.alerts.sinks import CommandSink, LogSink, SinkError, WebhookSink, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOMENT = datetime(2024, 1, 2, 9, 30, tzinfo=UTC)
ALERT = Alert("005930", 7, "Breakout", MOMENT, 71_300.0, MOMENT, True, {"r": 55.5, "x": nan})


def test_sentence_tells_symbol_price_formula_and_bar() -> None:
    assert sentence(ALERT) == "005930 71300: Breakout at 2024-01-02T09:30:00Z"
    forming = Alert("A", 1, "f", MOMENT, 1.5, MOMENT, False)
    assert sentence(forming).endswith("(bar still forming)")


def test_log_gets_a_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="engine.stream"):
        LogSink().deliver(ALERT)
    assert caplog.messages == [sentence(ALERT)]


def test_command_gets_the_alert_as_arguments_and_as_json(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    script = (
        "import sys, json; json.dump([sys.argv[1:], json.load(sys.stdin)], open(sys.argv[1], 'w'))"
    )
    words = [
        sys.executable,
        "-c",
        script,
        str(target),
        "{symbol}",
        "{formula} at {price}",
        "{time}",
    ]
    CommandSink(words).deliver(ALERT)
    arguments, record = json.loads(target.read_text(encoding="utf-8"))
    assert arguments[1:] == ["005930", "Breakout at 71300", "2024-01-02T09:30:00Z"]
    assert record["symbol"] == "005930"
    assert record["indicators"] == {"r": 55.5, "x": None}
    assert (record["formula_id"], record["confirmed"], record["price"]) == (7, True, 71_300.0)


def test_values_of_an_alert_are_no_part_of_a_shell_line(tmp_path: Path) -> None:
    alert = Alert("A; touch evil", 1, "$(touch evil)", MOMENT, 1.0, MOMENT)
    CommandSink([sys.executable, "-c", "pass", "{symbol}", "{formula}"]).deliver(alert)
    assert list(tmp_path.iterdir()) == []


def test_names_are_filled_in_once(tmp_path: Path) -> None:
    target = tmp_path / "out"
    script = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    alert = Alert("A{formula}{price}", 1, "{time}", MOMENT, 1.0, MOMENT)
    CommandSink([sys.executable, "-c", script, str(target), "{symbol} {formula}"]).deliver(alert)
    assert target.read_text(encoding="utf-8") == "A{formula}{price} {time}"


@pytest.mark.parametrize("word", ["{symbol}", "{formula}", "{symbol}={price}"])
def test_name_that_would_be_an_option_is_not_handed_over(tmp_path: Path, word: str) -> None:
    target = tmp_path / "out"
    script = f"open({str(target)!r}, 'w')"
    alert = Alert("--option=evil", 1, "-x", MOMENT, 1.0, MOMENT)
    with pytest.raises(SinkError, match="for more than a name"):
        CommandSink([sys.executable, "-c", script, word]).deliver(alert)
    assert not target.exists()


def test_options_of_the_user_and_negative_prices_are_handed_over(tmp_path: Path) -> None:
    target = tmp_path / "out"
    script = "import sys; open(sys.argv[1], 'w').write(' '.join(sys.argv[2:]))"
    words = ["{price}", "--of={symbol}", "-v"]
    alert = Alert("-A", 1, "f", MOMENT, -1.0, MOMENT)
    CommandSink([sys.executable, "-c", script, str(target), *words]).deliver(alert)
    assert target.read_text(encoding="utf-8") == "-1 --of=-A -v"


@pytest.mark.parametrize("symbol", ["A&calc", 'A" & calc', "%PATH%", "A|B"])
def test_names_are_no_commands_of_batch_files(symbol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sinks.os, "name", "nt")
    alert = Alert(symbol, 1, "f", MOMENT, 1.0, MOMENT)
    with pytest.raises(SinkError, match="for more than a name"):
        CommandSink(["alert.CMD", "of {symbol}"]).deliver(alert)


def test_only_the_end_of_what_a_command_writes_is_kept() -> None:
    script = (
        "import sys\nfor _ in range(256): sys.stderr.write('x' * 65_536)\n"
        "sys.stderr.write('the end'); sys.exit(3)"
    )
    tracemalloc.start()
    try:
        with pytest.raises(SinkError, match=r"status 3: x+the end"):
            CommandSink([sys.executable, "-c", script]).deliver(ALERT)
        assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("code", "timeout_s", "told"),
    [
        ("import sys; sys.stderr.write('no way'); sys.exit(3)", 10.0, "status 3: no way"),
        ("import sys; sys.exit(3)", 10.0, "status 3$"),
        ("import threading; threading.Event().wait()", 0.2, "took longer than 0.2 s"),
    ],
)
def test_failing_command_is_told(code: str, timeout_s: float, told: str) -> None:
    with pytest.raises(SinkError, match=told):
        CommandSink([sys.executable, "-c", code], timeout_s).deliver(ALERT)


def test_command_that_does_not_exist_is_told() -> None:
    with pytest.raises(SinkError, match="no-such-program cannot be run"):
        CommandSink(["no-such-program"]).deliver(ALERT)


class Hook(BaseHTTPRequestHandler):
    """Keeps what is posted; the path tells how to answer."""

    posted: list[tuple[str, dict[str, str], Any]]
    release: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posted.append((self.path, dict(self.headers), json.loads(body)))
        if self.path == "/slow":
            self.release.wait()
            return
        self.send_response({"/ok": 200, "/moved": 302}.get(self.path, 500))
        if self.path == "/moved":
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Stay silent."""


@pytest.fixture
def hook() -> Iterator[tuple[str, type[Hook]]]:
    handler = type("OneHook", (Hook,), {"posted": [], "release": threading.Event()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    handler.release.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def test_webhook_gets_the_alert_as_json(hook: tuple[str, type[Hook]]) -> None:
    url, handler = hook
    WebhookSink(f"{url}/ok", headers={"X-Token": "t"}).deliver(ALERT)
    ((_, headers, record),) = handler.posted
    assert record["text"] == sentence(ALERT)
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Token"] == "t"


@pytest.mark.parametrize("path", ["/broken", "/moved"])
def test_webhook_that_refuses_or_sends_elsewhere_is_told(
    hook: tuple[str, type[Hook]], path: str
) -> None:
    url, handler = hook
    with pytest.raises(SinkError, match="answered"):
        WebhookSink(f"{url}{path}").deliver(ALERT)
    assert len(handler.posted) == 1


def test_webhook_that_does_not_answer_is_given_up(hook: tuple[str, type[Hook]]) -> None:
    url, _ = hook
    with pytest.raises(SinkError, match="cannot be reached"):
        WebhookSink(f"{url}/slow", timeout_s=0.2).deliver(ALERT)


@pytest.mark.parametrize("url", ["ftp://x/y", "file:///etc/passwd", "example.org"])
def test_webhook_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="http"):
        WebhookSink(url)
