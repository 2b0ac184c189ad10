"""What is known while a symbol is processed."""

import pandas as pd

from engine.domain.context import ProcessingContext
from engine.domain.job import JobType, ProcessingJob
from engine.domain.series import CandleSeries


def test_added_indicator_is_found_again_and_an_unknown_one_is_none():
    context = ProcessingContext("A", CandleSeries.empty("A", "1d"))
    values = pd.Series([1.0])
    context.add_indicator("sma_20", values)
    assert context.get_indicator("sma_20") is values
    assert context.get_indicator("sma_50") is None


def test_contexts_and_jobs_do_not_share_their_dictionaries():
    one, other = (ProcessingContext("A", CandleSeries.empty("A", "1d")) for _ in range(2))
    one.add_indicator("x", pd.Series([1.0]))
    assert other.indicators == {}
    job = ProcessingJob("1", JobType.SCAN, ["A"], "1d")
    assert job.created_at.utcoffset().total_seconds() == 0
