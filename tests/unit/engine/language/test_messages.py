"""What the language says is a code with fields, in each place where it says something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import engine
from engine.errors import FormulaError
from engine.language import messages
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService
from engine.language.translate.translator import translate
from engine.messages import Message
from tests.unit.engine.language.test_error_classes import CASES

SERVICE = FormulaService(registry=IndicatorRegistry())
_CODE = re.compile(r'"formula\.([a-z0-9-]+)"')


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_a_problem_has_the_code_of_its_message_and_a_hint_is_a_message(text: str) -> None:
    for problem in SERVICE.check(text):
        assert isinstance(problem.message, Message)
        assert problem.message.code.startswith(f"formula.{problem.code.lower()}-")
        assert problem.hint == "" or isinstance(problem.hint, Message)


def test_an_error_that_is_raised_has_the_message_of_its_first_problem() -> None:
    with pytest.raises(FormulaError) as caught:
        SERVICE.compile("ema(close, 0) > 1")
    assert caught.value.message.code == "formula.e304-outside"
    assert caught.value.message.fields["param"] == "n"


def test_why_something_was_not_translated_is_a_message() -> None:
    (leftover,) = translate("MACD(12) > 1", "AFL").leftovers
    assert leftover.reason == Message(
        "formula.foreign-arguments",
        function="macd",
        counts=Message("formula.or", first="0", second="2"),
    )
    assert leftover.reason.code == "formula.foreign-arguments"


def test_every_text_of_the_catalogue_is_said_somewhere() -> None:
    sources = Path(engine.__file__).parent.rglob("*.py")
    used = {code for path in sources for code in _CODE.findall(path.read_text(encoding="utf-8"))}
    assert used == set(messages.TEXTS)
