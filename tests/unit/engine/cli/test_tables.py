"""Words and lines of what the commands print."""

from __future__ import annotations

from engine.cli.tables import listed


def test_few_names_are_all_listed() -> None:
    assert listed(["A", "B"]) == "A, B"


def test_many_names_are_cut_with_the_number_of_the_rest() -> None:
    assert listed([f"S{number}" for number in range(12)]).endswith(", S9 and 2 more")
