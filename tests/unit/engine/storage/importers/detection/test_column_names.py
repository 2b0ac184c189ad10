"""Names of columns."""

from __future__ import annotations

from engine.storage.importers.detection.column_names import unique_names


def test_names_of_columns_are_unique_and_never_empty() -> None:
    assert unique_names(["a", " a ", "", "b", "a"]) == ("a", "a (2)", "column 3", "b", "a (3)")
