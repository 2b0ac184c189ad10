"""Command lines as users of each system write them."""

from __future__ import annotations

import pytest

from engine.command_lines import split_command


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"C:\tools\alert.exe {symbol}", [r"C:\tools\alert.exe", "{symbol}"]),
        (r'"C:\Program Files\x.exe" "a b"', [r"C:\Program Files\x.exe", "a b"]),
        (r"\\server\share\x.cmd # 1", [r"\\server\share\x.cmd", "#", "1"]),
        ("say it's {price}", ["say", "it's", "{price}"]),
    ],
)
def test_on_windows_backslashes_stay_and_double_quotes_keep_words_together(
    text: str, words: list[str]
) -> None:
    assert split_command(text, is_windows=True) == words


def test_elsewhere_a_command_line_is_read_like_a_shells() -> None:
    words = split_command(r"notify-send 'a b' c\ d", is_windows=False)
    assert words == ["notify-send", "a b", "c d"]


@pytest.mark.parametrize("is_windows", [True, False])
def test_open_quotation_is_an_error(is_windows: bool) -> None:
    with pytest.raises(ValueError, match="quotation"):
        split_command('say "hello', is_windows=is_windows)
