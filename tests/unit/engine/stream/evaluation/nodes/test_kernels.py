"""Which kernels have a form for one bar."""

from __future__ import annotations

import importlib
import pkgutil

import engine.kernels
from engine.kernels.kernel import Kernel
from engine.stream.evaluation.nodes import kernels

WHOLE = {"ema_adjusted", "mavp", "session_vwap"}
"""Those that are computed over the whole buffer."""


def all_kernels() -> dict[str, Kernel]:
    modules = [
        importlib.import_module(f"engine.kernels.{module.name}")
        for module in pkgutil.iter_modules(engine.kernels.__path__)
    ]
    found = [each for module in modules for each in vars(module).values()]
    return {kernel.signature: kernel for kernel in found if isinstance(kernel, Kernel)}


def known() -> set[str]:
    tables = (
        kernels._IDLE, kernels._STATES, kernels._OWN_STREAMS, kernels._SUMS, kernels._TAILS,
        kernels._TALIB,
    )  # fmt: skip
    return {name for table in tables for name in table}


def test_form_of_every_kernel_is_of_its_current_version() -> None:
    """A kernel whose version went up runs over whole buffers until its form is mended."""
    assert known() - all_kernels().keys() == set()


def test_kernels_without_a_form_are_few_and_known() -> None:
    missing = {kernel.name for name, kernel in all_kernels().items() if name not in known()}
    assert missing == WHOLE


def test_periods_that_talib_does_not_know_run_over_the_whole_buffer() -> None:
    kernel = all_kernels()["highest@1"]
    assert kernels.kernel_state(kernel, [3], [1]) is None
    assert kernels.kernel_state(kernel, [3], [2]) is not None
