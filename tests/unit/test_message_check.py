"""The check of messages finds codes that there are not and fields without a place."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def check():
    path = ROOT / "packaging" / "dev" / "check_messages.py"
    spec = importlib.util.spec_from_file_location("check_messages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('Message("library.no-such-thing")', "there is no message library.no-such-thing"),
        ('Message("nowhere.closed")', "there is no message nowhere.closed"),
        ('Message("library.sqlite")', "library.sqlite has a place {reason} without a field"),
        ('Message("library.closed", name=1)', "library.closed has no place for the field name"),
        (
            'def f():\n    fields = {"why": 1}\n    Message("library.sqlite", reason=2, **fields)',
            "library.sqlite has no place for the field why",
        ),
    ],
)
def test_wrong_codes_and_fields_are_found(check, source, fault):
    assert [
        text.partition(": ")[2] for text in check.faults_in(ROOT / "x.py", ast.parse(source))
    ] == [fault]


@pytest.mark.parametrize(
    "source",
    [
        'Message("library.sqlite", reason="why")',
        'Message("live.symbols", n=3)',
        'Message(f"library.{name}")',
        'fields = {"reason": 1}\nMessage("library.sqlite", **fields)',
        'fields = {"x": 1}\nfields["reason"] = 2\nMessage("library.sqlite", **fields)',
        'Message("library.sqlite", **others())',
    ],
)
def test_right_and_unreadable_ones_are_left_alone(check, source):
    assert list(check.faults_in(ROOT / "x.py", ast.parse(source))) == []


def test_code_that_nothing_says_is_found(check):
    trees = [ast.parse('Message("library.closed"); f"system.{name}"')]
    unused = check.unused_codes(trees)
    assert "library.sqlite" in unused
    assert "library.closed" not in unused
    assert "system.other" not in unused
