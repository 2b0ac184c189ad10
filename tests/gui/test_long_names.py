"""Names of hundreds of letters: the window stays as narrow as without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.domain.formula import Formula
from engine.domain.symbol import Symbol
from engine.storage.library import open_library
from scanner_app.services.scan.scan_types import RangeKind
from tests.helpers.candles import random_bars

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]
WINDOW_WIDTH = 1280


@pytest.mark.parametrize("n_letters", [56, 300])
def test_a_long_name_does_not_widen_the_window(
    open_app: Callable[..., AppDriver], tmp_path: Path, n_letters: int
) -> None:
    symbol, name = "S" * min(n_letters, 60), "N" * n_letters
    path = tmp_path / "long.fslib"
    with open_library(path, create=True) as library:
        library.candles.save_arrays(symbol, "1d", random_bars(200, 1))
        library.symbols.save(Symbol(symbol, name))
    app = open_app("--library", str(path))
    app.wait_until_ready()
    app.services.watchlists.add(name, [symbol, "X" * n_letters])
    app.scan("close > sma(close, 20)", RangeKind.ALL)
    chart = app.scan_tab.chart
    app.wait(lambda: symbol in chart.title.text())
    app.application.formulas.presenter.load(Formula("", name, "close > 0"))
    assert name in chart.title.toolTip()
    for number in range(app.window.tabs.count()):
        app.window.tabs.setCurrentIndex(number)
        assert app.window.minimumSizeHint().width() <= WINDOW_WIDTH
