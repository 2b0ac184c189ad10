"""The function reference says what runs, and the shipped page is up to date."""

from __future__ import annotations

import pytest

from engine.language.functions.table import FUNCTIONS
from engine.language.reference import describe, needs_of, reference_page
from engine.resources import read_text


def test_the_shipped_page_is_what_the_table_gives() -> None:
    message = "run: formula-scan functions --markdown > resources/help/functions.md"
    assert read_text("help", "functions.md") == reference_page(), message


@pytest.mark.parametrize(
    ("name", "lookback", "settle"),
    [
        ("sma", "n - 1", "at once"),
        ("rsi", "n", "after 270 further bars at n = 20"),
        ("adx", "2n - 1", "after 540 further bars at n = 20"),
        ("trange", "1", "at once"),
        ("macd", "25", "after 180 further bars"),
        ("obv", "0", "never: it remembers the whole past"),
        ("tema", "3n - 3", "after 435 further bars at n = 20"),
    ],
)
def test_what_a_function_needs_is_found_by_compiling_it(
    name: str, lookback: str, settle: str
) -> None:
    needs = needs_of(name)
    assert needs.lookback == lookback
    assert needs.settle.split(maxsplit=1)[0] == settle.split(maxsplit=1)[0]


def test_a_description_names_signature_example_and_source() -> None:
    for function in FUNCTIONS.values():
        text = describe(function)
        for part in (function.signature, function.summary, function.example, function.source):
            assert part, function.name
            assert part in text
        for language, alias in function.aliases.items():
            assert language in text
            assert alias in text


def test_note_that_stands_for_a_definition_is_told_once() -> None:
    assert describe(FUNCTIONS["mama"]).count(FUNCTIONS["mama"].note) == 1
