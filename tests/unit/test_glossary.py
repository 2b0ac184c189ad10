"""The glossary names rooms that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(
    r"^\| ([^|]+) \| [^|]+ \| `([^`]+)` \|$",
    (ROOT / ".github" / "GLOSSARY.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_glossary_has_each_term_once():
    terms = [term.strip() for row, _ in ROWS for term in row.split(",")]
    assert len(terms) > 40
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize(("term", "room"), ROWS)
def test_room_of_a_term_is_there(term, room):
    assert (ROOT / room).exists()
