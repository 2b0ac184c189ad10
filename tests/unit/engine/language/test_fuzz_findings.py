"""Texts that the fuzzer found to break something once; each must stay harmless."""

from __future__ import annotations

import pytest

from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService

FINDINGS = [
    # A variable that mentions itself, looked at from coarser bars: endless recursion.
    "x = nz(close, x)\nmonthly(x > 1)",
    "x = weekly(y) > 1\ny = x\nmonthly(y)",
    # The deepest nesting that is allowed: the recursion limit of Python.
    "(" * 64 + "close" + ")" * 64 + " > 1",
    "abs(" * 64 + "close" + ")" * 64 + " > 1",
    # Long chains behind one value: the recursion limit again.
    "close" + "[1]" * 600 + " > 1",
    "close" + ".k" * 900 + " > 1",
]


@pytest.mark.parametrize("text", FINDINGS)
def test_a_text_that_once_broke_the_language_is_checked(text: str) -> None:
    service = FormulaService(registry=IndicatorRegistry())
    for problem in service.check(text):
        assert 0 <= problem.offset <= len(text)
