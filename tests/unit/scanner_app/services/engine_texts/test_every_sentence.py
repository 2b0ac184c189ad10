"""No sentence of the engine is forgotten: all in its sources are known, or listed with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scanner_app.services.engine_texts import sentences
from scanner_app.services.engine_texts.recogniser import Joined, Told
from scanner_app.services.engine_texts.sentences import recogniser
from tests.helpers.engine_sentences import Sentence, sentences_in, shape_of

ROOT = Path(__file__).resolve().parents[5]
OURS = ("LanguageFaults", "EngineImports", "EngineLibrary", "EngineScan", "EngineLive")

UNSEEN_MODULES = {
    "engine/cli/": "the command line, which is English",
    "engine/language/functions/": "helps, which the function help translates",
    "engine/language/reference.py": "the reference in Markdown; the window has a help of its own",
    "engine/language/translate/": "of these the window shows only what was left, not why",
    "engine/language/evaluation/data_frames.py": "data frames, which only programs hand in",
    "engine/storage/quality/": "the window has names of its own for doubts about candles",
    "engine/storage/sources/": "libraries of other programs, which the window does not open",
    "engine/storage/importers/cells/vocabulary.py": "names of columns in files",
    "engine/storage/importers/detection/file_names.py": "a pattern",
    "engine/stream/feeds/notes.py": "the window has sentences of its own for each kind of note",
    "engine/batch/pool/memory_budget.py": "the log",
    "engine/batch/engine_limits.py": "limits that the window's settings cannot leave",
}
UNSEEN = {
    "module 'engine' has no attribute '{}'": "for programmers",
    "A scan begins while a worker process imports the main module; put what the program does "
    "below: if __name__ == '__main__':": "for programmers",
    "The progress callback is too slow: %d of %d calls were left out": "the log",
    "Match {} of {}": "for programmers: an index",
    "<{} matches of {}>": "a repr",
    "<{} matches>": "a repr",
    "<CompiledFormula {}>": "a repr",
    "{} has shape {}, timestamps {}": "for programmers: columns handed in",
    "Columns of candles have one dimension": "for programmers: columns handed in",
    "The data frame's index must be a DatetimeIndex": "data frames",
    "The data frame has no column {}": "data frames",
    "{} is a list of symbols, not the text {}": "for programmers",
    "{} where the function table promises a column": "for programmers: the function table",
    "{} where the function table promises a constant": "for programmers: the function table",
    "{}.{} has neither a definition nor a kernel": "for programmers: the function table",
    "The formula's own bars have no parent scope": "for programmers: the graph",
    "This FormulaService was made without a formula repository": "for programmers",
    "The buffer is empty": "for programmers",
    "pip install exchange_calendars": "a command, the same in every language",
    "param n = 20": "a formula",
    "param {} = 20": "a formula",
    "param {} = ": "a formula",
    'symbol("SPY", close)': "a formula",
    'tf("1w", close)': "a formula",
    "a crosses above b": "a formula",
    "crosses {}": "a formula",
    "not {}": "a formula",
    "{} {} at line {}, column {}": "the caret below a formula on the command line",
    "Synthetic {}": "the name of a symbol",
    "File Creation Time": "the last line of an exchange's lists of symbols",
    " (bar still forming)": "alerts to the log and to programs",
    "{} {}: {} at {}{}": "alerts to the log and to programs",
}
PARTS = {
    "there is no such library": "there is no such library",
    "{}() takes {} argument{}, not {}": "sma() takes 2 arguments, not 4",
    "a constant whole number": "n of sma() must be a constant whole number, not 2.5",
    "{} of {}() must be {}": "n of sma() must be a constant number, not a condition",
    "{}, not {}": "n of sma() must be a constant whole number, not 2.5",
    "{} of {}() {}": "n of sma() must be at least 1",
    "must be at least {}": "n of sma() must be at least 1",
    "must be from {} to {}": "n of sma() must be from 1 to 10",
    "'{}' is a price series": "'close' is a price series and cannot be assigned",
    "'{}' is a registered indicator": "'mine' is a registered indicator and cannot be assigned",
    "'{}' has a meaning already": "'x' has a meaning already and cannot be assigned",
    "{} and cannot be assigned": "'x' has a meaning already and cannot be assigned",
    ", or write == to compare: {} == ...": (
        "Choose another name, or write == to compare: close == ..."
    ),
    " or {}": "The formula ends after '(' or )",
    "The formula ends after {}{}": "The formula ends after 'x'",
    "cannot be registered: that {}": "cannot be registered: that is no name",
    "is a word of the language": "cannot be registered: that is a word of the language",
    "is no name": "cannot be registered: that is no name",
    "line {}: {}": "line 3: all prices are zero",
    "; line {}: {}": "no row could be read; line 3: all prices are zero",
    "no row could be read{}": "no row could be read",
    "its candles are not of {}; {}": (
        "its candles are not of 1d; import it with the timeframe 1w and resample it"
    ),
}
"""Pieces of sentences, with a whole one each."""
VARIANTS = (
    "sma() needs x and n",
    "na() takes no arguments, not 2",
    "abs() takes 1 argument, not 2",
    "n of sma() must be a constant number, not a text",
    "n of sma() must be from 1 to 10",
    "cannot be registered: that is a word of the language",
    "line 1, column 2: E104 Unexpected 'x' (Write == to compare)",
    "line 1, column 2: E104 Unexpected 'x'",
    "Expected a condition, found a number",
    "Expected a number, found a condition",
    "Expected a number, found a text",
    "sh ended with status 3: no way",
)
"""More sentences that are put together from pieces."""

DATA = re.compile(
    r"[\w, ]*(종목|시장|통화|업종|tz, |sessions, |_ns, |started_at)"
    r"|\njan|jan janv|\nX|\(extract| WHERE"
)
"""Lists of names and pieces of queries, which are no sentences."""


def needed() -> list[Sentence]:
    """Return the sentences that the window may come to show."""
    found = sentences_in(ROOT / "engine")
    unseen = tuple(UNSEEN_MODULES)
    return [
        each
        for each in found
        if not each.place.startswith(unseen)
        and each.text not in UNSEEN
        and not DATA.match(each.text)
    ]


def known() -> set[str]:
    return {shape_of(text) for texts in sentences.contexts().values() for text in texts}


def test_every_sentence_of_the_engine_has_a_template() -> None:
    missing = [each for each in needed() if each.text not in known() and each.text not in PARTS]
    assert not missing, "add a template in scanner_app/services/engine_texts"


def test_every_sentence_of_the_windows_own_errors_has_a_template() -> None:
    services = ROOT / "scanner_app/services"
    raising = [path.stem for path in services.glob("*.py") if "raise " in path.read_text("utf-8")]
    found = [each for each in sentences_in(services) if Path(each.place).stem in raising]
    assert not [each for each in found if each.text not in known()]


@pytest.mark.parametrize("part", PARTS)
def test_the_whole_of_each_part_is_recognised(part: str) -> None:
    assert recogniser().recognised(PARTS[part]) is not None


def test_no_template_is_left_of_a_sentence_that_is_gone() -> None:
    folders = (ROOT / "engine", ROOT / "scanner_app/services")
    shapes = {each.text for folder in folders for each in sentences_in(folder) if is_source(each)}
    for text in (*PARTS.values(), *VARIANTS):
        shapes |= templates_of(recogniser().recognised(text))
    areas = {name: texts for name, texts in sentences.contexts().items() if name in OURS}
    stale = [text for texts in areas.values() for text in texts if shape_of(text) not in shapes]
    assert not stale


def is_source(sentence: Sentence) -> bool:
    """Whether a sentence does not stand in the templates themselves."""
    return "/engine_texts/" not in sentence.place


def templates_of(part: object) -> set[str]:
    """Return the shapes of all templates in a recognised sentence."""
    if isinstance(part, Told):
        inner = (templates_of(each) for _, each in part.places)
        return {shape_of(part.template)}.union(*inner)
    return set().union(*map(templates_of, part.parts)) if isinstance(part, Joined) else set()


def test_nothing_is_listed_that_is_not_there() -> None:
    found = list(sentences_in(ROOT / "engine"))
    texts = {each.text for each in found}
    assert not (UNSEEN.keys() | PARTS.keys()) - texts
    assert all(any(each.place.startswith(module) for each in found) for module in UNSEEN_MODULES)


@pytest.mark.parametrize(
    "template", [text for texts in sentences.contexts().values() for text in texts]
)
def test_no_template_swallows_another(template: str) -> None:
    if template in dict(sentences.contexts())["EngineWords"]:
        return
    number = iter(range(100, 200))
    filled = re.sub(r"\{(\w+)\}", lambda place: _filling(place[1], next(number)), template)
    found = recogniser().recognised(filled)
    assert found is not None
    assert getattr(found, "template", template) == template
    assert found.said(lambda _context, english: english) == filled


def _filling(place: str, number: int) -> str:
    if place.startswith("frame"):
        return "1d"
    choice = sentences.words.CHOICES.get(place)
    return choice[0] if choice else str(number)
