"""Matches of one symbol as the fewest bytes: bar numbers where they are rare, else a bitmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NUMBER = np.dtype("<i4")
_SHORT = 16_384  # up to here a bitmap is at most 2 kB, and made four times as fast


def encode(is_match: NDArray[np.bool_], count: int) -> bytes:
    """Return where `is_match` is true.

    Parameters
    ----------
    is_match : ndarray of bool, shape (n,)
        One flag a bar.
    count : int
        How many are true.
    """
    if count == 0:
        return b""
    if _is_sparse(count, len(is_match)):
        return np.flatnonzero(is_match).astype(_NUMBER).tobytes()
    return np.packbits(is_match).tobytes()


def decode(encoded: bytes | memoryview, count: int, n_bars: int) -> NDArray[np.int64]:
    """Return the positions that :func:`encode` was given, shape (count,), increasing.

    Parameters
    ----------
    encoded : bytes-like
        What `encode` returned.
    count, n_bars : int
        Number of matches, and of bars looked at.
    """
    if count == 0:
        return np.empty(0, dtype=np.int64)
    if _is_sparse(count, n_bars):
        return np.frombuffer(encoded, dtype=_NUMBER).astype(np.int64)
    bits = np.unpackbits(np.frombuffer(encoded, dtype=np.uint8), count=n_bars)
    return np.flatnonzero(bits)


def _is_sparse(count: int, n_bars: int) -> bool:
    """Whether bar numbers take fewer bytes than a bitmap; both ends decide alike."""
    return n_bars > _SHORT and count * _NUMBER.itemsize * 8 < n_bars
