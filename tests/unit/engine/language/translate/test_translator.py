"""Pasted expressions of other languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from engine.errors import Severity
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService
from engine.language.translate.translator import Language, translate

SERVICE = FormulaService(registry=IndicatorRegistry())

# language, pasted text, what it becomes
CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))


def is_sound(text: str) -> bool:
    return not any(p.severity is Severity.ERROR for p in SERVICE.check(text))


@pytest.mark.parametrize("case", CASES["whole"], ids=lambda case: case["text"][:40])
def test_what_has_a_counterpart_is_translated_and_runs(case: dict[str, str]) -> None:
    translation = translate(case["text"], case["language"])
    assert translation.text == case["expected"]
    assert translation.leftovers == ()
    assert is_sound(translation.text.replace("[n]", "[3]"))


@pytest.mark.parametrize("case", CASES["partly"], ids=lambda case: case["text"][:40])
def test_what_has_none_is_listed_and_cannot_pass_for_ours(case: dict[str, str]) -> None:
    translation = translate(case["text"], case["language"])
    (leftover,) = translation.leftovers
    assert leftover.text == case["piece"]
    assert case["text"][leftover.offset :].startswith(case["piece"])
    assert case["reason"] in leftover.reason
    if case["language"] == "StockCharts":
        assert f"# not translated: {case['piece']}" in translation.text
    else:
        assert not is_sound(translation.text)


def test_every_language_can_be_named() -> None:
    for language in Language:
        assert translate("", language).leftovers == ()
    with pytest.raises(ValueError, match="Lisp"):
        translate("(> close 1)", "Lisp")
