"""Outcomes that follow from error and matches."""

import pytest

from engine.domain.match import SignalMatch
from engine.domain.result import Outcome, ProcessingResult

_MATCH = [SignalMatch("A", None, None)]


@pytest.mark.parametrize(
    ("matches", "error", "outcome"),
    [
        (_MATCH, None, Outcome.HIT),
        ((), None, Outcome.NO_HIT),
        ((), "No data available", Outcome.NO_DATA),
        ((), "division by zero", Outcome.ERROR),
    ],
)
def test_outcome_follows_from_error_and_matches(matches, error, outcome):
    assert ProcessingResult("A", matches, error=error).outcome is outcome


def test_given_outcome_stays():
    result = ProcessingResult("A", error="took too long", outcome=Outcome.TIMEOUT)
    assert result.outcome is Outcome.TIMEOUT
