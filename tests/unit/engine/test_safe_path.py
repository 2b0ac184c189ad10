from __future__ import annotations

import os

import pytest

from engine.safe_path import safe_path_for_children

VARIABLE = "PYTHONSAFEPATH"


def test_children_of_the_block_do_not_look_in_the_current_folder(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    with safe_path_for_children():
        assert os.environ[VARIABLE] == "1"
    assert VARIABLE not in os.environ


def test_last_of_two_blocks_at_once_takes_the_variable_back(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    first, second = safe_path_for_children(), safe_path_for_children()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert os.environ[VARIABLE] == "1"
    second.__exit__(None, None, None)
    assert VARIABLE not in os.environ


@pytest.mark.parametrize("value", ["", "1"])
def test_what_the_user_has_set_stays(value, monkeypatch):
    monkeypatch.setenv(VARIABLE, value)
    with safe_path_for_children():
        assert os.environ[VARIABLE] == "1"
    assert os.environ[VARIABLE] == value
