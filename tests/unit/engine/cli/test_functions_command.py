"""``formula-scan functions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.cli.main import EXIT_DONE, EXIT_USAGE, main
from engine.language.functions.table import FUNCTIONS
from engine.language.reference import reference_page

if TYPE_CHECKING:
    import pytest


def test_all_functions_are_listed_by_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["functions"]) == EXIT_DONE
    out = capsys.readouterr().out
    for function in FUNCTIONS.values():
        assert f"  {function.signature}" in out
        assert f"\n{function.family}\n" in f"\n{out}"


def test_one_function_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["functions", "BBands()"]) == EXIT_DONE
    out = capsys.readouterr().out
    assert out.startswith("bbands(x=close, n=20, k=2)")
    assert "upper = middle + k * stdev(x, n)" in out
    assert "AFL          BBandTop(x,n,k)" in out


def test_a_name_of_another_language_finds_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["functions", "hhv"]) == EXIT_DONE
    assert capsys.readouterr().out.startswith("highest(x=high, n)")


def test_part_of_a_name_lists_what_contains_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["functions", "crow"]) == EXIT_DONE
    out = capsys.readouterr().out
    assert "cdl_3blackcrows" in out
    assert "sma(" not in out


def test_an_unknown_name_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["functions", "macdd"]) == EXIT_USAGE
    assert "Did you mean 'macd'?" in capsys.readouterr().err


def test_the_reference_page_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["functions", "--markdown"]) == EXIT_DONE
    assert capsys.readouterr().out == reference_page()
