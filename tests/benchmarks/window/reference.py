"""A piece of work that tells how fast this machine is now, to compare pauses of the window with."""

from __future__ import annotations

import time
from statistics import median

import numpy as np
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

_N_ROUNDS = 15
_N_LABELS = 60
_VALUES = np.random.default_rng(1).random(50_000)
_SHEETS = ("QLabel { color: red; padding: 2px }", "QLabel { color: blue; padding: 3px }")


def reference_ms() -> float:
    """Return the processor time of a loop of Python, a sort of NumPy and some styling by Qt.

    It is the thread's own time, so what else runs on the machine counts little.
    """
    window = QWidget()
    layout = QVBoxLayout(window)
    for number in range(_N_LABELS):
        layout.addWidget(QLabel(str(number)))
    window.show()
    taken_ms = median(_round_ms(window, number) for number in range(_N_ROUNDS))
    window.deleteLater()
    return taken_ms


def _round_ms(window: QWidget, number: int) -> float:
    began_s = time.thread_time()
    sum(number * number for number in range(30_000))
    np.sort(_VALUES)
    window.setStyleSheet(_SHEETS[number % 2])
    window.grab()
    return (time.thread_time() - began_s) * 1e3
