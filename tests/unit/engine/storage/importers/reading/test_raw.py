"""What tables of the same making have in common."""

from __future__ import annotations

import pytest

from engine.storage.importers.reading.raw import shape_of


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("Date,Open,Close", "Date,Open,Close", True),
        ("Date,Open,Close", "Date,Close,Open", False),
        ("AAPL,20240102,1.5,20", "MSFT,20231231,250.25,1", True),
        ("2024-01-02;1;2", "2024-01-02,1,2", False),
    ],
)
def test_tables_of_the_same_making_have_the_same_shape(
    first: str, second: str, is_same: bool
) -> None:
    assert (shape_of(first) == shape_of(second)) == is_same
