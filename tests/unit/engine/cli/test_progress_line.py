"""The line that says how far the work is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from engine.cli.progress_line import ProgressLine

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def line_on(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> ProgressLine:
    """Return a line on another standard error; capturing sets its own before each test."""
    monkeypatch.setattr("sys.stderr", stream)
    return ProgressLine("symbols")


def test_line_says_what_is_left_where_somebody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    line_on(terminal, monkeypatch)(4, 4, "AAPL", 36.2)
    assert "100.0%  4 of 4 symbols, 36 s left  AAPL" in terminal.getvalue()


def test_line_estimates_by_the_speed_since_the_start_else(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    line_on(terminal, monkeypatch)(4, 4, "AAPL")
    assert "100.0%  4 of 4 symbols, 0 s left  AAPL" in terminal.getvalue()


def test_line_is_silent_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    line = line_on(stream, monkeypatch)
    line(1, 2, "AAPL")
    line.clear()
    assert stream.getvalue() == ""
