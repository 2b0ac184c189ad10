"""Keeps NumPy's linear algebra library to one thread; to be called before NumPy is loaded."""

from __future__ import annotations

import os

_VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def use_one_blas_thread() -> None:
    """Make this process, and those that it starts, load the library with one thread.

    Nothing here multiplies matrices, and on Windows OpenBLAS takes 32 MB of memory for each
    processor as soon as it is loaded. What the user has set stays.
    """
    for name in _VARIABLES:
        os.environ.setdefault(name, "1")
