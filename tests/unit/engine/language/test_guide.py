"""The guide to the language shows formulas that run."""

from __future__ import annotations

import re

import pytest

from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService
from engine.resources import read_text

EXAMPLES = re.findall(r"```formula\n(.*?)```", read_text("help", "language.md"), re.DOTALL)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 7


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_sound(text: str) -> None:
    assert FormulaService(registry=IndicatorRegistry()).check(text) == []
