"""The tree of exceptions."""

import inspect
import pickle

import pytest

from engine import errors
from engine.errors import Diagnostic, FormulaError, Severity
from engine.messages import Message

_DIAGNOSTIC = Diagnostic("E202", "There is no function 'smaa'", 2, 5, 12, 4, "did you mean sma?")
_ARGUMENTS = {
    "message": Message("error.library-full"),
    "text": "smaa(close)",
    "diagnostics": (_DIAGNOSTIC,),
    "name": "my_rsi",
    "reason": "raised ValueError",
    "path": "candles.fslib",
    "version": 9,
    "supported": 1,
    "file": "a.csv",
    "line": 3,
    "repository": "Repo",
    "symbol": "AAPL",
    "timeframe": "1d",
    "day": "2024-01-02",
    "results": (1, 2),
}
ALL = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.EngineError)
]


def _make(kind: type[Exception]) -> Exception:
    names = list(inspect.signature(kind.__init__).parameters)[1:]
    return kind(*(_ARGUMENTS[name] for name in names if name not in ("args", "kwargs")))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_exception_survives_pickle(kind):
    error = _make(kind)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert str(copy) == str(error)
    assert copy.__dict__ == error.__dict__


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_exception_speaks_a_sentence(kind):
    if kind is not errors.EngineError:
        assert len(str(_make(kind))) > 15


def test_formula_error_tells_place_and_hint_of_its_first_error():
    warning = Diagnostic("W702", "suspicious", 1, 1, 0, 1, severity=Severity.WARNING)
    error = FormulaError("x", (warning, _DIAGNOSTIC))
    assert (error.code, error.line, error.column, error.offset) == ("E202", 2, 5, 12)
    assert (error.length, error.hint) == (4, "did you mean sma?")
    assert str(error) == ("line 2, column 5: E202 There is no function 'smaa' (did you mean sma?)")


def test_source_error_names_file_line_and_reason():
    assert str(errors.SourceError("a.csv", "no close column", 3)) == (
        "a.csv, line 3: no close column"
    )
    assert str(errors.SourceError("a.csv", "it is empty")) == "a.csv: it is empty"
