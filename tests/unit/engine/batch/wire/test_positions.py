from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.batch.wire.positions import decode, encode


@given(st.lists(st.booleans(), max_size=300))
def test_positions_come_back(flags):
    is_match = np.array(flags, dtype=bool)
    count = int(is_match.sum())
    found = decode(encode(is_match, count), count, len(flags))
    assert found.tolist() == np.flatnonzero(is_match).tolist()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.03, 0.5, 1.0])
def test_encoding_takes_no_more_than_a_bitmap(share):
    is_match = np.random.default_rng(1).random(100_000) < share
    count = int(is_match.sum())
    encoded = encode(is_match, count)
    assert len(encoded) <= 100_000 // 8
    assert decode(encoded, count, 100_000).tolist() == np.flatnonzero(is_match).tolist()


def test_rare_matches_take_four_bytes_each():
    is_match = np.zeros(500_000, dtype=bool)
    is_match[[5, 499_999]] = True
    assert len(encode(is_match, 2)) == 8
