"""Every message of the engine has a Korean text with the same fields."""

import tomllib

import pytest

from engine import resources
from engine.messages import CATALOGUES, catalogue, places_in


def _korean(prefix):
    return tomllib.loads(resources.read_text("messages", "ko", f"{prefix}.toml"))


@pytest.mark.parametrize("prefix", CATALOGUES)
def test_every_code_has_a_korean_text_with_the_same_fields(prefix):
    english = {code.partition(".")[2]: text for code, text in catalogue(prefix).items()}
    korean = _korean(prefix)
    assert set(korean) == set(english)
    for name, text in korean.items():
        assert places_in(text) == places_in(english[name]), name
