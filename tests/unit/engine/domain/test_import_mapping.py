"""Corrections of an import."""

from __future__ import annotations

import pytest

from engine.domain.import_mapping import ImportMapping

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
