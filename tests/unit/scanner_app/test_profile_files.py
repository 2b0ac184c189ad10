"""The profile's files may hold anything at all: what can be read of them is, and no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from engine.domain.formula import Formula
from scanner_app.profile_files import read_table
from scanner_app.services.formulas.formula_versions import FormulaVersions
from scanner_app.services.live.live_settings import (
    LiveSettings,
    load_live_settings,
    save_live_settings,
)
from scanner_app.session import Session, load_session, save_session
from scanner_app.settings import Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path

DEEP = '{"layout": ' + "[" * 100_000
DEEP_WITHIN_JSON = '{"layout": {"a": ' + "[" * 100 + "]" * 100 + "}}"
UNREADABLE = [
    DEEP, DEEP_WITHIN_JSON, "[" * 100_000, "", "{", "null", "5", "[]", '"text"',
    '{"text": "\\ud800"}', '{"\\udc00": 1}', '{"range_n": ' + "9" * 5_000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE, ids=range(len(UNREADABLE)))
def test_file_that_cannot_be_read_is_an_empty_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(text, encoding="utf-8")
    assert read_table(path) == {}
    assert load_session(path) == Session()
    assert load_live_settings(path) == LiveSettings()
    assert FormulaVersions(path).drafts() == []


def test_file_of_no_text_is_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(b"\xff\x00{")
    assert read_table(path) == {}
    assert read_table(tmp_path) == {}


@pytest.mark.parametrize(
    "text",
    [
        "workers = " + "[" * 100_000, "a" + ".a" * 5_000 + " = 1", "workers = -5", "workers = 257",
        "workers = 1" + "0" * 30, "symbol_timeout_s = 0", "symbol_timeout_s = nan",
        "symbol_timeout_s = inf", "memory_limit_mb = -1", "indicator_cache_mb = 0",
        "theme = []", "library = 1979-05-27",
    ],
    ids=str.split,
)  # fmt: skip
def test_settings_under_which_nothing_could_be_scanned_are_the_defaults(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    assert load_settings(path) == Settings()


def test_session_leaves_out_what_no_field_can_take(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    table = {
        "text": "close > 1", "range_n": 2**40, "timeframe": 5, "universe": [],
        "columns": {"a": 2**40, "b": True, "c": 7}, "column_order": [1, "a"],
        "parameters": {"n": [], "m": 3}, "layout": {"window": 3},
    }  # fmt: skip
    path.write_text(json.dumps(table), encoding="utf-8")
    expected = Session(text="close > 1", columns={"c": 7}, column_order=["a"], parameters={"m": 3})
    assert load_session(path) == expected
    save_session(path, expected)
    assert load_session(path) == expected


@pytest.mark.parametrize("wrong", [None, 5, "text", [], [[]], {"key": []}, {"a": 5}], ids=repr)
@pytest.mark.parametrize(
    "name", ["feed", "speed", "follows", "hits", "alerts", "watched", "replay_start"]
)
def test_live_field_of_a_wrong_type_leaves_the_others_as_they_were(
    tmp_path: Path, name: str, wrong: object
) -> None:
    path = tmp_path / "live.json"
    save_live_settings(path, LiveSettings(address="x"))
    table = json.loads(path.read_text(encoding="utf-8")) | {name: wrong}
    path.write_text(json.dumps(table), encoding="utf-8")
    settings = load_live_settings(path)
    assert settings.address == "x"
    for kind in (settings, settings.hits, settings.alerts):
        usual = type(kind)()
        for field in usual.__dataclass_fields__:
            assert type(getattr(kind, field)) is type(getattr(usual, field))


@pytest.mark.parametrize(
    ("name", "value"),
    [("key", []), ("is_on", None), ("formula", 5), ("formula", {"id": []}), ("formula", None)],
)
def test_watched_formula_that_cannot_be_read_is_left_out_alone(
    tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "live.json"
    formula = {"id": 1, "name": "A", "expression": "close > 1"}
    good = {"key": "1", "is_on": True, "formula": formula}
    bad = {**good, name: value}
    if name == "is_on":
        del bad["is_on"]
    path.write_text(json.dumps({"watched": [bad, good]}), encoding="utf-8")
    assert [entry.key for entry in load_live_settings(path).watched] == ["1"]


def test_version_that_cannot_be_read_is_left_out_alone(tmp_path: Path) -> None:
    path = tmp_path / "versions.json"
    good = {"saved_at": "2024-01-02T00:00:00+00:00", "name": "A", "expression": "close > 1"}
    bad = [5, {}, {**good, "saved_at": "never"}, {**good, "name": 5}, {**good, "id": []}]
    path.write_text(json.dumps({"drafts": [*bad, good], "1": 5}), encoding="utf-8")
    versions = FormulaVersions(path)
    assert [version.name for version in versions.drafts()] == ["A"]
    versions.add(Formula(1, "B", "close > 2"))
    assert [version.name for version in FormulaVersions(path).of("1")] == ["B"]
