"""The architecture page names functions, modules and folders that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
PLACES = sorted(set(re.findall(r"`((?:engine|scanner_app|tests)/[\w/.]+)`", TEXT)))
FUNCTIONS = re.findall(r"`([\w.]+)`,?\s+\(?`((?:engine|scanner_app)/[\w/]+\.py)`", TEXT)


def test_page_names_enough_to_find_the_way():
    assert len(PLACES) > 40
    assert len(FUNCTIONS) > 12


@pytest.mark.parametrize("place", PLACES)
def test_place_is_there(place):
    assert (ROOT / place).exists()


@pytest.mark.parametrize(("name", "module"), FUNCTIONS)
def test_function_is_in_its_module(name, module):
    source = (ROOT / module).read_text(encoding="utf-8")
    for part in name.split("."):
        assert re.search(rf"^\s*(async )?(class|def) {part}\b", source, re.MULTILINE)


def test_unit_tests_stand_where_their_package_does():
    folders = {path.parent for path in (ROOT / "tests" / "unit").rglob("test_*.py")}
    astray = [
        folder
        for folder in folders
        if not (ROOT / folder.relative_to(ROOT / "tests" / "unit")).is_dir()
    ]
    assert astray == []
