"""Corrections and layouts."""

from __future__ import annotations

import pytest

from engine.storage.importers.detection.layout import ImportMapping, unique_names
from engine.storage.importers.reading.raw import shape_of

FULL = ImportMapping(
    encoding="cp949",
    delimiter=";",
    skip_lines=1,
    header_lines=2,
    columns={"close": "종가", "volume": ""},
    time_format="%d.%m.%Y",
    day_first=False,
    decimal=",",
    adjusted=True,
    tz="Asia/Seoul",
)


@pytest.mark.parametrize("mapping", [FULL, ImportMapping(), ImportMapping(adjusted=True)])
def test_corrections_survive_being_written_down(mapping: ImportMapping) -> None:
    assert ImportMapping.from_json(mapping.to_json()) == mapping


def test_what_a_newer_program_wrote_is_passed_over() -> None:
    assert ImportMapping.from_json('{"decimal": ",", "novelty": 1}') == ImportMapping(decimal=",")


def test_nothing_corrected_is_empty() -> None:
    assert ImportMapping().is_empty
    assert ImportMapping().to_json() == "{}"
    assert not ImportMapping(day_first=False).is_empty


@pytest.mark.parametrize("wrong", [{"columns": {"turnover": "x"}}, {"decimal": ";"}])
def test_corrections_that_mean_nothing_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"known are|decimal mark"):
        ImportMapping(**wrong)  # type: ignore[arg-type]


def test_names_of_columns_are_unique_and_never_empty() -> None:
    assert unique_names(["a", " a ", "", "b", "a"]) == ("a", "a (2)", "column 3", "b", "a (3)")


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
