"""``formula-scan check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.cli.main import EXIT_DONE, EXIT_USAGE, main
from engine.storage.maintenance.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path


def test_a_sound_formula_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    text = "param n = 20; x = ema(close, n); close > x and volume > 1"
    assert main(["check", text, "--param", "n=30"]) == EXIT_DONE
    out = capsys.readouterr().out
    assert "Sound: a condition" in out
    assert "lookback    29 bars" in out
    assert "reads       close, volume" in out
    assert "parameters  n = 30" in out
    assert "values      x, ema(close,30)" in out


def test_a_number_and_an_unbounded_history_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "obv()"]) == EXIT_DONE
    out = capsys.readouterr().out
    assert "Sound: a number" in out
    assert "its whole history" in out


def test_a_formula_that_powershell_has_written_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "f.txt").write_bytes("close > 1\r\n".encode("utf-16"))
    assert main(["check", f"@{tmp_path / 'f.txt'}"]) == EXIT_DONE
    assert "Sound: a condition" in capsys.readouterr().out


@pytest.mark.parametrize("data", [None, b"close > 1 -- \xc1\xbe"])
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / "f.txt").write_bytes(data)
    with pytest.raises(SystemExit) as stop:
        main(["check", f"@{tmp_path / 'f.txt'}"])
    assert stop.value.code == EXIT_USAGE
    assert "cannot read" in capsys.readouterr().err


def test_a_wrong_formula_is_shown_with_carets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clse > sma(close)"]) == EXIT_USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "error E201 at line 1, column 1: There is no 'clse'" in shown.err
    assert "  ^^^^\n" in shown.err
    assert "error E301" in shown.err


def test_a_warning_goes_to_stderr_and_the_description_to_stdout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "close > max(20, high)"]) == EXIT_DONE
    shown = capsys.readouterr()
    assert "warning W702" in shown.err
    assert "Sound" in shown.out


def test_a_formula_is_read_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "f.txt"
    file.write_text("단기 = avg(C,5)\nC > 단기", encoding="utf-8")
    assert main(["check", f"@{file}"]) == EXIT_DONE
    assert "values      단기, sma(close,5)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--param", "n"], "'n' gives no parameter a value"),
        (["--param", "m=1"], "There is no parameter 'm'"),
        (["--param", "n=true"], "takes a whole number"),
        (["--param", "n=2.5"], "takes a whole number"),
        (["--param", "n=abc"], "takes a whole number"),
    ],
)
def test_a_parameter_that_does_not_fit_is_a_usage_error(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "param n = 20; close > sma(n)", *words]) == EXIT_USAGE
    assert message in capsys.readouterr().err


def test_too_few_candles_in_the_library_are_a_warning_where_a_timeframe_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "sample.fslib"
    write_sample(library, n_symbols=3, n_bars=50)
    words = ["--library", str(library)]
    assert main(["check", "close > sma(close, 51)", "--timeframe", "1d", *words]) == EXIT_DONE
    shown = capsys.readouterr()
    assert "warning W703" in shown.err
    assert "The formula needs 51 bars and there are 50" in shown.err
    assert "Sound" in shown.out
    assert main(["check", "close > sma(close, 50)", "--timeframe", "1d", *words]) == EXIT_DONE
    assert capsys.readouterr().err == ""
    assert main(["check", "close > sma(close, 51)", *words]) == EXIT_DONE
    assert capsys.readouterr().err == ""
