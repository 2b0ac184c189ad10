from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from engine.language.functions.spec import Param, Takes, period
from engine.language.functions.table import FUNCTIONS
from engine.language.reference import needs_of
from scanner_app.services.formulas.function_help import FunctionHelp
from scanner_app.services.formulas.function_texts import (
    REMARKS,
    fact_text,
    is_formula,
    needs_text,
    parameter_text,
)
from scanner_app.services.formulas.language_service import LanguageService

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_RULE_IN_N = re.compile(r"\d*n?( [-+] \d+)?")


@pytest.mark.usefixtures("korean")
def test_every_note_that_is_no_formula_is_told_in_korean() -> None:
    notes = {f.note for f in FUNCTIONS.values() if f.note and not is_formula(f.note)}
    assert {note for note in notes if not re.search("[가-힣]", fact_text(note))} == set()


@pytest.mark.usefixtures("korean")
def test_what_each_function_needs_is_told_in_korean() -> None:
    needs = {text for name in FUNCTIONS for text in needs_of(name)}
    rules = {text for text in needs if not re.search("[가-힣]", needs_text(text))}
    assert all(_RULE_IN_N.fullmatch(rule) for rule in rules), rules
    assert needs_text("after 139 further bars at n = 20") == "139봉이 더 지난 뒤 (n = 20일 때)"


@pytest.mark.usefixtures("korean")
def test_a_page_of_help_has_korean_headings_and_keeps_formulas() -> None:
    page = FunctionHelp(LanguageService()).entry("stoch")
    assert page is not None
    facts = dict(page.facts)
    assert facts["정의"].startswith("k = sma(100 * (close - lowest(low, n))")
    assert facts["참고"].startswith("k=1이면")
    assert facts["n"] == "정수, 1~10000"


@pytest.mark.parametrize(
    ("param", "told"),
    [
        (period(), "whole number, 1 to 10000"),
        (Param("k", Takes.CONSTANT, low=0.0), "constant, 0 or more"),
        (Param("x", Takes.SERIES), "number"),
    ],
)
def test_parameters_say_their_range(qapp: QApplication, param: Param, told: str) -> None:
    assert parameter_text(param) == told


@pytest.mark.parametrize(
    ("note", "is_one"),
    [
        ("max(x, x[1], ..., x[n-1])", True), ("ema(ad(), fast) - ema(ad(), slow)", True),
        ("e ^ x", True), ("stdev(x, n) squared", False), ("Starts at 1000", False),
    ],
)  # fmt: skip
def test_formulas_are_told_from_sentences(note: str, is_one: bool) -> None:
    assert is_formula(note) is is_one


def test_remarks_are_those_of_the_function_table() -> None:
    told = {text for f in FUNCTIONS.values() for pair in f.aliases.items() for text in pair}
    assert set(REMARKS) <= told | {f.source for f in FUNCTIONS.values()}
