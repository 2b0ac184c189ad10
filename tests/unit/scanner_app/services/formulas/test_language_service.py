from __future__ import annotations

import pytest

from engine.errors import FormulaError
from scanner_app.services.formulas.function_help import FunctionHelp
from scanner_app.services.formulas.language_service import LanguageService


def test_facts_say_what_a_formula_needs(language: LanguageService) -> None:
    facts = language.facts("param n = 20; close > sma(close, n) and volume > 0")
    assert facts is not None
    assert facts.lookback == 19
    assert facts.clauses == 2
    assert dict(facts.defaults) == {"n": 20}
    assert facts.value_names == ("sma(close,20)",)
    assert facts.is_condition


def test_facts_follow_the_fields_values(language: LanguageService) -> None:
    facts = language.facts("param n = 20; close > sma(close, n)", {"n": 50, "other": 3})
    assert facts is not None
    assert facts.lookback == 49
    assert facts.defaults["n"] == 20
    assert facts.parameters["n"] == 50


@pytest.mark.parametrize("text", ["", "  ", "close >", "foo(1)"])
def test_a_text_that_does_not_compile_has_no_facts(language: LanguageService, text: str) -> None:
    assert language.facts(text) is None


def test_nothing_written_is_no_problem(language: LanguageService) -> None:
    assert language.check("") == []
    assert language.check("close > smaa(close)")[0].code == "E202"


def test_completion_ranks_names_that_begin_so_first(language: LanguageService) -> None:
    found = [c.name for c in language.completions("close > ma", 10)]
    begins = [name for name in found if name.startswith("ma")]
    assert found[: len(begins)] == begins
    assert "sma" in found


def test_completion_offers_the_formulas_own_names(language: LanguageService) -> None:
    text = "fast = ema(close, 12)\nfa"
    assert language.completions(text, len(text))[0].name == "fast"


def test_completion_behind_a_point_offers_outputs(language: LanguageService) -> None:
    for text in ("macd(close,12,26,9).", "m = macd(close,12,26,9); m."):
        names = {c.name for c in language.completions(text, len(text))}
        assert {"line", "signal", "hist"} <= names
    assert language.completions("close.", 6) == []


def test_completion_of_a_function_brings_its_bracket(language: LanguageService) -> None:
    sma = next(c for c in language.completions("sma", 3) if c.name == "sma")
    assert sma.insertion == "sma("
    assert sma.signature.startswith("sma(x=close")
    assert sma.summary


def test_hint_points_at_the_argument_under_the_cursor(language: LanguageService) -> None:
    hint = language.call_hint("macd(close, 12, ", 16)
    assert hint is not None
    assert hint.parameters[hint.current].startswith("slow")
    assert language.call_hint("nothing(", 8) is None
    assert language.call_hint("close", 5) is None


def test_hint_of_a_named_argument_points_at_its_parameter(language: LanguageService) -> None:
    text = "macd(signal="
    hint = language.call_hint(text, len(text))
    assert hint is not None
    assert hint.parameters[hint.current].startswith("signal")


def test_tidying_twice_changes_nothing(language: LanguageService) -> None:
    once = language.tidied("close>SMA( close ,20 )  and  volume>0")
    assert once == "close > sma(close, 20) and volume > 0"
    assert language.tidied(once) == once
    with pytest.raises(FormulaError):
        language.tidied("close > (")


def test_pasted_formulas_are_translated(language: LanguageService) -> None:
    text, leftovers = language.translated("C > MA(C, 20)", "AFL")
    assert language.check(text) == []
    assert leftovers == []


def test_help_has_a_page_for_every_function(language: LanguageService) -> None:
    pages = FunctionHelp(language)
    entries = [entry for group in pages.families().values() for entry in group]
    assert len(entries) > 100
    macd = pages.entry("MACD")
    assert macd is not None
    assert dict(macd.facts)["Outputs"] == "line, signal, hist"
    assert pages.entry("nothing") is None


def test_series_and_words_of_the_language_have_help_with_an_example_that_compiles() -> None:
    service = LanguageService()
    pages = FunctionHelp(service)
    for word in ("close", "종가", "tr", "and", "or", "not", "param", "crosses", "crosses below"):
        entry = pages.entry(word)
        assert entry is not None, word
        assert entry.summary
        assert service.check(entry.example) == [], word
    assert pages.entry("nothing") is None
    assert pages.entry("") is None
