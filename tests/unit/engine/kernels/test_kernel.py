"""Kernels are named apart: their names stand for them in digests."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

from engine import kernels
from engine.kernels.kernel import Kernel
from engine.language.functions.table import FUNCTIONS


def all_kernels() -> set[Kernel]:
    rows = {function.kernel for function in FUNCTIONS.values() if function.kernel is not None}
    for module in pkgutil.iter_modules(kernels.__path__, "engine.kernels."):
        members = vars(importlib.import_module(module.name)).values()
        rows |= {member for member in members if isinstance(member, Kernel)}
    return rows


def test_no_two_kernels_share_a_name() -> None:
    counts = Counter(kernel.name for kernel in all_kernels())
    assert [name for name, count in counts.items() if count > 1] == []
    assert len(counts) > 100


def test_the_signature_tells_versions_apart() -> None:
    for kernel in all_kernels():
        assert kernel.signature == f"{kernel.name}@{kernel.version}"
